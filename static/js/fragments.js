/** What htmx leaves to us: the token, errors in the card they belong to, and the focus after a swap. */

import { problem } from "newsroom/send";
import { csrfToken } from "newsroom/send";

/** @param {(card: HTMLElement) => void} onCard  called with every card that took another's place */
export function watchFragments(onCard) {
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = csrfToken();
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
    document.addEventListener(name, (event) => complain(event.detail));
  document.addEventListener("htmx:afterSettle", (event) => {
    const card = event.detail.elt.closest?.(".card") ?? event.detail.elt;
    if (!card.matches?.(".card")) return;
    onCard(card);
    // The button that was pressed is gone with its card; the focus goes on to what came.
    (card.querySelector("[autofocus], textarea, .deleted button") ?? card).focus({ preventScroll: true });
  });
}

function complain({ elt, xhr }) {
  const card = elt.closest(".card");
  let place = card.querySelector("[data-errors]");
  if (!place) {
    place = document.createElement("div");
    place.className = "errors";
    place.setAttribute("role", "alert");
    place.dataset.errors = "";
    card.append(place);
  }
  place.replaceChildren(...problem({ status: xhr?.status ?? 0, html: xhr?.responseText ?? "" }));
}
