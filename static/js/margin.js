/** Cards in the margin beside their passages, or on small screens in a sheet. Only those near the screen are fetched. */

import { elements, send } from "newsroom/send";

const BATCH = 50;
const GAP = 10;
const small = matchMedia("(max-width: 62rem)");

export class Margin {
  /**
   * @param {HTMLElement} element
   * @param {{address: string, text: HTMLElement, index: Intervals, painter: Painter, wording: Wording,
   *   onCard: (card: HTMLElement) => void}} page
   */
  constructor(element, { address, text, index, painter, wording, onCard }) {
    Object.assign(this, { element, address, text, index, painter, wording, onCard });
    this.place = element.querySelector("#cards");
    this.title = element.querySelector("#sheet-title");
    this.cards = new Map(); // id -> card
    this.asked = new Map(); // id -> what it waits for
    this.active = null;
    this.lit = new Set(); // ids of the passages under the pointer or the focus
    this.resized = new ResizeObserver(() => this.arrange());
    element.querySelector("[data-close-sheet]").addEventListener("click", () => this.closeSheet());
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.sheet) this.closeSheet();
    });
    small.addEventListener("change", () => this.arrange());
  }

  get sheet() {
    return small.matches;
  }

  /** Have the cards of the passages between two offsets, and let go of those far from them. */
  async near(start, end) {
    if (this.sheet) return;
    const wanted = new Set(this.index.within(start, end));
    for (const [id, card] of this.cards)
      if (!wanted.has(id) && this.index.get(id) && !this._isInUse(card)) {
        this.resized.unobserve(card);
        card.remove();
        this.cards.delete(id);
      }
    await this.have([...wanted]);
    this.arrange();
  }

  _isInUse(card) {
    return card.contains(document.activeElement) || card === this.active || !card.matches("article");
  }

  /** Fetch the cards of these passages that are not here yet, and wait for those that are on their way. */
  async have(ids) {
    const missing = ids.filter((id) => !this.cards.has(id));
    const unasked = missing.filter((id) => !this.asked.has(id));
    for (let i = 0; i < unasked.length; i += BATCH) {
      const batch = unasked.slice(i, i + BATCH);
      const fetched = this._fetch(batch);
      batch.forEach((id) => this.asked.set(id, fetched));
    }
    await Promise.all(missing.map((id) => this.asked.get(id)));
  }

  async _fetch(ids) {
    const answer = await send(`${this.address}?${new URLSearchParams(ids.map((id) => ["id", id]))}`);
    ids.forEach((id) => this.asked.delete(id));
    if (answer.status !== 200) return;
    // What came meanwhile, a form perhaps, is newer than this answer.
    for (const card of elements(answer.html)) if (!this.cards.has(Number(card.dataset.id))) this.insert(card);
  }

  /** Put a card, or a form that stands for one, where its passage is in the order of the text. */
  insert(card) {
    const id = Number(card.dataset.id) || card;
    const before = this.cards.get(id);
    this.wording.keep(card, this.index.get(id));
    if (before?.isConnected && !after(before, card) && !after(card, before)) before.replaceWith(card);
    else {
      before?.remove();
      this.place.insertBefore(card, [...this.place.children].find((other) => after(other, card)) ?? null);
    }
    this.adopt(card, id);
  }

  /** Take notice of a card that another put in its place. */
  adopt(card, id = Number(card.dataset.id) || card) {
    this.wording.keep(card, this.index.get(id));
    this.cards.set(id, card);
    card.classList.toggle("near", this.lit.has(id));
    this.resized.observe(card);
    globalThis.htmx?.process(card);
    this.onCard(card);
    this.arrange();
  }

  remove(card) {
    card.remove();
    this.cards.delete(Number(card.dataset.id) || card);
    if (this.active === card) this.active = null;
    this.arrange();
  }

  /** Show which cards belong to the passages under the pointer or the focus. */
  light(ids) {
    this.lit = new Set(ids);
    for (const [id, card] of this.cards) card.classList.toggle("near", this.lit.has(id));
  }

  /** Bring a card level with its passage, or up in the sheet. */
  async activate(id, { focus = true } = {}) {
    await this.have([id]);
    const card = this.cards.get(id);
    if (!card) return;
    this.active = card;
    if (this.sheet) this.openSheet([id]);
    this.arrange();
    this.light([id]);
    if (focus) card.focus({ preventScroll: !this.sheet });
  }

  /** Show the cards of these passages in the sheet. */
  async openSheet(ids, card = null) {
    if (!this.element.contains(document.activeElement)) this.opener = document.activeElement;
    await this.have(ids);
    const shown = new Set(ids);
    for (const [id, other] of this.cards) other.classList.toggle("shown", shown.has(id) || other === card);
    this.element.classList.add("open");
    if (!card) (this.cards.get(ids[0]) ?? this.element).focus?.({ preventScroll: true });
    this.element.scrollTop = 0;
    this._reveal(card ?? this.cards.get(ids[0]));
  }

  /** Close the sheet; the focus goes back to what opened it. */
  closeSheet() {
    const opener = this.text.contains(this.opener) ? this.opener : this.text;
    if (this.element.contains(document.activeElement)) opener.focus({ preventScroll: true });
    this.element.classList.remove("open");
    this.painter.hover([]);
  }

  /** Scroll the passage of a card to where the sheet does not cover it. */
  _reveal(card) {
    const top = card && this.painter.topOf(Number(card.dataset.start));
    if (!top) return;
    const free = innerHeight - this.element.offsetHeight;
    if (top - scrollY < 0 || top - scrollY > free * 0.7) scrollTo({ top: top - free / 4 });
  }

  /** Lay the cards out once before the next frame. */
  arrange() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (!this.sheet) this._arrange();
    });
  }

  /** Each card level with its passage, pushed away where two would overlap; the active one stays level. */
  _arrange() {
    const origin = this.element.getBoundingClientRect().top + scrollY;
    const cards = [...this.place.children].map((card) => ({
      card,
      height: card.offsetHeight,
      top: (this.painter.topOf(Number(card.dataset.start), Number(card.dataset.end)) ?? origin) - origin,
    }));
    const at = Math.max(0, cards.findIndex(({ card }) => card === this.active));
    for (let i = at + 1; i < cards.length; i += 1)
      cards[i].top = Math.max(cards[i].top, cards[i - 1].top + cards[i - 1].height + GAP);
    for (let i = at - 1; i >= 0; i -= 1)
      cards[i].top = Math.min(cards[i].top, cards[i + 1].top - cards[i].height - GAP);
    for (const { card, top } of cards) {
      card.style.top = `${top}px`;
      if (!card.classList.contains("placed")) requestAnimationFrame(() => card.classList.add("placed"));
    }
  }
}

function after(other, card) {
  const [a, b] = [other.dataset, card.dataset];
  return (a.start - b.start || b.end - a.end || (a.id ?? Infinity) - (b.id ?? Infinity)) > 0;
}
