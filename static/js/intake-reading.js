/** Has the files that wait read, one after the other, and tells how far it is. */

import { problem, send } from "newsroom/send";

const PAUSE = 3000; // until we ask again what another window, or a site that broke off, makes of the last files

export class Reading {
  /**
   * @param {HTMLFormElement} form  which does the same without scripts
   * @param {Rows} rows
   * @param {Uploads} uploads
   */
  constructor(form, rows, uploads) {
    Object.assign(this, { form, rows, uploads, waiting: 0, done: 0, isGoing: false, isStopped: false });
    this.bar = form.querySelector("progress");
    this.told = form.querySelector(".told");
    this.problem = form.querySelector(".problem");
    this.status = document.getElementById("desk-status");
    uploads.onChange = () => this._tell();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.matches("[data-stop]")) this.stop();
      else this._begin();
    });
  }

  /** @param {number} waiting  how many files wait to be read now */
  expect(waiting) {
    this.waiting = waiting;
    this._tell();
    if (waiting || this.rows.in("reading").length) this._begin();
  }

  /** Neither send nor read any more; what waits is dropped. */
  async stop() {
    this.isStopped = true;
    this.uploads.stop();
    const answer = await send(this.form.querySelector("[data-stop]").formAction, new URLSearchParams());
    if (answer.status !== 204) return this._break(answer);
    await this.rows.refresh(this.rows.in("waiting", "reading"));
    await this.going;
    this.isStopped = false;
    this.done = 0;
    this.status.textContent = this.form.dataset.stopped;
  }

  _begin() {
    if (!this.isGoing && !this.isStopped) this.going = this._go();
  }

  async _go() {
    this.isGoing = true;
    this.problem.replaceChildren();
    while (this.isGoing && !this.isStopped && (await this._readOne()));
    this.isGoing = false;
    if (!this.waiting && !this.uploads.isSending && !this.isStopped) this._end();
    this._tell();
  }

  /** Have the next file read; return whether there may be more to do. */
  async _readOne() {
    this._mark();
    const answer = await send(this.form.dataset.next, new URLSearchParams());
    if (answer.status === 200) {
      this.done += 1;
      this.rows.take(answer.html);
      return true;
    }
    if (answer.status !== 204) return this._break(answer);
    const elsewhere = this.rows.in("waiting", "reading");
    this.waiting = 0;
    if (!elsewhere.length) return false;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    await this.rows.refresh(elsewhere);
    return this.rows.in("waiting", "reading").length > 0;
  }

  /** Show which file is read now: the one that came first. */
  _mark() {
    const row = this.rows.in("waiting").at(-1);
    const words = document.getElementById("being-read").content.cloneNode(true);
    row?.querySelector(".read").replaceChildren(words);
  }

  _break(answer) {
    this.isGoing = this.isStopped = false;
    const signedOut = document.getElementById("signed-out").content.cloneNode(true);
    this.problem.replaceChildren(...(answer.status === 401 ? [signedOut] : problem(answer)));
    this._tell();
    return false;
  }

  _end() {
    if (this.done) this.status.textContent = this.form.dataset.done;
    this.done = 0;
  }

  /** Say how many are read of all that came; aloud only at every quarter. */
  _tell() {
    const total = this.done + this.waiting + this.uploads.coming;
    this.form.hidden = !this.waiting && !this.uploads.isSending && !this.isGoing && !this.problem.children.length;
    const isBusy = this.isGoing || this.uploads.isSending;
    this.form.querySelector("[data-go]").hidden = isBusy;
    this.bar.hidden = !isBusy;
    if (!isBusy) return;
    this.bar.max = Math.max(1, total);
    this.bar.value = this.done;
    this.told.textContent = this.form.dataset.told.replace("{done}", this.done).replace("{total}", total);
    const quarter = Math.floor((4 * this.done) / Math.max(1, total));
    if (quarter !== this.quarter && total > 1 && this.done < total) this.status.textContent = this.told.textContent;
    this.quarter = quarter;
  }
}
