// A file that is too large is refused here, in a sentence: the server would cut the line in the middle of it.

const form = document.querySelector("form[data-limit]");
const file = form.querySelector("input[type='file']");
const pasted = form.querySelector("textarea");
const problem = document.getElementById("too-large");

const isTooLarge = () =>
  Math.max(file.files[0]?.size ?? 0, new Blob([pasted.value]).size) > Number(form.dataset.limit);

function tell() {
  problem.hidden = !isTooLarge();
}

file.addEventListener("change", tell);
pasted.addEventListener("change", tell);
form.addEventListener("submit", (event) => {
  tell();
  if (problem.hidden) return;
  event.preventDefault();
  problem.scrollIntoView({ block: "nearest" });
});
