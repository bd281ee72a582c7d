/* Which annotations lie where: an index over passages by their offsets.
 *
 * Passages stay in one array in the order of the text (start, then the longer first, then id: as the server sends them).
 * Over it lies an implicit balanced tree: the middle of every stretch knows the furthest end in it, so a question skips
 * every stretch that ends too early. Answers take microseconds at 10,000 passages. */

export class Intervals {
  #passages = [];
  #byId = new Map();
  #reach = null; // the furthest end in the stretch around each middle; null after a change

  /** The index of `columns`: id, start, length, looks (indices in palette) and palette, sorted by start. */
  static fromColumns({ id, start, length, looks, palette }) {
    const index = new Intervals();
    index.#passages = id.map((id, i) => ({
      id,
      start: start[i],
      end: start[i] + length[i],
      looks: looks[i].map((look) => palette[look]),
    }));
    index.#passages.sort(inOrder);
    index.#byId = new Map(index.#passages.map((passage) => [passage.id, passage]));
    return index;
  }

  get size() {
    return this.#passages.length;
  }

  /** The passage {id, start, end, looks} of this id, or undefined. */
  get(id) {
    return this.#byId.get(id);
  }

  /** Put a passage in, in the place of the one that had its id. */
  add(passage) {
    this.remove(passage.id);
    this.#passages.splice(this.#position(passage), 0, passage);
    this.#byId.set(passage.id, passage);
    this.#reach = null;
  }

  /** Take a passage out; answers it, or undefined where there was none. */
  remove(id) {
    const passage = this.#byId.get(id);
    if (!passage) return undefined;
    this.#passages.splice(this.#position(passage), 1);
    this.#byId.delete(id);
    this.#reach = null;
    return passage;
  }

  /** Ids of the passages over the character at `offset`, the shortest first. */
  at(offset) {
    const found = this.overlapping(offset, offset + 1);
    return found.sort((a, b) => a.end - a.start - (b.end - b.start) || inOrder(b, a)).map(({ id }) => id);
  }

  /** Ids of the passages that share a character with start..end, in the order of the text. */
  within(start, end) {
    return this.overlapping(start, end).map(({ id }) => id);
  }

  /** The passages themselves that share a character with start..end, in the order of the text. */
  overlapping(start, end) {
    const found = [];
    this.#reach ??= this.#measured();
    this.#collect(0, this.#passages.length, start, end, found);
    return found;
  }

  /** The id after this one in the order of the text; the first without an id, null after the last. */
  next(id) {
    return this.#neighbour(id, 1, 0);
  }

  /** The id before this one in the order of the text; the last without an id, null before the first. */
  previous(id) {
    return this.#neighbour(id, -1, this.size - 1);
  }

  #neighbour(id, step, otherwise) {
    const passage = this.#byId.get(id);
    return this.#passages[passage ? this.#position(passage) + step : otherwise]?.id ?? null;
  }

  /** Where the passage stands, or would stand. */
  #position(passage) {
    let low = 0;
    let high = this.#passages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (inOrder(this.#passages[middle], passage) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #measured() {
    const reach = new Uint32Array(this.#passages.length);
    const measure = (low, high) => {
      if (low >= high) return 0;
      const middle = (low + high) >> 1;
      const around = Math.max(measure(low, middle), measure(middle + 1, high));
      return (reach[middle] = Math.max(this.#passages[middle].end, around));
    };
    measure(0, reach.length);
    return reach;
  }

  #collect(low, high, start, end, found) {
    const middle = (low + high) >> 1;
    if (low >= high || this.#reach[middle] <= start) return;
    this.#collect(low, middle, start, end, found);
    const passage = this.#passages[middle];
    if (passage.start >= end) return;
    if (passage.end > start) found.push(passage);
    this.#collect(middle + 1, high, start, end, found);
  }
}

const inOrder = (a, b) => a.start - b.start || b.end - a.end || a.id - b.id;
