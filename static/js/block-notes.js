/** After each annotated paragraph a button that says how many notes it has, for keyboard, touch and screen reader. */

import { blocks } from "newsroom/text";

export class BlockNotes {
  /** @param {(ids: number[]) => void} onOpen */
  constructor(root, index, template, onOpen) {
    Object.assign(this, { root, index, template });
    root.addEventListener("click", (event) => {
      const button = event.target.closest(".block-notes");
      if (!button) return;
      const { start, end } = button.dataset;
      onOpen(this._beginningIn(Number(start), Number(end)));
    });
  }

  /** Show the numbers as they are now. */
  refresh() {
    for (const { element, start, length, sound } of blocks(this.root)) {
      const count = sound ? this._beginningIn(start, start + length).length : 0;
      const button = element.querySelector(":scope > .block-notes");
      if (count) this._show(button ?? this._add(element, start, start + length), count);
      else button?.remove();
    }
  }

  /** An annotation over several paragraphs counts where it begins. */
  _beginningIn(start, end) {
    return this.index.overlapping(start, end).filter((one) => one.start >= start).map(({ id }) => id);
  }

  _add(element, start, end) {
    const button = this.template.content.firstElementChild.cloneNode(true);
    Object.assign(button.dataset, { start, end });
    element.append(button);
    return button;
  }

  _show(button, count) {
    const words = count === 1 ? button.dataset.one : button.dataset.many.replace("#", count);
    if (button.textContent !== words) button.textContent = words;
  }
}
