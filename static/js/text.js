/**
 * The browser's reading of an article's body, as articles/text reads it in Python.
 *
 * The canonical text is the text of every leaf block, joined by two line feeds: its text nodes as they are, a line feed
 * for a `br`, U+FFFC for an `img`, and nothing for `rt`, `rp` and `[data-noanno]`. The server has settled all white
 * space, so none is collapsed here. A leaf block carries its place: `data-s`, its start, and `data-n`, its length.
 *
 * Offsets are Unicode code points, never JavaScript's UTF-16 units, and ends are exclusive.
 *
 * @typedef {{element: Element, start: number, length: number, sound: boolean}} Block
 *   `sound` is false if the block no longer holds the text that the server counted (a translated page, an extension).
 * @typedef {{startContainer: Node, startOffset: number, endContainer: Node, endOffset: number}} Span
 *   What `new StaticRange()` takes, and what `Range.setStart` and `setEnd` take.
 */

const LEAF = "[data-n]";
const UNCOUNTED = "rt, rp, [data-noanno]";
const STAND_INS = { __proto__: null, br: "\n", img: "\ufffc" };

/**
 * What is counted in a block: its text nodes, `br` and `img`, in order. `before[i]` is the number of code points before
 * `nodes[i]`, with one more for the end; `wide[i]` are the points at which `nodes[i]` has a surrogate pair.
 * @typedef {{nodes: Node[], places: Map<Node, number>, before: number[], wide: number[][], length: number}} Index
 */

/** @type {WeakMap<Element, Index>} */
const indexes = new WeakMap();
/** @type {WeakMap<Node, Block[]>} */
const lists = new WeakMap();
const changes = new MutationObserver(forget);

/**
 * The leaf blocks of the article, in order.
 * @param {Element} root the element that prints the body
 * @returns {Block[]}
 */
export function blocks(root) {
  forget(changes.takeRecords());
  let list = lists.get(root);
  if (!list) {
    list = Array.from(root.querySelectorAll(LEAF), asBlock);
    lists.set(root, list);
    changes.observe(root, { subtree: true, childList: true, characterData: true });
  }
  return list;
}

/**
 * The canonical text, from the DOM alone: no `data-s` or `data-n` is trusted.
 * @param {Element} root
 * @returns {string}
 */
export function textOf(root) {
  return Array.from(root.querySelectorAll(LEAF), (element) => countedIn(element).map(textOfNode).join("")).join("\n\n");
}

/**
 * Where in the canonical text a boundary point of the DOM stands.
 *
 * The start of a passage goes forward to the next block from between two blocks or from the end of one; its end goes
 * back. A point inside a surrogate pair goes before the pair for a start, after it for an end.
 * @param {Element} root
 * @param {Node} node
 * @param {number} offset as in a Range
 * @param {"start" | "end"} [bias]
 * @returns {number | null} null outside the article, in an unsound block, and where there is no block to go to
 */
export function offsetOf(root, node, offset, bias = "start") {
  if (!root.contains(node)) return null;
  const list = blocks(root);
  const leaf = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(LEAF);
  if (!leaf || !root.contains(leaf)) {
    const next = firstAfter(node, offset, list.map((block) => block.element));
    const block = list[bias === "start" ? next : next - 1];
    return block?.sound ? edge(block, bias) : null;
  }
  const at = list.findIndex((block) => block.element === leaf);
  const within = pointIn(indexOf(leaf), node, offset, bias);
  const isAtFarEdge = bias === "start" ? within === indexOf(leaf).length : within === 0;
  const neighbour = isAtFarEdge && list[bias === "start" ? at + 1 : at - 1];
  if (neighbour) return neighbour.sound ? edge(neighbour, bias) : null;
  return list[at].sound ? list[at].start + within : null;
}

/**
 * The passage from `start` to `end` as one span for each block that it touches, so that no gap between blocks is
 * painted. Blocks that are not sound are left out.
 * @param {Element} root
 * @param {number} start
 * @param {number} end
 * @returns {Span[]}
 */
export function rangeOf(root, start, end) {
  const list = blocks(root);
  const spans = [];
  const touched = first(list.length, (i) => list[i].start + list[i].length > start);
  for (let i = touched; i < list.length && list[i].start < end; i++) {
    const block = list[i];
    const from = Math.max(start - block.start, 0);
    const to = Math.min(end - block.start, block.length);
    const index = indexOf(block.element);
    if (from < to && index.length === block.length) spans.push(span(index, from, to));
  }
  return spans;
}

/** @param {HTMLElement} element */
function asBlock(element) {
  const length = Number(element.dataset.n);
  return {
    element,
    start: Number(element.dataset.s),
    length,
    get sound() {
      return indexOf(element).length === length;
    },
  };
}

/** A changed block is read anew; so is the list, if something changed between blocks. */
function forget(records) {
  for (const { target } of records) {
    const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    const leaf = element?.closest(LEAF);
    if (leaf) indexes.delete(leaf);
    for (let node = leaf ? null : target; node; node = node.parentNode) lists.delete(node);
  }
}

/** @returns {Index} */
function indexOf(element) {
  let index = indexes.get(element);
  if (!index) {
    const nodes = countedIn(element);
    const places = new Map(nodes.map((node, i) => [node, i]));
    const wide = nodes.map((node) => surrogatePairs(textOfNode(node)));
    const before = [0];
    nodes.forEach((node, i) => before.push(before[i] + textOfNode(node).length - wide[i].length));
    index = { nodes, places, before, wide, length: before.at(-1) };
    indexes.set(element, index);
  }
  return index;
}

/** @returns {Node[]} */
function countedIn(element) {
  const shown = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const walker = element.ownerDocument.createTreeWalker(element, shown, (node) => {
    if (node.nodeType === Node.TEXT_NODE || node.localName in STAND_INS) return NodeFilter.FILTER_ACCEPT;
    return node.matches(UNCOUNTED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function textOfNode(node) {
  return STAND_INS[node.localName] ?? node.data;
}

/** The code points, counted from the start of `text`, that take two units. */
function surrogatePairs(text) {
  if (!/[\ud800-\udbff]/.test(text)) return [];
  return Array.from(text.matchAll(/[\u{10000}-\u{10ffff}]/gu), (match, earlier) => match.index - earlier);
}

function edge(block, bias) {
  return bias === "start" ? block.start : block.start + block.length;
}

/** The code points of the block before a boundary point in it. */
function pointIn({ nodes, places, before, wide }, node, offset, bias) {
  const i = places.get(node);
  if (i === undefined || node.nodeType !== Node.TEXT_NODE) return before[firstAfter(node, offset, nodes)];
  const pairs = first(wide[i].length, (k) => wide[i][k] + k >= offset);
  const isSplit = pairs > 0 && wide[i][pairs - 1] + pairs === offset;
  return before[i] + offset - pairs + (isSplit && bias === "end" ? 1 : 0);
}

/** @returns {Span} */
function span({ nodes, before, wide }, from, to) {
  const first = countBelow(before, from + 1) - 1;
  const last = countBelow(before, to) - 1;
  return {
    startContainer: containerOf(nodes[first]),
    startOffset: unitsIn(nodes[first], from - before[first], wide[first]),
    endContainer: containerOf(nodes[last]),
    endOffset: unitsIn(nodes[last], to - before[last], wide[last]),
  };
}

function containerOf(node) {
  return node.nodeType === Node.TEXT_NODE ? node : node.parentNode;
}

function unitsIn(node, point, wide) {
  if (node.nodeType === Node.TEXT_NODE) return point + countBelow(wide, point);
  return Array.prototype.indexOf.call(node.parentNode.childNodes, node) + point;
}

/** How many of the ascending numbers are smaller than `number`. */
function countBelow(ascending, number) {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the first of `nodes`, which are in document order, that starts at a boundary point or after it. */
function firstAfter(node, offset, nodes) {
  const point = node.ownerDocument.createRange();
  point.setStart(node, offset);
  point.collapse(true);
  return first(nodes.length, (i) => point.comparePoint(nodes[i], 0) >= 0);
}

/** The smallest number below `count` for which `holds`, which then holds for all after it; else `count`. */
export function first(count, holds) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
