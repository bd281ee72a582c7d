// Writing an article without knowing HTML: an area that looks like the page, over the field that holds its HTML.
import { leaveCaptionOnReturn, perform, standing } from "newsroom/editor-commands";
import { BLOCKS, cleanHtml } from "newsroom/editor-paste";
import { offerPieces } from "newsroom/editor-pieces";

const field = document.querySelector("textarea[name='body']");
if (field) begin(field);

function begin(field) {
  const editor = document.getElementById("editor").content.firstElementChild.cloneNode(true);
  const area = editor.querySelector("[contenteditable]");
  field.after(editor);
  area.after(field);
  show(area, field.value);
  field.hidden = true;
  document.execCommand("defaultParagraphSeparator", false, "p");
  document.getElementById("body-label").addEventListener("click", () => area.focus());
  followLanguage(area, field);
  offerTools(editor, area, field);
  offerPieces(area);
  takeWriting(area);
  guardForm(field, area);
}

// The area keeps white space as it is typed; so none may stand in it that a page would not show.
function show(area, html) {
  area.innerHTML = html.trim() || "<p><br></p>";
  const texts = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(), next; text; text = next) {
    next = texts.nextNode();
    if (text.parentElement.closest("pre")) continue;
    if (!text.data.trim() && [text.previousSibling, text.nextSibling].some(isEdge)) text.remove();
    else if (/[\t\n\r\f]|  /.test(text.data)) text.data = text.data.replace(/[ \t\n\r\f]+/g, " ");
  }
}

function isEdge(sibling) {
  return sibling === null || BLOCKS.has(sibling.nodeName);
}

function write(area, field) {
  if (field.hidden) field.value = area.innerHTML.replace(/(<\/(?:p|h\d|[uod]l|li|d[td]|blockquote|figure|figcaption|pre|table|tr)>)(?=<)/g, "$1\n");
}

// Where the language is not on the same form, the field has it.
function followLanguage(area, field) {
  const language = document.getElementById("id_language");
  if (!language) return Object.assign(area, { lang: field.lang, dir: field.dir });
  const rightToLeft = new Set(area.dataset.rtl.split(" "));
  const follow = () => {
    area.lang = language.value.trim();
    area.dir = rightToLeft.has(area.lang.toLowerCase().split("-")[0]) ? "rtl" : "ltr";
  };
  language.addEventListener("input", follow);
  follow();
}

function offerTools(editor, area, field) {
  const tools = [...editor.querySelectorAll("[role='toolbar'] button")];
  const source = editor.querySelector("[data-source]");
  for (const tool of tools) {
    // The area keeps its selection when a tool is pressed.
    tool.addEventListener("mousedown", (event) => event.preventDefault());
    if (tool.dataset.command) tool.addEventListener("click", () => perform(tool.dataset.command, area));
  }
  source.addEventListener("click", () => {
    const toSource = field.hidden;
    if (toSource) write(area, field);
    else show(area, field.value);
    field.hidden = !toSource;
    area.hidden = toSource;
    source.setAttribute("aria-pressed", toSource);
    for (const tool of tools) if (tool !== source) tool.disabled = toSource;
    (toSource ? field : area).focus();
  });
  document.addEventListener("selectionchange", () => {
    if (!area.contains(getSelection().anchorNode)) return;
    const names = standing(area);
    for (const tool of tools) {
      if (tool.dataset.state) tool.setAttribute("aria-pressed", names.has(tool.dataset.state));
    }
  });
  moveWithArrows(editor.querySelector("[role='toolbar']"), tools);
}

// One stop for the Tab key; arrow keys move inside the toolbar.
function moveWithArrows(toolbar, tools) {
  for (const tool of tools.slice(1)) tool.tabIndex = -1;
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const usable = tools.filter((tool) => !tool.disabled);
    const at = usable.indexOf(document.activeElement);
    usable.at((at + step) % usable.length).focus();
  });
  toolbar.addEventListener("focusin", (event) => {
    for (const tool of tools) tool.tabIndex = tool === event.target ? 0 : -1;
  });
}

function takeWriting(area) {
  area.addEventListener("paste", (event) => {
    const html = cleanHtml(event.clipboardData);
    event.preventDefault();
    if (html) document.execCommand("insertHTML", false, html);
  });
  area.addEventListener("beforeinput", (event) => leaveCaptionOnReturn(event, area));
}

function guardForm(field, area) {
  let unsaved = document.querySelector(".errornote:not([hidden]), form[data-unsaved]") !== null;
  let leaving = false;
  const form = field.form;
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", (event) => {
    // A second click on the way must not save a second article.
    if (leaving) return event.preventDefault();
    write(area, field);
    leaving = true;
  });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => {
    if (unsaved && !leaving) event.preventDefault();
  });
}
