/** From what a reader selected to a passage of the article: whole characters, no white space at its ends. */

import { offsetOf, textOf } from "newsroom/text";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const FAR = 64; // code points looked at around an edge; no written character is longer

/** The words of an article as they stand on the page. */
export class Words {
  constructor(root) {
    this.root = root;
  }

  /** One array entry for each code point, read off the page when first needed. */
  get characters() {
    return (this.all ??= Array.from(textOf(this.root)));
  }

  slice(start, end) {
    return this.characters.slice(start, end).join("");
  }

  /**
   * The passage {start, end} of a range, in code points, end exclusive. Null where it holds no words of the
   * article, "unsound" where its paragraphs were changed by the browser.
   */
  passage(range) {
    if (range.collapsed || !range.intersectsNode(this.root)) return null;
    const whole = document.createRange();
    whole.selectNodeContents(this.root);
    const inside = (edge) => range.comparePoint !== undefined && this.root.contains(edge);
    const start = inside(range.startContainer)
      ? offsetOf(this.root, range.startContainer, range.startOffset, "start")
      : 0;
    const end = inside(range.endContainer)
      ? offsetOf(this.root, range.endContainer, range.endOffset, "end")
      : this.characters.length;
    if (start === null || end === null) return "unsound";
    return snap(this.characters, start, end);
  }
}

/** Widen to whole graphemes, then trim white space; null where nothing is left. */
export function snap(characters, start, end) {
  start = Math.max(0, start);
  end = Math.min(characters.length, end);
  if (start >= end) return null;
  start = edges(characters, start).findLast((edge) => edge <= start) ?? start;
  end = edges(characters, end).find((edge) => edge >= end) ?? end;
  while (start < end && blank(characters[start])) start += 1;
  while (end > start && blank(characters[end - 1])) end -= 1;
  return start < end ? { start, end } : null;
}

/** Where graphemes begin and end around an offset, in code points. */
function edges(characters, offset) {
  const from = characters.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const start = Math.max(from, offset - FAR);
  let at = start;
  const found = [at];
  for (const { segment } of graphemes.segment(characters.slice(start, offset + FAR).join("")))
    found.push((at += Array.from(segment).length));
  return found;
}

function blank(character) {
  return /^[\s\u00ad\u200b]$/u.test(character);
}

/** Call `listener` with the range once the reader's selection rests, and with null when there is none. */
export function onSelection(listener, rest = 120) {
  let timer;
  let pressed = false;
  const look = () => {
    const selection = getSelection();
    listener(selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null);
  };
  const soon = () => {
    clearTimeout(timer);
    if (!pressed) timer = setTimeout(look, rest);
  };
  document.addEventListener("selectionchange", soon);
  // A mouse that still drags has not chosen yet.
  document.addEventListener("pointerdown", (event) => (pressed = event.pointerType === "mouse" && event.button === 0));
  for (const name of ["pointerup", "pointercancel"])
    document.addEventListener(name, () => {
      pressed = false;
      soon();
    });
}
