/** Annotations whose words are gone: a list below the text. Its cards are fetched when it is open and near the screen. */

import { elements, problem, send } from "newsroom/send";

const BATCH = 20;

export class Gone {
  /**
   * @param {HTMLDetailsElement} element
   * @param {{address: string, ids: number[], wording: Wording, onCard: (card: HTMLElement) => void}} page
   */
  constructor(element, { address, ids, wording, onCard }) {
    Object.assign(this, { element, address, ids, wording, onCard });
    this.place = element.querySelector("[data-cards]");
    this.more = element.querySelector("[data-more]");
    this.more.addEventListener("click", () => this.fill());
    this.near = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && this.fill(), { rootMargin: "50%" });
    this.refresh();
  }

  has(id) {
    return this.ids.includes(id);
  }

  /** The card of this id, if it was fetched. */
  get(id) {
    return this.place.querySelector(`#annotation-${id}`);
  }

  /** Fetch the next cards. */
  async fill() {
    const next = this.ids.filter((id) => !this.get(id)).slice(0, BATCH);
    if (this.asking || !next.length) return;
    this.asking = true;
    const came = await this._have(next);
    this.asking = false;
    if (came) this.refresh();
  }

  /** Open the list at this card. */
  async show(id) {
    this.element.open = true;
    if (!this.get(id)) await this._have([id]);
    this.refresh();
    const card = this.get(id);
    card?.scrollIntoView({ block: "center", behavior: "instant" }); // cards may come in above it meanwhile
    card?.focus({ preventScroll: true });
  }

  /** Put a card in its order, or in the place of the one that was there. */
  put(card) {
    const id = Number(card.dataset.id);
    if (!this.has(id)) this.ids.push(id);
    const before = this.get(id);
    const later = [...this.place.children].find((other) => this._rank(other) > this._rank(card));
    if (before) before.replaceWith(card);
    else this.place.insertBefore(card, later ?? null);
    this.adopt(card);
  }

  /** Take notice of a card that stands in the list. */
  adopt(card) {
    this.wording.keep(card, null);
    globalThis.htmx?.process(card);
    this.onCard(card);
    this.refresh();
  }

  remove(id) {
    this.get(id)?.remove();
    this.ids = this.ids.filter((other) => other !== id);
    this.refresh();
  }

  /** Tell how many there are, and go on fetching while the end of the list is near the screen. */
  refresh() {
    const count = this.ids.length - this.place.querySelectorAll("[data-deleted]").length;
    this.element.querySelector("[data-count]").textContent = count;
    this.element.hidden = this.ids.length === 0;
    this.more.hidden = this.ids.every((id) => this.get(id));
    this.near.unobserve(this.more);
    this.near.observe(this.more);
  }

  async _have(ids) {
    const answer = await send(`${this.address}?${new URLSearchParams(ids.map((id) => ["id", id]))}`);
    const errors = this.element.querySelector("[data-errors]");
    if (answer.status !== 200) return void errors.replaceChildren(...problem(answer));
    errors.replaceChildren();
    const cards = elements(answer.html);
    // What was deleted since the page was loaded is not there any more.
    const came = new Set(cards.map((card) => Number(card.dataset.id)));
    this.ids = this.ids.filter((id) => came.has(id) || !ids.includes(id));
    // Cards that come in above the one that is read do not push it away.
    const read = this.place.contains(document.activeElement) ? document.activeElement : this.element;
    const { top } = read.getBoundingClientRect();
    for (const card of cards) if (!this.get(card.dataset.id)) this.put(card);
    scrollBy({ top: read.getBoundingClientRect().top - top, behavior: "instant" });
    return true;
  }

  _rank(card) {
    return this.ids.indexOf(Number(card.dataset.id));
  }
}
