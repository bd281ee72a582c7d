/** Choosing rows: all of the page at once, and how many are chosen. */

/** @param {HTMLFormElement} form */
export function watchChosen(form) {
  const all = form.querySelector("#choose-all");
  const told = form.querySelector("#chosen");
  const boxes = () => [...form.querySelectorAll("[name=arrival]")];

  function tell() {
    const chosen = boxes().filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && !all.checked;
    all.disabled = !boxes().length;
    told.textContent = told.dataset.told.replace("{count}", chosen);
  }

  all.hidden = false;
  all.nextElementSibling.remove(); // the words of a column without it
  all.addEventListener("click", () => {
    for (const box of boxes()) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  tell();
}
