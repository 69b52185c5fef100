// The kiosk: narrows the list while one types or touches, starts anew when nobody is there, keeps the pages.
"use strict";

const body = document.body;
const START = body.dataset.start;
const IDLE = 90_000; // milliseconds without a touch after which the kiosk starts anew
const WARNING = 20_000; // of these it asks first (WCAG 2.2.1 wants 20 seconds to answer)

// Narrowing

// As portal.text.fold: no marks, đ as d, small letters.
function fold(text) {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}

const list = document.querySelector("[data-list]");
if (list) {
  const box = document.querySelector("input[name=q]");
  const rows = [...list.querySelectorAll("[data-words]")];
  const count = document.querySelector("[data-count]");
  const none = document.querySelector("[data-none]");
  const choices = [...document.querySelectorAll("a[data-by]")];
  const asked = new URLSearchParams(location.search);
  const chosen = { chu: asked.get("chu") || "", "linh-vuc": asked.get("linh-vuc") || "" };

  const narrow = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      const { words: inside, letter, field } = row.dataset;
      const fits =
        words.every((word) => inside.includes(word)) &&
        (!chosen.chu || letter === chosen.chu) &&
        (!chosen["linh-vuc"] || field === chosen["linh-vuc"]);
      row.hidden = !fits;
      left += fits ? 1 : 0;
    }
    count.textContent = count.dataset.text.replace("0", left);
    none.hidden = left > 0;
    for (const choice of choices) {
      if (chosen[choice.dataset.by] === choice.dataset.value) choice.setAttribute("aria-current", "true");
      else choice.removeAttribute("aria-current");
    }
  };

  if (asked.get("q") && !box.value) box.value = asked.get("q"); // a kept page knows no question
  box.addEventListener("input", narrow);
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
    list.querySelector("li:not([hidden]) a")?.focus();
  });
  for (const choice of choices) {
    choice.addEventListener("click", (event) => {
      event.preventDefault();
      chosen[choice.dataset.by] = choice.dataset.value;
      narrow();
    });
  }
  narrow();
}

// Starting anew

const dialog = document.querySelector("dialog");
const seconds = dialog.querySelector("[data-seconds]");
let last = Date.now();
let warnedAt = 0;

function isAtStart() {
  const typed = document.querySelector("input[name=q]")?.value;
  const opened = document.querySelector("a[data-by][aria-current]:not([data-value=''])");
  return Boolean(list) && !typed && !opened && !location.search && scrollY === 0;
}

function startAnew() {
  if (isAtStart()) location.reload(); // at the start nobody waits: show what holds now
  else location.replace(START);
}

function somebodyIsThere() {
  last = Date.now();
  warnedAt = 0;
  if (dialog.open) dialog.close();
}

setInterval(() => {
  const idle = Date.now() - last;
  if (idle >= IDLE) startAnew();
  else if (idle >= IDLE - WARNING && !isAtStart()) {
    seconds.textContent = Math.ceil((IDLE - idle) / 1000);
    if (!warnedAt) {
      warnedAt = Date.now();
      dialog.showModal();
    }
  }
}, 1000);

for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
  // While the question stands only an answer counts.
  addEventListener(kind, () => dialog.open || somebodyIsThere(), { passive: true });
}
dialog.addEventListener("close", somebodyIsThere);
document.querySelector("[data-stay]").addEventListener("click", somebodyIsThere);

// Keeping the pages

const told = document.querySelector("[data-kept]");
if ("serviceWorker" in navigator) {
  const REFRESH = 300_000;
  const ask = async () => {
    const registration = await navigator.serviceWorker.ready;
    registration.active.postMessage("refresh");
  };
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (!data.count) return;
    told.textContent = told.dataset.text.replace("0", data.count);
    told.hidden = false;
  });
  navigator.serviceWorker.register(`${START}sw.js`).then(ask, () => {});
  setInterval(ask, REFRESH);
  addEventListener("online", ask);
}
