// What the tools of the editor do. The browser's own commands are used wherever they can be undone by its own undo.

const COMMANDS = {
  paragraph: (area) => toBlock(area, "p"),
  heading: (area) => toBlock(area, "h2"),
  quotation: (area) => toBlock(area, "blockquote"),
  caption: toCaption,
  list: toggleList,
  bold: () => document.execCommand("bold"),
  italic: () => document.execCommand("italic"),
  link: askLink,
  plain: () => {
    document.execCommand("removeFormat");
    document.execCommand("unlink");
  },
};

// Carry out a command on what is selected in the area.
export function perform(name, area) {
  if (!area.contains(getSelection().anchorNode)) area.focus();
  COMMANDS[name](area);
  if (name !== "link") area.focus();
}

// The names of what stands around the caret: for the pressed look of the tools.
export function standing(area) {
  const names = new Set(["bold", "italic"].filter((name) => document.queryCommandState(name)));
  const elements = { H2: "heading", BLOCKQUOTE: "quotation", FIGURE: "caption", UL: "list", A: "link", P: "paragraph" };
  for (let node = getSelection().anchorNode; node && node !== area; node = node.parentNode) {
    if (elements[node.nodeName]) names.add(elements[node.nodeName]);
  }
  if (["caption", "list", "quotation"].some((name) => names.has(name))) names.delete("paragraph");
  return names;
}

function blockAtCaret(area) {
  let node = getSelection().anchorNode;
  while (node && node.parentNode !== area) node = node.parentNode;
  return node instanceof Element ? node : null;
}

function toBlock(area, tag) {
  const block = blockAtCaret(area);
  if (block?.nodeName === "FIGURE") return leaveCaption(block, tag);
  if (getSelection().anchorNode?.parentElement?.closest("ul")) toggleList();
  const again = block?.nodeName === tag.toUpperCase();
  document.execCommand("formatBlock", false, again ? "p" : tag);
}

// Chromium puts the caret at the start of the line; it goes back to where it was.
function toggleList() {
  const selection = getSelection();
  const before = selection.isCollapsed ? textToCaret(selection) : null;
  document.execCommand("insertUnorderedList");
  if (before === null) return;
  const texts = document.createTreeWalker(lineAt(selection.anchorNode), NodeFilter.SHOW_TEXT);
  let left = before.length;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (left <= text.data.length) return selection.collapse(text, left);
    left -= text.data.length;
  }
}

function lineAt(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element.closest("li, p, h2, h3, blockquote, [contenteditable]");
}

function textToCaret(selection) {
  const range = document.createRange();
  range.setStart(lineAt(selection.anchorNode), 0);
  range.setEnd(selection.anchorNode, selection.anchorOffset);
  return range.toString();
}

function toCaption(area) {
  const block = blockAtCaret(area);
  if (!block) return;
  if (block.nodeName === "FIGURE") return leaveCaption(block, "p");
  const inside = block.innerHTML;
  getSelection().selectAllChildren(block);
  document.execCommand("insertHTML", false, `<figure><figcaption>${inside}</figcaption></figure>`);
}

// The browser has no command for this, so this one step is taken back by the caption tool, not by undo.
function leaveCaption(figure, tag) {
  const block = document.createElement(tag);
  block.append(...(figure.querySelector("figcaption") ?? figure).childNodes);
  figure.querySelector("figcaption")?.remove();
  if (figure.querySelector("img, table, p")) figure.after(block);
  else figure.replaceWith(block);
  getSelection().selectAllChildren(block);
  getSelection().collapseToEnd();
}

// Return in a caption begins a paragraph after it, where the browser would begin a second caption.
export function leaveCaptionOnReturn(event, area) {
  const block = blockAtCaret(area);
  if (event.inputType !== "insertParagraph" || block?.nodeName !== "FIGURE") return;
  event.preventDefault();
  const next = document.createElement("p");
  next.append(document.createElement("br"));
  block.after(next);
  getSelection().collapse(next, 0);
}

function askLink(area) {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  const around = selection.anchorNode?.parentElement?.closest("a");
  const dialog = document.getElementById("link-dialog");
  const address = dialog.querySelector("input");
  address.value = around?.getAttribute("href") ?? "";
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    area.focus();
    if (!range || !dialog.returnValue) return;
    selection.removeAllRanges();
    selection.addRange(range);
    if (around) selection.selectAllChildren(around);
    if (dialog.returnValue === "remove" || !address.value.trim()) document.execCommand("unlink");
    else if (selection.isCollapsed) document.execCommand("insertText", false, address.value.trim());
    else document.execCommand("createLink", false, address.value.trim());
  }, { once: true });
  dialog.showModal();
}
