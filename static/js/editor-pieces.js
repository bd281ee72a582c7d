// Passages that were left out of the article, each a tick away from its place in it.

// Tie each checkbox to the area: ticked, its passage stands there; unticked, it is gone again.
export function offerPieces(area) {
  for (const box of document.querySelectorAll("#left-out input[name='keep']")) {
    const html = box.closest(".form-row").querySelector(".piece").innerHTML;
    // The passage goes with the body from here on; the server would add it once more.
    box.removeAttribute("name");
    if (box.checked && !find(area, html).length) putBack(area, html, box.dataset.before);
    box.checked = find(area, html).length > 0;
    box.addEventListener("change", () => {
      const there = find(area, html);
      if (!box.checked) for (const block of there) block.remove();
      else if (!there.length) putBack(area, html, box.dataset.before);
    });
  }
}

function blocksOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

function find(area, html) {
  const wanted = new Set(blocksOf(html).map((block) => block.textContent.trim()));
  return [...area.children].filter((block) => wanted.has(block.textContent.trim()));
}

function putBack(area, html, before) {
  const blocks = blocksOf(html);
  const place = area.children[before] ?? null;
  for (const block of blocks) area.insertBefore(block, place);
  blocks[0]?.scrollIntoView({ block: "center" });
}
