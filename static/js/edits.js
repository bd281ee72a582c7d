/** Edits of one's own cards that the site does not have yet: kept while typing, back after a reload. */

import { written } from "newsroom/drafts";
import { setChips } from "newsroom/theme-picker";

/** Keep what is typed into edit and flag forms, and reopen them where something was not saved. */
export function watchEdits(drafts) {
  const keep = (event) => {
    const form = event.target.closest?.("form.editing");
    if (!form) return;
    drafts.keep(nameOf(form), { ...written(form), begun: Date.now() });
    form.querySelector("[data-unsaved]").hidden = false;
  };
  document.addEventListener("input", keep);
  document.addEventListener("change", keep);
  document.addEventListener("click", (event) => {
    const form = event.target.closest?.("[data-cancel]")?.closest("form.editing");
    if (form) drafts.drop(nameOf(form));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt: form, verb } = event.detail.requestConfig;
    if (event.detail.successful && verb === "post" && form.matches("form.editing")) drafts.drop(nameOf(form));
  });
}

/** Fill a form that was just opened with what was typed before. */
export function refill(form, drafts) {
  const draft = drafts.get(nameOf(form));
  if (!draft || form.querySelector("[data-errors]").textContent.trim()) return;
  form.elements.note.value = draft.note;
  form.elements.visibility.value = draft.visibility;
  setChips(form.querySelector("[data-theme-picker]"), draft.themes);
  form.querySelector("[data-unsaved]").hidden = false;
}

/** Open the form of a card that has an unsaved edit. */
export function reopen(card, drafts) {
  if (card.matches("article.card") && drafts.get(nameOf(card))) card.querySelector("[data-edit]")?.click();
}

function nameOf(card) {
  return `edit:${card.dataset.id}`;
}
