/** The small toolbar at the selection: highlight, note, theme; or attach, while an annotation waits for its words. */

const small = matchMedia("(max-width: 62rem)");

export class Toolbar {
  /** @param {HTMLElement} element  @param {(mark: "highlight"|"note"|"theme"|"attach") => void} onMark  @param {() => void} onLeave */
  constructor(element, onMark, onLeave) {
    this.element = element;
    this.visibility = element.querySelector("select");
    this.visibility.value = remembered() ?? this.visibility.value;
    this.visibility.addEventListener("change", () => remember(this.visibility.value));
    element.addEventListener("pointerdown", (event) => {
      // A press on a button must not take the selection away.
      if (event.target.closest("button")) event.preventDefault();
    });
    element.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-mark]")?.dataset.mark;
      if (mark) onMark(mark);
    });
    element.addEventListener("keydown", (event) => (event.key === "Escape" ? onLeave() : this._move(event)));
  }

  get open() {
    return !this.element.hidden;
  }

  /** Offer to attach a waiting annotation to the words, or else the usual marks. */
  offer(attaching) {
    for (const button of this.element.querySelectorAll("[data-mark]"))
      button.hidden = (button.dataset.mark === "attach") !== attaching;
    this.visibility.parentElement.hidden = attaching;
  }

  /** Show the toolbar above the words, or below where there is no room; at the bottom edge of a phone. */
  show(rect) {
    const { element } = this;
    element.hidden = false;
    element.style.top = element.style.left = "";
    if (small.matches) return;
    const { width, height } = element.getBoundingClientRect();
    const above = rect.top - height - 8;
    const top = above > 56 ? above : rect.bottom + 8;
    const left = Math.min(Math.max(8, rect.left + rect.width / 2 - width / 2), document.documentElement.clientWidth - width - 8);
    element.style.top = `${top + scrollY}px`;
    element.style.left = `${left + scrollX}px`;
  }

  hide() {
    this.element.hidden = true;
  }

  /** Arrow keys move inside, as in every toolbar. */
  _move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.target === this.visibility) return;
    const stops = [...this.element.querySelectorAll("button, select")].filter((stop) => stop.checkVisibility());
    const at = stops.indexOf(document.activeElement);
    stops[(at + step + stops.length) % stops.length].focus();
  }
}

function remembered() {
  try {
    return localStorage.getItem("newsroom:visibility");
  } catch {
    return null;
  }
}

function remember(visibility) {
  try {
    localStorage.setItem("newsroom:visibility", visibility);
  } catch {
    // not remembered: the next page begins with the usual choice
  }
}
