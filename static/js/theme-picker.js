/** Choosing themes: a combobox over the codebook, and the chosen ones as chips (WAI-ARIA combobox pattern). */

import { elements, send } from "newsroom/send";

/** Make every theme picker in the document work, those that come later too. */
export function watchThemePickers() {
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-theme-picker] [role=combobox]")) suggest(event.target);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-theme-picker] [role=combobox]")) suggest(event.target);
  });
  document.addEventListener("focusout", (event) => {
    const picker = event.target.closest?.("[data-theme-picker]");
    if (picker && !picker.contains(event.relatedTarget)) close(picker);
  });
  // Before anybody else: Escape closes the list first, and only the next one what is around it.
  const beforeOthers = true;
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.target.matches?.("[data-theme-picker] [role=combobox]")) onKey(event);
    },
    beforeOthers,
  );
  // A name that was typed and not chosen is meant all the same.
  document.addEventListener("submit", (event) => event.target.querySelectorAll("[data-theme-picker]").forEach(takeTyped), true);
  document.addEventListener("pointerdown", (event) => {
    // Keep the focus in the field, so that the list stays until the click is done.
    if (event.target.closest?.("[data-theme-picker] [role=option]")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const picker = event.target.closest?.("[data-theme-picker]");
    const option = event.target.closest?.("[role=option]");
    const remove = event.target.closest?.("[data-remove]");
    if (picker && option) choose(picker, option);
    if (picker && remove) unchoose(picker, remove.closest("li"));
  });
}

function parts(picker) {
  return {
    field: picker.querySelector("[role=combobox]"),
    list: picker.querySelector("[role=listbox]"),
    chosen: picker.querySelector("[data-chosen]"),
  };
}

async function suggest(field) {
  const picker = field.closest("[data-theme-picker]");
  const { list, chosen } = parts(picker);
  const typed = field.value.trim();
  const answer = await send(`${picker.dataset.suggestions}?${new URLSearchParams({ q: typed })}`);
  if (answer.status !== 200 || field.value.trim() !== typed || document.activeElement !== field) return;
  const taken = new Set([...chosen.querySelectorAll("input")].map((input) => input.value));
  const options = elements(answer.html).filter((option) => !taken.has(option.dataset.name));
  options.forEach((option, number) => (option.id = `${list.id}-${number}`));
  list.replaceChildren(...options);
  list.hidden = options.length === 0;
  field.setAttribute("aria-expanded", String(!list.hidden));
  point(field, list, typed ? selectable(list)[0] : null);
}

function onKey(event) {
  const field = event.target;
  const picker = field.closest("[data-theme-picker]");
  const { list, chosen } = parts(picker);
  const options = selectable(list);
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) return void suggest(field);
    const step = event.key === "ArrowDown" ? 1 : -1;
    point(field, list, options[at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length]);
  } else if (event.key === "Enter" && !event.isComposing) {
    // Enter in this field chooses and never sends the form.
    event.preventDefault();
    if (!list.hidden && at >= 0) choose(picker, options[at]);
  } else if (event.key === "Escape" && !list.hidden) {
    event.stopPropagation();
    close(picker);
  } else if (event.key === "Backspace" && !field.value && chosen.lastElementChild) {
    unchoose(picker, chosen.lastElementChild);
  }
}

function selectable(list) {
  return list.hidden ? [] : [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
}

function point(field, list, option) {
  for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function choose(picker, option) {
  if (!option.dataset.name) return;
  addChip(picker, option.dataset.name);
  const { field } = parts(picker);
  field.value = "";
  close(picker);
  field.focus();
  picker.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Put a theme among the chosen ones. */
export function addChip(picker, name) {
  const chip = picker.querySelector("template").content.firstElementChild.cloneNode(true);
  chip.querySelector("input").value = name;
  chip.querySelector("bdi").textContent = name;
  const button = chip.querySelector("button");
  button.setAttribute("aria-label", button.getAttribute("aria-label").replace("#", name));
  parts(picker).chosen.append(chip);
}

function takeTyped(picker) {
  const { field } = parts(picker);
  if (field.value.trim()) addChip(picker, field.value.trim());
  field.value = "";
  close(picker);
}

function unchoose(picker, chip) {
  chip.remove();
  parts(picker).field.focus();
  picker.dispatchEvent(new Event("change", { bubbles: true }));
}

function close(picker) {
  const { field, list } = parts(picker);
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

/** Show exactly these themes as chosen. */
export function setChips(picker, names) {
  parts(picker).chosen.replaceChildren();
  for (const name of names) addChip(picker, name);
}
