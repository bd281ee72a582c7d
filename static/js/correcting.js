// A correction is sent only to a site that answers: what was typed is nowhere else. Runs before the editor's own guard.
import { csrfToken } from "newsroom/send";

const form = document.getElementById("correction");
const notes = { unanswered: document.getElementById("unanswered"), "signed-out": document.getElementById("signed-out") };
let isAsking = false;
let isAnswered = false;

form.addEventListener("submit", async (event) => {
  if (isAnswered) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (isAsking) return;
  isAsking = true;
  const problem = await whatIsWrong();
  isAsking = false;
  for (const [name, note] of Object.entries(notes)) note.hidden = name !== problem;
  if (problem) return notes[problem].scrollIntoView({ block: "center" });
  // Signing in again changes the token.
  form.elements.csrfmiddlewaretoken.value = csrfToken() || form.elements.csrfmiddlewaretoken.value;
  isAnswered = true;
  form.requestSubmit(event.submitter);
});

addEventListener("pageshow", () => { isAnswered = false; });

async function whatIsWrong() {
  try {
    const answer = await fetch(form.action, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(15_000) });
    return answer.type === "opaqueredirect" ? "signed-out" : null;
  } catch {
    return "unanswered";
  }
}
