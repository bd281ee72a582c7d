/** Where the reader is, told to the site when she rests or leaves, so that she can go on there. */

import { send } from "newsroom/send";
import { blocks } from "newsroom/text";

const REST = 2000; // milliseconds

/** The first paragraph that is not above the screen. */
export function firstBlock(root) {
  return blocks(root).find(({ element }) => element.getBoundingClientRect().bottom > 64);
}

/** @param {string} address  @param {HTMLElement} root  the article's text */
export function watchPosition(address, root) {
  let timer;
  let told = null;
  const tell = () => {
    clearTimeout(timer);
    timer = null;
    const now = firstBlock(root)?.start ?? 0;
    if (now === told) return;
    told = now;
    send(address, new URLSearchParams({ offset: now }), { keepalive: true });
  };
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(tell, REST);
    },
    { passive: true },
  );
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) tell();
  });
}
