/** The reading page: what the reader sees, selects and does, wired together. */

import { BlockNotes } from "newsroom/block-notes";
import { Composer } from "newsroom/composer";
import { Drafts } from "newsroom/drafts";
import { refill, reopen, watchEdits } from "newsroom/edits";
import { watchFragments } from "newsroom/fragments";
import { Intervals } from "newsroom/intervals";
import { watchKeyboard } from "newsroom/keyboard";
import { Margin } from "newsroom/margin";
import { Painter } from "newsroom/paint";
import { watchPosition } from "newsroom/position";
import { onSelection, Words } from "newsroom/selection";
import { blocks } from "newsroom/text";
import { watchThemePickers } from "newsroom/theme-picker";
import { Toolbar } from "newsroom/toolbar";

const data = JSON.parse(document.querySelector("#annotations").textContent);
const root = document.querySelector("#text");
const announcer = document.querySelector("#announcer");
const { article, cards, position } = document.querySelector("#room").dataset;

const words = new Words(root);
const index = Intervals.fromColumns(data);
const painter = new Painter(root, index);
const drafts = new Drafts(document.body.dataset.reader);
const margin = new Margin(document.querySelector("#margin"), { address: cards, text: root, index, painter, onCard });
const blockNotes = new BlockNotes(root, index, document.querySelector("#block-notes"), openFirst);
const composer = new Composer({
  template: document.querySelector("#composer"),
  address: cards,
  article,
  language: { lang: root.lang, dir: root.dir },
  drafts,
  quote: (start, end) => words.slice(start, end),
  onOpen: beginDraft,
  onClose: endDraft,
  onSaved: takeCard,
  onChange: () => margin.arrange(),
});
const toolbar = new Toolbar(document.querySelector("#toolbar"), mark);
const open = new Map(); // forms and the drafts in them
let passage = null; // what is selected now

function mark(kind) {
  if (!passage) return false;
  const draft = composer.begin({ ...passage, revision: data.revision, visibility: toolbar.visibility.value });
  deselect();
  if (kind === "highlight") composer.highlight(draft);
  else composer.open(draft, { on: kind });
  return true;
}

function select(range) {
  const found = range && words.passage(range);
  if (found === "unsound") announce("unsound");
  passage = found === "unsound" ? null : found;
  if (!passage) {
    if (!toolbar.element.contains(document.activeElement)) toolbar.hide();
    return;
  }
  toolbar.show(range.getBoundingClientRect());
  if (document.activeElement === root) announce("selected", words.slice(passage.start, passage.end));
}

function deselect() {
  passage = null;
  getSelection().removeAllRanges();
  // A button that is about to vanish must not take the focus with it.
  if (toolbar.element.contains(document.activeElement)) root.focus({ preventScroll: true });
  toolbar.hide();
}

/** Tell those who do not see the page what happened; the same words are told again. */
function announce(name, words = "") {
  announcer.replaceChildren(announcer.dataset[name].replace("#", () => words));
}

function beginDraft(form, draft) {
  open.set(form, draft);
  painter.draw("draft", [...open.values()]);
  margin.insert(form);
  margin.active = form;
  if (margin.sheet) margin.openSheet([], form);
}

function endDraft(form) {
  open.delete(form);
  painter.draw("draft", [...open.values()]);
  margin.remove(form);
  margin.closeSheet();
  root.focus({ preventScroll: true });
}

function takeCard(card, form) {
  if (form) endDraft(form);
  margin.insert(card);
  if (form) margin.activate(Number(card.dataset.id));
  announce("saved");
}

/** A card came, or took another's place: what is painted follows. */
function onCard(card) {
  if (!card.dataset.id) return;
  if (margin.sheet) card.classList.add("shown");
  const id = Number(card.dataset.id);
  if (card.matches("[data-deleted]")) {
    announce("deleted");
    painter.remove(id);
    blockNotes.refresh();
  } else if (card.matches("article")) {
    const looks = card.dataset.looks.split(" ").filter(Boolean);
    const one = { id, start: Number(card.dataset.start), end: Number(card.dataset.end), looks: looks.length ? looks : ["plain"] };
    if (same(index.get(id), one)) return reopen(card, drafts);
    painter.set(one);
    blockNotes.refresh();
  } else if (card.matches("form.editing")) refill(card, drafts);
}

function same(a, b) {
  return a && a.start === b.start && a.end === b.end && a.looks.join() === b.looks.join();
}

function openFirst(ids) {
  if (margin.sheet) margin.openSheet(ids);
  else margin.activate(ids[0]);
}

function step(direction) {
  const current = Number(document.activeElement?.closest?.(".card")?.dataset.id) || last;
  const id = direction > 0 ? index.next(current) : index.previous(current);
  if (id !== null) goTo(id);
}
let last;

/** Scroll to an annotation's passage, flash it and show its card. */
function goTo(id, options) {
  const found = index.get(id);
  if (!found) return;
  last = id;
  const top = painter.topOf(found.start, found.end);
  if (top !== null) scrollTo({ top: Math.max(0, top - innerHeight / 3) });
  painter.flash(id);
  margin.activate(id, options);
}

function followHash() {
  const id = location.hash.match(/^#annotation-(\d+)$/)?.[1];
  if (id) goTo(Number(id));
  const stop = location.hash.match(/^#at-(\d+)$/)?.[1];
  if (stop) scrollTo({ top: (painter.topOf(Number(stop)) ?? 0) - 90 });
}

document.querySelector("#unsaved").addEventListener("click", () => margin.openSheet([], [...open.keys()].at(-1)));

let moving;
root.addEventListener("pointermove", ({ clientX, clientY, pointerType }) => {
  if (pointerType === "touch") return;
  moving ??= requestAnimationFrame(() => {
    moving = null;
    light(painter.idsAt(clientX, clientY));
  });
});
root.addEventListener("pointerleave", () => light([]));
root.addEventListener("click", ({ clientX, clientY, target }) => {
  if (!getSelection().isCollapsed || target.closest("a, button")) return;
  const ids = painter.idsAt(clientX, clientY);
  if (!ids.length) return margin.sheet && margin.closeSheet();
  if (margin.sheet) margin.openSheet(ids);
  else margin.activate(ids[0]);
});

let lit = "";
function light(ids) {
  if (ids.join() === lit) return;
  lit = ids.join();
  painter.hover(ids);
  margin.light(ids);
}

margin.element.addEventListener("pointerover", ({ target }) => {
  const id = Number(target.closest(".card")?.dataset.id);
  if (id) light([id]);
});
margin.element.addEventListener("pointerleave", () => light([]));
// A card comes level with its passage when one turns to it, but never between press and release: the click would miss.
let pressed = false;
margin.element.addEventListener("pointerdown", () => (pressed = true));
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => (pressed = false));
margin.element.addEventListener("click", ({ target }) => level(target.closest(".card")));
margin.element.addEventListener("focusin", ({ target }) => {
  const card = target.closest(".card");
  if (card?.dataset.id) light([Number(card.dataset.id)]);
  if (!pressed) level(card);
});

function level(card) {
  if (!card) return;
  margin.active = card;
  margin.arrange();
}

margin.element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !margin.sheet) root.focus({ preventScroll: true });
  if (event.target.matches("input, textarea, select")) return;
  if (event.key === "]") step(1);
  else if (event.key === "[") step(-1);
});
toolbar.element.addEventListener("keydown", (event) => {
  if (event.key === "Escape") deselect();
});
document.addEventListener("click", (event) => {
  const id = Number(event.target.closest("[data-passage]")?.dataset.passage);
  if (!id || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  history.replaceState(null, "", `#annotation-${id}`);
  goTo(id);
});

function showNear() {
  const [start, end] = painter.near();
  margin.near(start, end);
}

watchThemePickers();
watchEdits(drafts);
watchFragments((card) => margin.adopt(card));
onSelection(select);
watchKeyboard(root, {
  onCursor: (range) => {
    const word = range && words.passage(range);
    painter.draw("cursor", word?.end ? [word] : []);
  },
  onMark: mark,
  onStep: step,
  onLeave: deselect,
  start: () => firstOnScreen(),
});
if (position) watchPosition(position, () => firstBlock()?.start ?? 0);

/** The first paragraph that is not above the screen. */
function firstBlock() {
  return blocks(root).find(({ element }) => element.getBoundingClientRect().bottom > 64);
}

function firstOnScreen() {
  const element = firstBlock()?.element ?? root;
  return [document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() ?? root, 0];
}

if (blocks(root).some(({ sound }) => !sound)) announce("unsound");
blockNotes.refresh();
painter.onWindow = showNear;
painter.refresh();
showNear();
composer.restore();
followHash();
addEventListener("hashchange", followHash);
document.documentElement.dataset.ready = "";
