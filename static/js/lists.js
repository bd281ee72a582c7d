/** Lists of cards: editing, deleting and flagging where they stand. */

import { Drafts } from "newsroom/drafts";
import { refill, reopen, watchEdits } from "newsroom/edits";
import { watchFragments } from "newsroom/fragments";
import { watchThemePickers } from "newsroom/theme-picker";

const drafts = new Drafts(document.body.dataset.reader);

watchThemePickers();
watchEdits(drafts);
watchFragments((card) => {
  if (card.matches("form.editing")) refill(card, drafts);
});
for (const card of document.querySelectorAll("article.card")) reopen(card, drafts);
