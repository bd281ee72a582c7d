/** The rows of the desk's table: put in their places as the site answers them, and acted on where they stand. */

import { elements, problem, send } from "newsroom/send";

// More would slow the page; the others are a page further.
const MOST = 300;

export class Rows {
  constructor(desk) {
    this.desk = desk;
    this.body = desk.querySelector("#arrivals");
    this.onWaiting = () => {};
    // The second click of two would fall on what took the place of the first one's button.
    this.body.addEventListener("click", (event) => {
      if (event.detail > 1 && event.target.closest(".verbs a, .verbs button")) event.preventDefault();
    });
    desk.querySelector("#decide").addEventListener("submit", (event) => this._act(event));
  }

  /** The rows in these states. */
  in(...states) {
    return [...this.body.children].filter((row) => states.includes(row.dataset.state));
  }

  /** Put a new row on top. */
  add(row) {
    this.body.prepend(row);
    this._tell();
  }

  remove(row) {
    if (row.contains(document.activeElement)) this._focusBeside(row);
    row.remove();
    this._tell();
  }

  /**
   * Put the rows of an answer where they belong.
   * @param {string} html
   * @param {HTMLElement | null} place  a row whose place they take
   */
  take(html, place = null) {
    const [answer] = elements(html);
    for (const row of answer.querySelectorAll("tr")) {
      const before = document.getElementById(row.id) ?? place;
      if (before) this._replace(before, row);
      else if (this.body.children.length < MOST) this.body.insertBefore(row, this._after(row));
      if (before === place) place = null;
    }
    this.desk.querySelector(".count").textContent = answer.dataset.count;
    this.desk.querySelector("#more").hidden = Number(answer.dataset.count) <= this.body.querySelectorAll("[id]").length;
    this._tell();
    this.onWaiting(Number(answer.dataset.waiting));
  }

  /** Ask how these rows stand now. */
  async refresh(rows) {
    const ids = rows.map((row) => row.dataset.id);
    for (let begin = 0; begin < ids.length; begin += 100) {
      const asked = new URLSearchParams(ids.slice(begin, begin + 100).map((id) => ["id", id]));
      const answer = await send(`${this.desk.dataset.rows}?${asked}`);
      if (answer.status === 200) this.take(answer.html);
    }
  }

  async _act(event) {
    if (event.submitter?.hidden) event.preventDefault(); // the Enter key in a box
    const row = event.submitter?.closest("tr");
    if (!row) return;
    event.preventDefault();
    if (row.getAttribute("aria-busy")) return;
    row.setAttribute("aria-busy", "true");
    const answer = await send(event.submitter.formAction, new URLSearchParams());
    row.removeAttribute("aria-busy");
    if (answer.status !== 200) return this._complain(row, answer);
    this.take(answer.html);
    document.querySelector(`#${row.id} .verbs :is(a, button)`)?.focus({ preventScroll: true });
  }

  _complain(row, answer) {
    row.querySelector(".verbs [role=alert]")?.remove();
    const place = document.createElement("div");
    place.className = "problem";
    place.setAttribute("role", "alert");
    row.querySelector(".verbs").append(place);
    const signedOut = document.getElementById("signed-out").content.cloneNode(true);
    place.append(...(answer.status === 401 ? [signedOut] : problem(answer)));
  }

  _replace(before, row) {
    const hadFocus = before.contains(document.activeElement);
    const box = row.querySelector("[name=arrival]");
    if (box) box.checked = before.querySelector("[name=arrival]")?.checked ?? false;
    before.replaceWith(row);
    if (hadFocus) row.querySelector(".verbs :is(a, button)")?.focus({ preventScroll: true });
  }

  /** The row that a new one comes before: the latest stand on top. */
  _after(row) {
    return [...this.body.children].find(({ dataset }) => Number(dataset.id) < Number(row.dataset.id)) ?? null;
  }

  _focusBeside(row) {
    const beside = row.nextElementSibling ?? row.previousElementSibling;
    (beside?.querySelector(".verbs :is(a, button)") ?? document.querySelector("#bring-in input[type=file]")).focus();
  }

  _tell() {
    const isEmpty = !this.body.children.length;
    this.desk.querySelector("#nothing").hidden = !isEmpty;
    this.desk.querySelector("#decide").hidden = isEmpty;
    this.body.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
