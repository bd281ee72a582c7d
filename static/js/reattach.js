/** Re-attaching: an annotation waits until somebody has selected the words it belongs to. */

import { elements, problem, send } from "newsroom/send";

export class Reattach {
  /**
   * @param {HTMLElement} bar  says what to do, beside the quote as it was marked
   * @param {{wording: Wording, onStart: (card: HTMLElement) => void, onAttached: (card: HTMLElement) => void,
   *   onOutdated: (card: HTMLElement) => void, onCancel: (id: number) => void}} page
   */
  constructor(bar, page) {
    Object.assign(this, { bar, page, card: null });
    this.errors = bar.querySelector("[data-errors]");
    bar.querySelector("[data-cancel]").addEventListener("click", () => this.cancel());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.target.closest?.("form.card")) this.cancel();
    });
    document.addEventListener("click", (event) => {
      const card = event.target.closest("[data-reattach]")?.closest(".card");
      if (!card || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.start(card);
    });
  }

  /** Whether an annotation waits for its words. */
  get waiting() {
    return this.card !== null;
  }

  /** Let the card's annotation wait, if this person may attach it. */
  start(card) {
    if (!card?.querySelector("[data-reattach]")) return;
    this.card = card;
    const quote = card.querySelector(".quote");
    const shown = this.bar.querySelector("blockquote");
    shown.textContent = quote.querySelector("del, mark").textContent;
    Object.assign(shown, { lang: quote.lang, dir: quote.dir });
    this.errors.replaceChildren();
    this.bar.hidden = false;
    this.page.onStart(card);
  }

  cancel() {
    if (!this.waiting) return;
    const id = Number(this.card.dataset.id);
    this._end();
    this.page.onCancel(id);
  }

  /** Attach it to a passage {start, end}; what the site refuses, or does not get, can be tried again. */
  async attach({ start, end }) {
    if (this.sending) return;
    this.sending = true;
    this.errors.replaceChildren();
    const { wording, onAttached, onOutdated } = this.page;
    const { reattach: address } = this.card.querySelector("[data-reattach]").dataset;
    const answer = await send(address, new URLSearchParams({ revision: wording.revision, start, end }));
    this.sending = false;
    const [card] = /^\s*<article/.test(answer.html) ? elements(answer.html) : [];
    const isOutdated = card && !wording.holds(card.dataset);
    if (card && (answer.status === 200 || isOutdated)) {
      this._end();
      (answer.status === 200 && !isOutdated ? onAttached : onOutdated)(card);
    } else this.errors.replaceChildren(...(card?.querySelector("[data-errors]").children ?? problem(answer)));
  }

  _end() {
    this.card = null;
    this.bar.hidden = true;
    this.page.onEnd();
  }
}
