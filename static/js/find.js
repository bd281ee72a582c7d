/** Finding in the article and its notes: the hits of some words, one after the other, painted over the text.
 *
 * The site says where they are: it knows the other forms of a word, and the notes that this page has not fetched.
 *
 * @typedef {{start: number, end: number} | {start: number, id: number, words: string[]}} Hit
 *   a place in the text, or a note; the notes whose passage is gone come last
 */

import { elements, send } from "newsroom/send";
import { firstBlock } from "newsroom/position";

const PAUSE = 150; // milliseconds without a key before the site is asked
const LONGEST_SELECTION = 80;
// There, Control and a letter move the cursor in a field.
const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

export class Find {
  /**
   * @param {HTMLElement} element  the bar with the field
   * @param {{opener: HTMLButtonElement, address: string, revision: number, root: HTMLElement, painter: Painter,
   *   index: Intervals, margin: Margin, gone: Gone, going: Going}} page
   */
  constructor(element, page) {
    Object.assign(this, page, { element, hits: [], at: -1, isPartial: false, asked: new AbortController() });
    this.field = element.querySelector("input");
    this.count = element.querySelector("[data-count]");
    this.everywhere = element.querySelector("[data-everywhere]");
    this.opener.hidden = false;
    this.opener.addEventListener("click", () => this.open());
    this.field.addEventListener("input", () => this._soon());
    element.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    element.addEventListener("click", ({ target }) => {
      const step = target.closest("[data-step]")?.dataset.step;
      if (step) this.step(Number(step));
      if (target.closest("[data-close]")) this.close();
    });
    element.addEventListener("keydown", (event) => this._onKey(event));
    document.addEventListener("keydown", (event) => this._onShortcut(event));
  }

  /** Open the bar with what the address asks for, as a link from the search does, and go to the place it names. */
  async arrive() {
    const words = new URLSearchParams(location.search).get("q");
    if (!words) return;
    const place = location.hash.match(/^#at-(\d+)$/)?.[1];
    this.element.hidden = false;
    this.field.value = words;
    await this._ask(Number(place ?? 0));
  }

  /** Open the bar for some words, those that are selected perhaps. */
  open() {
    const selected = this.root.contains(getSelection().anchorNode) ? getSelection().toString().trim() : "";
    this.element.hidden = false;
    if (selected && selected.length <= LONGEST_SELECTION) {
      this.field.value = /\s/.test(selected) ? `"${selected.replaceAll(/["\s]+/g, " ")}"` : selected;
      this._ask();
    }
    this.field.focus();
    this.field.select();
  }

  close() {
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this._stop();
    this._take([], false);
    const address = new URL(location.href);
    address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (hadFocus) this.root.focus({ preventScroll: true });
  }

  /** Go to the hit so many after this one; after the last comes the first. */
  step(by) {
    if (this.hits.length) this._go((this.at + by + this.hits.length) % this.hits.length);
  }

  _onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && event.target === this.field) {
      if (this.timer) this._ask();
      else this.step(event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Pressed a second time, with the focus in the bar, the keys are the browser's own. */
  _onShortcut(event) {
    const isControl = (isApple ? event.metaKey : event.ctrlKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (isControl && key === "f" && !event.shiftKey && !this.element.contains(document.activeElement)) this.open();
    else if (!this.element.hidden && (key === "f3" || (isControl && key === "g"))) this.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  _soon() {
    this._stop();
    this.timer = setTimeout(() => this._ask(), PAUSE);
  }

  _stop() {
    clearTimeout(this.timer);
    this.timer = null;
    this.asked.abort();
  }

  /** Ask where the words are and go to the first hit at this offset or after it. */
  async _ask(from = firstBlock(this.root)?.start ?? 0) {
    this._stop();
    const words = this.field.value.trim();
    if (!words) return this._take([], false);
    this.asked = new AbortController();
    const { signal } = this.asked;
    const answer = await send(`${this.address}?${new URLSearchParams({ q: words })}`, null, { signal });
    if (signal.aborted) return;
    if (answer.status !== 200) return this._say(answer.status === 401 ? elements(answer.html) : [this.count.dataset.lost]);
    const found = JSON.parse(answer.html);
    // Places of a later wording are not places of this page.
    const places = found.revision === this.revision ? found.places : [];
    const hits = [
      ...places.map(([start, end]) => ({ start, end })),
      ...found.notes.map((note) => ({ ...note, start: this.index.get(note.id)?.start ?? Infinity })),
    ];
    this._take(hits.toSorted((a, b) => a.start - b.start), true, found);
    const next = this.hits.findIndex(({ start }) => start >= from);
    if (this.hits.length) await this._go(Math.max(next, 0));
  }

  _take(hits, isAnswer, { is_partial: isPartial = false, slips = [] } = {}) {
    Object.assign(this, { hits, isPartial, at: -1 });
    this.painter.draw("found", hits.filter(({ end }) => end));
    this._point(null);
    for (const button of this.element.querySelectorAll("[data-step]")) button.disabled = !hits.length;
    this.everywhere.href = `${this.everywhere.dataset.address}?${new URLSearchParams({ q: this.field.value.trim() })}`;
    this.everywhere.hidden = !isAnswer || hits.length > 0;
    if (!hits.length) this._say(isAnswer ? [slips.join(" ") || this.count.dataset.none] : []);
  }

  async _go(at) {
    const hit = this.hits[at];
    const focused = document.activeElement;
    this.at = at;
    const of = `${this.hits.length}${this.isPartial ? "+" : ""}`;
    const words = hit.id ? this.count.dataset.inNote : this.count.dataset.of;
    this._say([words.replace(/#(\w+)/g, (_, name) => ({ at: at + 1, of })[name])]);
    this._point(hit);
    if (hit.end && this.margin.sheet) this.margin.closeSheet();
    if (Number.isFinite(hit.start)) this.going.see(hit.start);
    if (!hit.id) return;
    if (Number.isFinite(hit.start)) await this.margin.activate(hit.id, { focus: false });
    else await this.gone.show(hit.id);
    // The card may take the focus; whoever goes from hit to hit keeps it where it was.
    if (this.element.contains(focused)) focused.focus({ preventScroll: true });
    if (this.hits[this.at] === hit) this._paintNote(hit);
  }

  /** Let this hit, and no other, stand out. */
  _point(hit) {
    this.painter.draw("found-now", hit?.end ? [hit] : []);
    globalThis.CSS?.highlights?.delete("found-note");
  }

  /** The site knows a note as it was written; on its card the words are looked for as they stand. */
  _paintNote({ id, words }) {
    const card = this.margin.cards.get(id) ?? this.gone.get(id);
    const note = card?.querySelector(".note");
    if (!note || !globalThis.Highlight) return;
    const walker = document.createTreeWalker(note, NodeFilter.SHOW_TEXT);
    const ranges = [];
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      for (const word of words)
        for (let at = node.data.indexOf(word); at >= 0; at = node.data.indexOf(word, at + word.length))
          ranges.push(
            new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + word.length }),
          );
    }
    CSS.highlights.set("found-note", new Highlight(...ranges));
  }

  _say(words) {
    this.count.replaceChildren(...words);
  }
}
