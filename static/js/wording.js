/** The wording that this page shows, and what comes from a later one while the page stays open. */

export class Wording {
  /**
   * @param {number} revision
   * @param {HTMLElement} bar  says that the article was corrected; empty until then
   * @param {HTMLTemplateElement} words  what it says then
   */
  constructor(revision, bar, words) {
    Object.assign(this, { revision, bar, words });
    bar.addEventListener("click", ({ target }) => target.closest("[data-reload]") && location.reload());
  }

  /** Whether the offsets of a draft, or of a card's data, are offsets in the text of this page. */
  holds({ revision }) {
    return Number(revision) === this.revision;
  }

  /**
   * Keep a card of a later wording at the passage {start, end} that it has on this page: its own offsets are those of
   * another text. Without a passage it has no place here.
   */
  keep(card, passage) {
    const { dataset } = card;
    if (!dataset.revision || this.holds(dataset)) return;
    dataset.start = passage?.start ?? "";
    dataset.end = passage?.end ?? "";
    dataset.revision = this.revision;
    this._tell(new Date(dataset.corrected));
  }

  /** Tell of the correction, once. */
  _tell(moment) {
    if (this.bar.firstElementChild) return;
    const isToday = moment.toDateString() === new Date().toDateString();
    const style = isToday ? { timeStyle: "short" } : { dateStyle: "long" };
    const said = this.words.content.cloneNode(true);
    const sentence = said.querySelector("span");
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { ...style, ...(isToday && { hourCycle: "h23" }) });
    sentence.textContent = sentence.dataset[isToday ? "at" : "on"].replace("#", when.format(moment));
    this.bar.append(said);
  }
}

/** Whether a card's words are gone, so that it has no place beside the text. */
export function isGone({ dataset }) {
  return dataset.state === "lost" && dataset.start === "";
}
