/** Paints passages over the article's text with the CSS Custom Highlight API; the document itself is never touched.
 *
 * One highlight per look, not per annotation, and only of passages near the screen: after every change to the page the
 * browser goes through all ranges that are registered. Each look is a name in looks.css. */

import { blocks, first, offsetOf, rangeOf } from "newsroom/text";

const AHEAD = 0.75; // screens painted above and below the one that is seen
const ENOUGH = 0.25; // repaint when fewer screens than this are left
const DEPTH = 3; // looks over each other
const CROWDED = 300; // stretches near the screen, from which on only one look is painted at any place
const BLINKS = [600, 300, 600, 300, 2000]; // milliseconds shown and not shown, in turn
const PRIORITY = { hover: 1, target: 1, found: 1, draft: 2, "found-now": 2, cursor: 3 }; // painted over the looks

/** Whether this browser can paint at all; if not, `?marks=1` shows the same passages. */
export const canPaint = Boolean(globalThis.CSS?.highlights && globalThis.Highlight);

export class Painter {
  /** Called whenever another part of the text is painted than before. */
  onWindow = () => {};

  #root;
  #index;
  #window = { start: 0, end: 0 };
  #drawn = new Map(); // name -> passages that are no annotations' looks: hover, draft ...
  #registered = new Map(); // name -> what its highlight consists of
  #frame = null;
  #blinking = null;

  /**
   * @param {HTMLElement} root  the article's text
   * @param {Intervals} index  its annotations
   */
  constructor(root, index) {
    this.#root = root;
    this.#index = index;
    this.refresh();
    const soon = () => this.#soon();
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    new ResizeObserver(soon).observe(root); // fonts and pictures that arrive, too
    new MutationObserver((changes) => this.#onRewritten(changes)).observe(root, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    // Paper has no screens.
    addEventListener("beforeprint", () => this.#paint({ start: 0, end: Infinity }));
    addEventListener("afterprint", () => this.refresh());
  }

  /** Paint what is near the screen now. */
  refresh() {
    this.#paint(this.#around(AHEAD));
  }

  /** The part of the text that is painted, [start, end]: what is near the screen. */
  near() {
    return [this.#window.start, this.#window.end];
  }

  /** Put an annotation {id, start, end, looks} in the index, or change it there, and paint it. */
  set(annotation) {
    this.#index.add(annotation);
    this.#paint(this.#window);
  }

  /** Take an annotation out of the index and off the text. */
  remove(id) {
    this.#index.remove(id);
    this.#paint(this.#window);
  }

  /** Let these annotations, and no others, stand out. */
  hover(ids) {
    const passages = ids.map((id) => this.#index.get(id)).filter(Boolean);
    this.draw("hover", passages);
  }

  /** Let an annotation catch the eye for a while: it blinks, or stands still where the reader wants no motion. */
  flash(id) {
    const passage = this.#index.get(id);
    clearTimeout(this.#blinking);
    if (!passage) return this.draw("target", []);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const times = still ? [BLINKS.reduce((a, b) => a + b)] : [...BLINKS];
    const blink = (shown) => {
      this.draw("target", shown ? [passage] : []);
      if (times.length) this.#blinking = setTimeout(blink, times.shift(), !shown);
    };
    blink(true);
  }

  /** Paint these passages {start, end}, which are no annotations, and no others under this name: "draft", "cursor". */
  draw(name, passages) {
    this.#drawn.set(name, passages);
    this.#register(name, united(passages, this.#window));
  }

  /** Ids of the annotations under a point of the screen, the shortest first; none where the point is beside the words. */
  idsAt(x, y) {
    const caret = caretAt(x, y);
    if (!caret || !this.#root.contains(caret.node)) return [];
    const offset = characterAt(caret, x, y);
    if (offset === null) return [];
    const place = offsetOf(this.#root, caret.node, offset, "start");
    return place === null ? [] : this.#index.at(place);
  }

  /** Where the words start..end stand in the document, as a DOMRect; null where they cannot be found. */
  rectOf(start, end) {
    const [first, ...others] = this.#liveRanges(start, end).map((range) => range.getBoundingClientRect());
    if (!first) return null;
    const left = Math.min(first.left, ...others.map((rect) => rect.left));
    const right = Math.max(first.right, ...others.map((rect) => rect.right));
    const bottom = Math.max(first.bottom, ...others.map((rect) => rect.bottom));
    return new DOMRect(left + scrollX, first.top + scrollY, right - left, bottom - first.top);
  }

  /** How far down the document the passage begins, in CSS pixels; null where it cannot be found. */
  topOf(start) {
    const [range] = this.#liveRanges(start, start + 1);
    return range ? range.getBoundingClientRect().top + scrollY : null;
  }

  #liveRanges(start, end) {
    return rangeOf(this.#root, start, end).map((edges) => {
      const range = document.createRange();
      range.setStart(edges.startContainer, edges.startOffset);
      range.setEnd(edges.endContainer, edges.endOffset);
      return range;
    });
  }

  #soon() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      const needed = this.#around(ENOUGH);
      if (needed.start < this.#window.start || needed.end > this.#window.end) this.refresh();
    });
  }

  /** Another program, such as a translator, put other words in place of ours: the old ranges are worth nothing. */
  #onRewritten(changes) {
    if (changes.every(isOurs)) return;
    this.#registered.clear();
    this.refresh();
  }

  #paint(window) {
    const moved = window.start !== this.#window.start || window.end !== this.#window.end;
    this.#window = window;
    const passages = this.#index.overlapping(window.start, window.end);
    let layers = layered(passages, window, DEPTH);
    if ([...layers.values()].flat().length > CROWDED) layers = layered(passages, window, 1);
    for (const [name, drawn] of this.#drawn) layers.set(name, united(drawn, window));
    for (const name of new Set([...this.#registered.keys(), ...layers.keys()]))
      this.#register(name, layers.get(name) ?? []);
    if (moved) this.onWindow();
  }

  /** Have the highlight of this name consist of these stretches of text, unless it does already. */
  #register(name, stretches) {
    const key = stretches.join();
    if (!canPaint || key === (this.#registered.get(name) ?? "")) return;
    this.#registered.set(name, key);
    if (!key) return void CSS.highlights.delete(name);
    const ranges = stretches.flatMap(([start, end]) => rangeOf(this.#root, start, end));
    const highlight = new Highlight(...ranges.map((edges) => new StaticRange(edges)));
    highlight.priority = PRIORITY[name] ?? 0;
    CSS.highlights.set(name, highlight);
  }

  /** The part of the text on the screen and so many screens above and below it. */
  #around(screens) {
    const all = blocks(this.#root);
    return {
      start: this.#offsetAt(-screens * innerHeight, all),
      end: this.#offsetAt((1 + screens) * innerHeight, all),
    };
  }

  /** The offset of what is at this height of the screen: where a block begins, or a line of a very tall one. */
  #offsetAt(y, all) {
    const block = all[first(all.length, (i) => all[i].element.getBoundingClientRect().bottom > y)];
    if (!block) return Infinity;
    const { top, height } = block.element.getBoundingClientRect();
    if (top >= y || height < innerHeight || !block.sound) return block.start;
    return block.start + first(block.length, (i) => this.topOf(block.start + i) - scrollY >= y);
  }
}

/** For each look the stretches [start, end] of the window to paint in it: never more than `depth` looks over each other.
 *
 * More would be mud to read and slow to paint. The shortest passages come first, as around them there is more to see of
 * the longer ones. */
function layered(passages, window, depth) {
  const edges = passages.flatMap((passage) => [
    { at: Math.max(passage.start, window.start), passage },
    { at: Math.min(passage.end, window.end), passage, ends: true },
  ]);
  edges.sort((a, b) => a.at - b.at);
  const layers = new Map();
  const open = []; // passages around the place reached, the shortest first
  let reached = 0;
  for (const { at, passage, ends } of edges) {
    if (at > reached) {
      for (const look of topmost(open, depth)) extend(layers, look, reached, at);
      reached = at;
    }
    const length = passage.end - passage.start;
    if (ends) open.splice(open.indexOf(passage), 1);
    else open.splice(first(open.length, (i) => open[i].end - open[i].start >= length), 0, passage);
  }
  return layers;
}

function topmost(passages, depth) {
  const looks = new Set();
  for (const passage of passages) {
    for (const look of passage.looks) if (looks.size < depth) looks.add(look);
    if (looks.size === depth) break;
  }
  return looks;
}

function extend(layers, look, start, end) {
  if (!layers.has(look)) layers.set(look, []);
  const last = layers.get(look).at(-1);
  if (last?.[1] === start) last[1] = end;
  else layers.get(look).push([start, end]);
}

/** Whether a change concerns only what does not count as text, such as the buttons after annotated blocks. */
function isOurs({ type, target, addedNodes, removedNodes }) {
  const apart = (node) => Boolean((node.closest ? node : node.parentElement)?.closest("[data-noanno]"));
  return apart(target) || (type === "childList" && [...addedNodes, ...removedNodes].every(apart));
}

/** The stretches [start, end] that the passages, in the order of the text, cover inside the window. */
function united(passages, window) {
  const stretches = [];
  for (const passage of passages.toSorted((a, b) => a.start - b.start)) {
    const start = Math.max(passage.start, window.start);
    const end = Math.min(passage.end, window.end);
    if (start >= end) continue;
    const last = stretches.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else stretches.push([start, end]);
  }
  return stretches;
}

function caretAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (caret) return { node: caret.offsetNode, offset: caret.offset };
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** The offset in the caret's node of the character, after or before the caret, that the point is on; null if neither. */
function characterAt({ node, offset }, x, y) {
  return [offset, offset - 1].find((start) => start >= 0 && isOn(node, start, x, y)) ?? null;
}

/** Whether the point is on the character; the gap between two lines belongs to both. */
function isOn(node, start, x, y) {
  const length = node.data?.length ?? node.childNodes.length;
  if (start >= length) return false;
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, start + 1);
  return [...range.getClientRects()].some(({ left, right, top, bottom }) => {
    const gap = (bottom - top) / 3;
    return left <= x && x <= right && top - gap <= y && y <= bottom + gap;
  });
}
