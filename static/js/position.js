/** Where the reader is, told to the site when she rests or leaves, so that she can go on there. */

import { send } from "newsroom/send";

const REST = 2000; // milliseconds

/** @param {string} address  @param {() => number} offset  the first code point on the screen */
export function watchPosition(address, offset) {
  let timer;
  let told = null;
  const tell = () => {
    clearTimeout(timer);
    timer = null;
    const now = offset();
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
