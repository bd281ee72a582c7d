/** Writing a new annotation: a form beside its passage, kept in the browser until the site has it. */

import { written } from "newsroom/drafts";
import { elements, problem, send } from "newsroom/send";
import { setChips } from "newsroom/theme-picker";

const LONGEST_QUOTE = 1000; // code points kept with a draft

/**
 * @typedef {object} Draft  a passage (code points, end exclusive) and what is written about it so far
 * @property {number} revision  the wording in which it is that passage
 * @property {string} quote  its words, for a page that shows another wording by now
 * @property {string} key  the idempotency key: however often it is sent, one annotation comes of it
 */

export class Composer {
  /**
   * @param {{template: HTMLTemplateElement, language: {lang: string, dir: string}, drafts: Drafts, wording: Wording, article: string,
   *   quote: (start: number, end: number) => string, onOpen: Function, onClose: Function, onSaved: Function}} room
   */
  constructor(room) {
    this.room = room;
    this.sending = new Set();
    this.forms = new Map(); // name of a draft -> its form
    room.drafts.onChangeElsewhere((name, draft) => this._follow(name, draft));
  }

  /** Begin a draft of a passage. */
  begin({ start, end, revision, visibility }) {
    const quote = this.room.quote(start, Math.min(end, start + LONGEST_QUOTE));
    return { key: crypto.randomUUID(), start, end, revision, quote, visibility, note: "", themes: [], begun: Date.now() };
  }

  /** Bring back every draft of this article that the site does not have. */
  restore() {
    for (const [, draft] of this.room.drafts.startingWith(this._name(""))) this.open(draft, { focus: false });
  }

  /** Show the form for a draft and return it. */
  open(draft, { focus = true, on = "note" } = {}) {
    const form = this.room.template.content.firstElementChild.cloneNode(true);
    for (const name of ["key", "revision", "start", "end"]) form.elements[name].value = draft[name];
    const isHere = this.room.wording.holds(draft);
    form.dataset.start = isHere ? draft.start : "";
    form.dataset.end = isHere ? draft.end : "";
    form.querySelector("[data-earlier]").hidden = isHere;
    Object.assign(form.querySelector("blockquote"), this.room.language);
    form.querySelector("mark").textContent = draft.quote;
    this._separate(form, draft.key);
    fill(form, draft);
    const keep = () => this._keep(form, draft);
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save(form, draft);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
      if (event.key === "Escape" && !draft.note && !draft.themes.length) this._close(form, draft);
    });
    form.querySelector("[data-cancel]").addEventListener("click", () => this._close(form, draft));
    this.forms.set(this._name(draft.key), form);
    this.room.onOpen(form, draft);
    keep();
    if (focus) form.querySelector(on === "theme" ? "[role=combobox]" : "textarea").focus();
    return form;
  }

  /** Save a highlight at once; only where that fails does a form open to say so. */
  async highlight(draft) {
    this.room.drafts.keep(this._name(draft.key), draft);
    const body = new URLSearchParams({ ...only(draft), note: "" });
    const answer = await send(this.room.address, body);
    if (this._took(answer)) return this._saved(answer, draft, null);
    const form = this.open(draft, { focus: false });
    this._complain(form, answer);
  }

  /** Send the form; what the site refuses, or does not get, stays in it. */
  async save(form, draft) {
    if (this.sending.has(draft.key)) return;
    this._keep(form, draft);
    this.sending.add(draft.key);
    form.setAttribute("aria-busy", "true");
    const answer = await send(this.room.address, new FormData(form));
    this.sending.delete(draft.key);
    form.removeAttribute("aria-busy");
    if (this._took(answer)) this._saved(answer, draft, form);
    else this._complain(form, answer);
  }

  /** Another window wrote on the same draft, or saved or discarded it: this one does not hold on to older words. */
  _follow(name, draft) {
    const form = this.forms.get(name);
    if (!form) return;
    if (!draft) {
      this.forms.delete(name);
      this.room.onClose(form);
    } else if (!form.contains(document.activeElement) || !document.hasFocus()) fill(form, draft);
  }

  _took({ status, html }) {
    return (status === 200 || status === 201) && html.includes("data-id=");
  }

  _saved(answer, draft, form) {
    this.forms.delete(this._name(draft.key));
    this.room.drafts.drop(this._name(draft.key));
    const [card] = elements(answer.html);
    this.room.onSaved(card, form, draft);
  }

  _complain(form, answer) {
    form.querySelector("[data-errors]").replaceChildren(...problem(answer));
    form.classList.add("refused");
    form.querySelector("[data-unsaved]").hidden = false;
    this.room.onChange?.(form);
  }

  _close(form, draft) {
    this.forms.delete(this._name(draft.key));
    this.room.drafts.drop(this._name(draft.key));
    this.room.onClose(form);
  }

  _keep(form, draft) {
    Object.assign(draft, written(form));
    this.room.drafts.keep(this._name(draft.key), draft);
  }

  _name(key) {
    return `draft:${this.room.article}:${key}`;
  }

  /** Several forms may be open: what refers to ids must refer to its own. */
  _separate(form, key) {
    for (const element of form.querySelectorAll("[id]")) element.id = element.id.replace(/-new$/, `-${key}`);
    for (const name of ["for", "aria-controls"])
      for (const element of form.querySelectorAll(`[${name}]`))
        element.setAttribute(name, element.getAttribute(name).replace(/-new$/, `-${key}`));
  }
}

function fill(form, draft) {
  form.elements.note.value = draft.note;
  form.elements.visibility.value = draft.visibility;
  setChips(form.querySelector("[data-theme-picker]"), draft.themes);
}

function only({ key, start, end, revision, visibility }) {
  return { key, start, end, revision, visibility };
}
