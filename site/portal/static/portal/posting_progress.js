// While a booklet is made, shows how far it is; without scripts a link does the same.
"use strict";

const EVERY = 2000; // milliseconds
const shown = document.getElementById("tien-do");

async function look() {
  if (!shown.dataset.working) return;
  try {
    const answer = await fetch(location.pathname);
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("tien-do");
    if (now) {
      shown.replaceChildren(...now.childNodes);
      shown.dataset.working = now.dataset.working;
    }
  } catch {
    // Asked again in a moment.
  }
  setTimeout(look, EVERY);
}
setTimeout(look, EVERY);
