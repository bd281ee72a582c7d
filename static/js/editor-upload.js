// A file that is too large is refused here, in a sentence: the server would cut the line in the middle of it.

const form = document.querySelector("form[data-limit]");
const file = form.querySelector("input[type='file']");
const typed = [...form.querySelectorAll("textarea")];
const problem = document.getElementById("too-large");

const isTooLarge = () =>
  Math.max(file.files[0]?.size ?? 0, ...typed.map(({ value }) => new Blob([value]).size)) > Number(form.dataset.limit);

function tell() {
  problem.hidden = !isTooLarge();
}

file.addEventListener("change", tell);
for (const field of typed) field.addEventListener("change", tell);
form.addEventListener("submit", (event) => {
  tell();
  if (problem.hidden) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  problem.scrollIntoView({ block: "nearest" });
});
