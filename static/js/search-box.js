/** The search box: what is found while somebody types (WAI-ARIA combobox with a list), and the key that leads to it.
 *
 * On every page, so it imports nothing: not every page has the map of our modules. Without it the box is a plain form. */

const PAUSE = 120; // milliseconds without a key before the site is asked

class SearchBox {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("[name=q]");
    this.list = form.querySelector("[role=listbox]");
    this.said = form.querySelector("[data-said]");
    this.asked = null; // the request under way
    this.shown = null; // the words that the list is for
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    }))
      this.field.setAttribute(name, value);
    this.field.addEventListener("input", () => this.soon());
    this.field.addEventListener("focus", () => this.field.value.trim() && this.field.value === this.shown && this.open());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    // A press on an option must not take the focus away before the click is done.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.close());
    document.addEventListener("pointerdown", (event) => form.contains(event.target) || this.close());
    form.addEventListener("submit", () => this.stop());
  }

  get options() {
    return this.list.hidden ? [] : [...this.list.querySelectorAll("[role=option]")];
  }

  get at() {
    return this.options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  }

  soon() {
    this.stop();
    if (this.field.value.trim()) this.timer = setTimeout(() => this.ask(), PAUSE);
    else this.close();
  }

  stop() {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  async ask() {
    const typed = this.field.value;
    this.asked = new AbortController();
    try {
      const answer = await fetch(`${this.form.dataset.suggestions}?${new URLSearchParams({ q: typed })}`, {
        headers: { "HX-Request": "true" },
        signal: this.asked.signal,
      });
      const html = await answer.text();
      if (typed !== this.field.value || document.activeElement !== this.field) return;
      if (answer.ok) this.show(typed, html);
      else this.close(); // signed out, or the site is busy: the form says so when it is sent
    } catch {
      // Another request took its place, or the site does not answer.
    }
  }

  show(typed, html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const words = template.content.querySelector("[data-say]");
    words?.remove();
    this.list.replaceChildren(template.content);
    this.list.scrollTop = 0;
    this.shown = typed;
    this.said.textContent = words?.textContent.trim() ?? "";
    if (this.list.children.length) this.open();
    else this.close();
  }

  open() {
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.point(null);
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.point(null);
  }

  point(option) {
    for (const other of this.list.querySelectorAll("[role=option]"))
      other.setAttribute("aria-selected", String(other === option));
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    if (event.isComposing) return;
    const { options, at } = this;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!options.length) return void (this.field.value.trim() && this.ask());
      // Before the first and after the last one is the field itself.
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = at + step < -1 ? options.length - 1 : at + step;
      this.point(options[next] ?? null);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      options[at].click();
      this.close();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!this.list.hidden) this.close();
      else if (this.field.value) this.field.value = "";
      else this.field.blur();
    }
  }

  focus() {
    this.field.focus();
    this.field.select();
  }
}

const form = document.querySelector("form[data-search]");
if (form) {
  const box = new SearchBox(form);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (!getSelection().isCollapsed) return; // words that somebody selected, perhaps to mark them, stay so
    event.preventDefault();
    box.focus();
  });
}
