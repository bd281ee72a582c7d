/** Reading and selecting with the keyboard alone: a cursor that goes from word to word, Shift selects. */

import { firstBlock } from "newsroom/position";

const STEPS = {
  ArrowRight: ["right", "word"],
  ArrowLeft: ["left", "word"],
  ArrowDown: ["forward", "line"],
  ArrowUp: ["backward", "line"],
};

/**
 * @param {HTMLElement} root  the article's text, focusable
 * @param {{onCursor: (range: Range | null) => void, onMark: (mark: string) => boolean, onStep: (step: number) => void,
 *   onLeave: () => void}} hooks  `onMark` tells whether there was something to mark
 */
export function watchKeyboard(root, hooks) {
  let byKeyboard = false; // a reader who clicked keeps the arrow keys for scrolling
  let pointing = false;
  document.addEventListener("pointerdown", () => (pointing = true), true);
  document.addEventListener("keydown", () => (pointing = false), true);
  root.addEventListener("focus", () => (byKeyboard = !pointing));
  root.addEventListener("blur", () => {
    byKeyboard = false;
    hooks.onCursor(null);
  });

  root.addEventListener("keydown", (event) => {
    if (event.target !== root || event.ctrlKey || event.altKey || event.metaKey) return;
    const marks = { h: "highlight", n: "note", t: "theme", a: "attach" };
    const step = { "[": -1, "]": 1 }[event.key];
    if (step) hooks.onStep(step);
    else if (event.key === "Escape") {
      getSelection().removeAllRanges();
      hooks.onLeave();
    } else if (marks[event.key.toLowerCase()] && hooks.onMark(marks[event.key.toLowerCase()])) {
      // handled
    } else if (STEPS[event.key] && (byKeyboard || event.shiftKey)) move(event);
    else return;
    event.preventDefault();
  });

  function move(event) {
    const selection = getSelection();
    if (!selection.rangeCount || !root.contains(selection.focusNode)) selection.collapse(firstText(root), 0);
    const [direction, unit] = STEPS[event.key];
    const before = [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
    selection.modify(event.shiftKey ? "extend" : "move", direction, unit);
    if (!root.contains(selection.focusNode)) {
      // The last word is the last: the cursor never leaves the article.
      selection.setBaseAndExtent(...before);
    }
    const cursor = wordAtFocus(selection);
    hooks.onCursor(cursor);
    show(cursor);
  }
}

/** Where the cursor begins: the first words on the screen. */
function firstText(root) {
  const element = firstBlock(root)?.element ?? root;
  return document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() ?? root;
}

/** The word at the moving end of the selection. */
function wordAtFocus(selection) {
  const [anchor, offset, focus, at] = [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
  selection.collapse(focus, at);
  selection.modify("extend", "forward", "word");
  const word = selection.getRangeAt(0).cloneRange();
  selection.setBaseAndExtent(anchor, offset, focus, at);
  return word;
}

function show(range) {
  const rect = range.getClientRects()[0];
  if (!rect) return;
  const covered = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  if (rect.top < covered + 16) scrollBy({ top: rect.top - innerHeight / 3 });
  else if (rect.bottom > innerHeight - 120) scrollBy({ top: rect.bottom - (innerHeight * 2) / 3 });
}
