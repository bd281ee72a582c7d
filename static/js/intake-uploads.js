/** Sends files to the desk, one after the other, each with a row that shows how far it is. */

import { csrfToken, problem } from "newsroom/send";

// Answers after which the next file would fare no better: it waits until somebody tries again.
const isOfSite = ({ status, isGone }) => !isGone && ([0, 401, 403].includes(status) || status >= 500);

export class Uploads {
  /**
   * @param {Rows} rows
   * @param {{address: string, limit: number}} site  the limit of one file in bytes
   */
  constructor(rows, { address, limit }) {
    Object.assign(this, { rows, address, limit, queue: [], current: null, onChange: () => {} });
    addEventListener("beforeunload", (event) => this.isSending && event.preventDefault());
  }

  /** How many files are still to be sent. */
  get coming() {
    return this.queue.length + (this.current ? 1 : 0);
  }

  get isSending() {
    return this.coming > 0;
  }

  /** @param {File[]} files */
  add(files) {
    for (const file of files) {
      const upload = { file, row: this._row(file) };
      upload.row.querySelector("[data-cancel]").onclick = () => this._cancel(upload);
      if (file.size > this.limit) this._refuse(upload, tooLarge());
      else this.queue.push(upload);
    }
    document.getElementById("desk").scrollIntoView({ block: "nearest" });
    this._sendNext();
  }

  /** Send nothing more; what is under way is given up. */
  stop() {
    for (const { row } of this.queue.splice(0)) this.rows.remove(row);
    this.current?.request.abort();
  }

  _cancel(upload) {
    if (upload === this.current) return upload.request.abort();
    this.queue = this.queue.filter((other) => other !== upload);
    this.rows.remove(upload.row);
    this.onChange();
  }

  _row(file) {
    const row = document.getElementById("upload").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-size]").textContent = inWords(file.size);
    for (const of of row.querySelectorAll("[data-of]")) of.textContent = ` ${file.name}`;
    this.rows.add(row);
    return row;
  }

  async _sendNext() {
    this.onChange();
    if (this.current || !this.queue.length) return;
    const upload = (this.current = this.queue.shift());
    const { row } = upload;
    const answer = await this._send(upload);
    this.current = null;
    if (answer.isCancelled) this.rows.remove(row);
    else if (answer.status === 201) this.rows.take(answer.html, row);
    else this._refuse(upload, whatIsWrong(answer), isOfSite(answer));
    if (isOfSite(answer) && !answer.isCancelled) this.onChange();
    else this._sendNext();
  }

  /** @returns {Promise<{status: number, html: string, isCancelled?: boolean, isGone?: boolean}>} */
  _send(upload) {
    const { file, row } = upload;
    const [bar, told] = row.querySelectorAll("progress, [data-told]");
    bar.hidden = false;
    const request = (upload.request = new XMLHttpRequest());
    const body = new FormData();
    body.append("file", file);
    request.open("POST", this.address);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("HX-Current-URL", location.href);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = loaded / total;
      told.textContent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(bar.value);
    };
    return new Promise((resolve) => {
      request.onload = () => resolve({ status: request.status, html: request.responseText });
      request.onerror = async () => resolve({ status: 0, html: "", isGone: !(await isThere(file)) });
      request.onabort = () => resolve({ status: 0, html: "", isCancelled: true });
      request.send(body);
    });
  }

  /** Say in the row why a file was not taken; what may go better another time can be tried again. */
  _refuse(upload, words, mayBeTried = false) {
    const { row } = upload;
    row.dataset.state = "unsent";
    row.querySelector("[data-going]").hidden = true;
    row.querySelector("[data-problem]").replaceChildren(...words);
    const again = row.querySelector("[data-again]");
    const hadFocus = row.contains(document.activeElement);
    again.hidden = !mayBeTried;
    again.onclick = () => {
      row.dataset.state = "uploading";
      row.querySelector("[data-going]").hidden = false;
      row.querySelector("[data-problem]").replaceChildren();
      again.hidden = true;
      row.querySelector("[data-cancel]").focus();
      this.queue.unshift(upload);
      this._sendNext();
    };
    if (hadFocus && mayBeTried) again.focus();
  }
}

function whatIsWrong(answer) {
  if (answer.isGone) return wordsOf("vanished");
  return answer.status === 401 ? wordsOf("signed-out") : problem(answer);
}

/** Whether the browser can still read the file: it may have been moved or changed since. */
async function isThere(file) {
  try {
    await file.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

const wordsOf = (id) => [...document.getElementById(id).content.cloneNode(true).children];

function tooLarge() {
  const words = document.createElement("p");
  words.textContent = document.getElementById("too-large").textContent;
  return [words];
}

/** A size in bytes as people read it. */
function inWords(size) {
  const [amount, unit] = size < 1e6 ? [size / 1024, "kilobyte"] : [size / 1024 ** 2, "megabyte"];
  const as = { style: "unit", unit, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang, as).format(amount);
}
