/** Passages and their cards light up together, and a card comes level with its passage when one turns to it. */

/**
 * @param {HTMLElement} root  the article's text
 * @param {{painter: Painter, margin: Margin, onPassages: (ids: number[]) => void}} page  `onPassages` is called with the
 *   annotations under a click, perhaps none
 */
export function watchPointing(root, { painter, margin, onPassages }) {
  let lit = "";
  const light = (ids) => {
    if (ids.join() === lit) return;
    lit = ids.join();
    painter.hover(ids);
    margin.light(ids);
  };

  let moving;
  root.addEventListener("pointermove", ({ clientX, clientY, pointerType }) => {
    if (pointerType === "touch") return;
    moving ??= requestAnimationFrame(() => {
      moving = null;
      light(painter.idsAt(clientX, clientY));
    });
  });
  root.addEventListener("pointerleave", () => light([]));
  root.addEventListener("click", ({ clientX, clientY, target }) => {
    if (getSelection().isCollapsed && !target.closest("a, button")) onPassages(painter.idsAt(clientX, clientY));
  });

  margin.element.addEventListener("pointerover", ({ target }) => {
    const id = Number(target.closest(".card")?.dataset.id);
    if (id) light([id]);
  });
  margin.element.addEventListener("pointerleave", () => light([]));

  // A card never moves between press and release: the click would miss.
  let pressed = false;
  margin.element.addEventListener("pointerdown", () => (pressed = true));
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => (pressed = false));
  const level = (card) => {
    if (!card) return;
    margin.active = card;
    margin.arrange();
  };
  margin.element.addEventListener("click", ({ target }) => level(target.closest(".card")));
  margin.element.addEventListener("focusin", ({ target }) => {
    const card = target.closest(".card");
    if (card?.dataset.id) light([Number(card.dataset.id)]);
    if (!pressed) level(card);
  });
}
