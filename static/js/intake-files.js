/** Files that are chosen or dropped. One goes on to its own form, as without scripts; several, or a ZIP, are sent. */

const isArchive = (file) => /\.zip$/i.test(file.name) || file.type === "application/zip";

/**
 * @param {HTMLFormElement} form
 * @param {Uploads} uploads
 */
export function watchFiles(form, uploads) {
  const input = form.querySelector("input[type='file']");
  const typed = form.querySelector("textarea");
  const problem = document.getElementById("too-large");
  const limit = Number(form.dataset.limit);
  const areForDesk = (files) => files.length > 1 || files.some(isArchive) || (files.length > 0 && uploads.isSending);

  function tell() {
    const files = [...input.files];
    const size = areForDesk(files) ? 0 : Math.max(files[0]?.size ?? 0, new Blob([typed.value]).size);
    problem.hidden = size <= limit; // of several, each says so in its row
  }

  input.addEventListener("change", tell);
  typed.addEventListener("change", tell);
  form.addEventListener("submit", (event) => {
    const files = [...input.files];
    tell();
    if (problem.hidden && !areForDesk(files)) return;
    event.preventDefault();
    if (!problem.hidden) return problem.scrollIntoView({ block: "nearest" });
    uploads.add(files);
    input.value = "";
  });
  watchDrops(form, (files) => {
    if (areForDesk(files)) return uploads.add(files);
    const one = new DataTransfer();
    one.items.add(files[0]);
    input.files = one.files;
    form.requestSubmit();
  });
}

/** Call with the files that are dropped anywhere on the page: beside the form, a browser would open them. */
function watchDrops(form, onFiles) {
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const show = (is) => form.classList.toggle("dropping", is);

  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    show(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget || show(false));
  addEventListener("drop", async (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(false);
    const files = await filesIn(event.dataTransfer);
    if (files.length) onFiles(files);
  });
}

/** The files that were dropped, also those in folders; what systems hide in folders is left there. */
async function filesIn(dropped) {
  const files = [...dropped.files];
  const entries = [...dropped.items].filter(({ kind }) => kind === "file").map((item) => item.webkitGetAsEntry?.());
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  return (await Promise.all(entries.map((entry) => entry && filesOf(entry)))).flat().filter(Boolean);
}

async function filesOf(entry) {
  if (entry.isFile) return entry.name.startsWith(".") ? [] : [await asked((done, lost) => entry.file(done, lost))];
  const reader = entry.createReader();
  const found = [];
  // A folder tells of a hundred entries at a time.
  for (let some; (some = await asked((done, lost) => reader.readEntries(done, lost))).length; ) found.push(...some);
  return (await Promise.all(found.map(filesOf))).flat();
}

const asked = (ask) => new Promise(ask);
