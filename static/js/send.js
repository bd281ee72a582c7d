/** Sends a form to the site and tells what came of it; never throws. */

/** The token that proves a request came from our own page, as it stands now: signing in again changes it. */
export function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}

/**
 * @param {string} address
 * @param {FormData | URLSearchParams | null} body  null asks instead of posting
 * @param {RequestInit} [options]
 * @returns {Promise<{status: number, html: string}>}  status 0: the site did not answer
 */
export async function send(address, body = null, options = {}) {
  try {
    const answer = await fetch(address, {
      method: body ? "POST" : "GET",
      headers: { "HX-Request": "true", "HX-Current-URL": location.href, "X-CSRFToken": csrfToken() },
      body,
      ...options,
    });
    return { status: answer.status, html: await answer.text() };
  } catch {
    return { status: 0, html: "" };
  }
}

/** Parse an answer's HTML into its elements. */
export function elements(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

/** The site's sentence for an answer that did not succeed. */
export function problem({ status, html }) {
  const words = document.querySelector('meta[name="words"]').dataset;
  if (status && status < 500 && /^\s*</.test(html)) {
    const said = elements(html);
    // A page of its own is not for a card; a paragraph is.
    if (!said.some((element) => element.matches("main, header, title"))) return said;
  }
  const paragraph = document.createElement("p");
  paragraph.textContent = words.lost;
  return [paragraph];
}
