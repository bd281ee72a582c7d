/** The reading page: what the reader sees, selects and does, wired together. */

import { BlockNotes } from "newsroom/block-notes";
import { Composer } from "newsroom/composer";
import { Drafts } from "newsroom/drafts";
import { refill, reopen, watchEdits } from "newsroom/edits";
import { Find } from "newsroom/find";
import { watchFragments } from "newsroom/fragments";
import { Going } from "newsroom/going";
import { Gone } from "newsroom/gone";
import { Intervals } from "newsroom/intervals";
import { watchKeyboard } from "newsroom/keyboard";
import { Margin } from "newsroom/margin";
import { Painter } from "newsroom/paint";
import { watchPointing } from "newsroom/pointing";
import { watchPosition } from "newsroom/position";
import { Reattach } from "newsroom/reattach";
import { onSelection, Words } from "newsroom/selection";
import { blocks } from "newsroom/text";
import { watchThemePickers } from "newsroom/theme-picker";
import { Toolbar } from "newsroom/toolbar";
import { isGone, Wording } from "newsroom/wording";

const data = JSON.parse(document.querySelector("#annotations").textContent);
const root = document.querySelector("#text");
const announcer = document.querySelector("#announcer");
const { article, cards, matches, position } = document.querySelector("#room").dataset;

const words = new Words(root);
const wording = new Wording(data.revision, document.querySelector("#corrected"), document.querySelector("#corrected-words"));
const index = Intervals.fromColumns(data);
const painter = new Painter(root, index);
const drafts = new Drafts(document.body.dataset.reader);
const margin = new Margin(document.querySelector("#margin"), { address: cards, text: root, index, painter, wording, onCard });
const gone = new Gone(document.querySelector("#gone"), { address: cards, ids: data.lost, wording, onCard });
const blockNotes = new BlockNotes(root, index, document.querySelector("#block-notes"), openFirst);
const composer = new Composer({
  template: document.querySelector("#composer"),
  address: cards,
  article,
  language: { lang: root.lang, dir: root.dir },
  drafts,
  wording,
  quote: (start, end) => words.slice(start, end),
  onOpen: beginDraft,
  onClose: endDraft,
  onSaved: takeCard,
  onChange: () => margin.arrange(),
});
const toolbar = new Toolbar(document.querySelector("#toolbar"), mark, deselect);
const reattach = new Reattach(document.querySelector("#reattach"), {
  wording,
  onStart: waitForWords,
  onAttached: takeAttached,
  onOutdated: (card) => show(put(card)),
  onCancel: (id) => going.to(id),
  onEnd: stopWaiting,
});
const going = new Going({ index, painter, margin, gone, onReattach: (id) => reattach.start(gone.get(id) ?? margin.cards.get(id)) });
const find = new Find(document.querySelector("#find"), {
  opener: document.querySelector("#find-open"),
  address: matches,
  revision: data.revision,
  ...{ root, painter, index, margin, gone, going },
});
const open = new Map(); // forms and the drafts in them
let passage = null; // what is selected now

function mark(kind) {
  if (!passage || (kind === "attach") !== reattach.waiting) return false;
  if (reattach.waiting) {
    reattach.attach(passage);
    return true;
  }
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
  const selected = reattach.waiting ? "selectedToAttach" : "selected";
  if (document.activeElement === root) announce(selected, words.slice(passage.start, passage.end));
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
  paintDrafts();
  margin.insert(form);
  margin.active = form;
  if (margin.sheet) margin.openSheet([], form);
}

function endDraft(form) {
  open.delete(form);
  paintDrafts();
  margin.remove(form);
  margin.closeSheet();
  root.focus({ preventScroll: true });
}

/** A draft of an earlier wording has no passage on this page. */
function paintDrafts() {
  painter.draw("draft", [...open.values()].filter((draft) => wording.holds(draft)));
}

function takeCard(card, form, draft) {
  if (form) endDraft(form);
  if (wording.holds(draft)) wording.keep(card, draft);
  put(card);
  if (form) show(card);
  announce("saved");
}

function takeAttached(card) {
  comeBack(card);
  going.to(Number(card.dataset.id));
  announce("attached");
}

/** Put a card beside its passage, or among those whose words are gone, and return it. */
function put(card) {
  if (gone.has(Number(card.dataset.id)) || isGone(card)) gone.put(card);
  else margin.insert(card);
  return card;
}

function show(card) {
  const id = Number(card.dataset.id);
  return gone.has(id) ? gone.show(id) : margin.activate(id);
}

/** A card came, or took another's place: what is painted follows. */
function onCard(card) {
  if (!card.dataset.id) return;
  if (gone.place.contains(card) && card.dataset.start !== "") return comeBack(card);
  if (margin.sheet) card.classList.add("shown");
  const id = Number(card.dataset.id);
  if (card.matches("form.editing")) refill(card, drafts);
  else if (card.matches("[data-deleted]")) {
    announce("deleted");
    painter.remove(id);
    blockNotes.refresh();
  } else if (card.matches("article")) {
    const looks = card.dataset.looks.split(" ").filter(Boolean);
    const one = { id, start: Number(card.dataset.start), end: Number(card.dataset.end), looks: looks.length ? looks : ["plain"] };
    if (card.dataset.start === "" || same(index.get(id), one)) return reopen(card, drafts);
    painter.set(one);
    blockNotes.refresh();
  }
}

/** Somebody attached it again since the page was loaded. */
function comeBack(card) {
  gone.remove(Number(card.dataset.id));
  margin.insert(card);
}

function same(a, b) {
  return a && a.start === b.start && a.end === b.end && a.looks.join() === b.looks.join();
}

/** A card took the place of another on the page itself. */
function adopt(card) {
  if (gone.place.contains(card)) gone.adopt(card);
  else if (margin.place.contains(card)) margin.adopt(card);
}

function openFirst(ids) {
  if (margin.sheet) margin.openSheet(ids);
  else margin.activate(ids[0]);
}

/** The text gets the focus, near where the words are or were, and the selection will be that of a waiting card. */
function waitForWords(card) {
  deselect();
  if (margin.sheet) margin.closeSheet();
  toolbar.offer(true);
  root.focus({ preventScroll: true });
  const last = blocks(root).at(-1)?.start ?? 0;
  going.see(index.get(Number(card.dataset.id))?.start ?? Math.min(card.dataset.was, last));
  announce("attaching");
}

function stopWaiting() {
  deselect();
  toolbar.offer(false);
}

document.querySelector("#unsaved").addEventListener("click", () => margin.openSheet([], [...open.keys()].at(-1)));

watchPointing(root, {
  painter,
  margin,
  onPassages: (ids) => {
    if (reattach.waiting) return;
    if (ids.length) openFirst(ids);
    else if (margin.sheet) margin.closeSheet();
  },
});

margin.element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !margin.sheet) root.focus({ preventScroll: true });
  if (event.target.matches("input, textarea, select")) return;
  if (event.key === "]") going.step(1);
  else if (event.key === "[") going.step(-1);
});
function showNear() {
  const [start, end] = painter.near();
  margin.near(start, end);
}

watchThemePickers();
watchEdits(drafts);
watchFragments(adopt);
onSelection(select);
watchKeyboard(root, {
  onCursor: (range) => {
    const word = range && words.passage(range);
    painter.draw("cursor", word?.end ? [word] : []);
  },
  onMark: mark,
  onStep: (direction) => going.step(direction),
  onLeave: deselect,
});
if (position) watchPosition(position, root);

if (blocks(root).some(({ sound }) => !sound)) announce("unsound");
blockNotes.refresh();
painter.onWindow = showNear;
painter.refresh();
showNear();
composer.restore();
going.followHash();
find.arrive();
document.documentElement.dataset.ready = "";
