/** What a reader wrote and the site does not have yet, kept in her browser until it does. */

const PREFIX = "newsroom:";

/** Drafts of one reader, each an object under a name that says what it is of. */
export class Drafts {
  constructor(reader) {
    this.prefix = `${PREFIX}${reader}:`;
  }

  keep(name, draft) {
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(draft));
      return true;
    } catch {
      return false; // storage is full or forbidden: the words are still in the form
    }
  }

  get(name) {
    try {
      return JSON.parse(localStorage.getItem(this.prefix + name));
    } catch {
      return null;
    }
  }

  drop(name) {
    try {
      localStorage.removeItem(this.prefix + name);
    } catch {
      // nothing was kept, nothing is to be dropped
    }
  }

  /** Call `listener` with the name of a draft that another window changed, and the draft, null where it is gone. */
  onChangeElsewhere(listener) {
    addEventListener("storage", ({ key }) => {
      if (!key?.startsWith(this.prefix)) return;
      const name = key.slice(this.prefix.length);
      listener(name, this.get(name));
    });
  }

  /** All drafts whose names begin so, as [name, draft], oldest first. */
  startingWith(beginning) {
    const wanted = this.prefix + beginning;
    const names = Object.keys(localStorage ?? {}).filter((name) => name.startsWith(wanted));
    return names
      .map((name) => [name.slice(this.prefix.length), this.get(name.slice(this.prefix.length))])
      .filter(([, draft]) => draft)
      .sort(([, a], [, b]) => (a.begun ?? 0) - (b.begun ?? 0));
  }
}

/** Note, themes and visibility as they stand in a form. */
export function written(form) {
  const data = new FormData(form);
  return { note: data.get("note"), themes: data.getAll("themes"), visibility: data.get("visibility") };
}
