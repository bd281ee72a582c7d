/** Going to annotations: to the one before and after, to the passage of a card, and to what the address names. */

/** Where one can go on a reading page. */
export class Going {
  /**
   * @param {{index: Intervals, painter: Painter, margin: Margin, gone: Gone, onReattach: (id: number) => void}} page
   */
  constructor(page) {
    Object.assign(this, { page, last: 0 });
    document.addEventListener("click", (event) => {
      const id = Number(event.target.closest("[data-passage]")?.dataset.passage);
      if (!id || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      history.replaceState(null, "", `#annotation-${id}`);
      this.to(id);
    });
    addEventListener("hashchange", () => this.followHash());
  }

  /** Scroll to an annotation's passage, flash it and show its card; show the card alone where its words are gone. */
  async to(id) {
    const { index, painter, margin, gone } = this.page;
    if (gone.has(id)) return gone.show(id);
    const found = index.get(id);
    if (!found) return;
    this.last = id;
    this.toWords(found.start);
    painter.flash(id);
    await margin.activate(id);
  }

  /** Scroll to the words at an offset. */
  toWords(start) {
    const top = this.page.painter.topOf(start);
    if (top !== null) scrollTo({ top: Math.max(0, top - innerHeight / 3) });
  }

  /** Have the words at an offset in sight: stay where they are already. */
  see(start) {
    const below = this.page.painter.topOf(start) - scrollY;
    if (below < innerHeight / 4 || below > (innerHeight * 3) / 4) this.toWords(start);
  }

  /** Go to the annotation after the one that has the focus or had it last, or with -1 to the one before. */
  step(direction) {
    const { index } = this.page;
    const current = Number(document.activeElement?.closest?.(".card")?.dataset.id) || this.last;
    const id = direction > 0 ? index.next(current) : index.previous(current);
    if (id !== null) this.to(id);
  }

  async followHash() {
    const [, name, number] = location.hash.match(/^#(annotation|reattach|at)-(\d+)$/) ?? [];
    if (name === "at") return scrollTo({ top: (this.page.painter.topOf(Number(number)) ?? 0) - 90 });
    if (name) await this.to(Number(number));
    if (name !== "reattach") return;
    history.replaceState(null, "", `#annotation-${number}`);
    this.page.onReattach(Number(number));
  }
}
