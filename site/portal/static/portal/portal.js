// Comfort only: every page works without this file.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// What is folded is printed too; afterwards it is folded again.
const unfolded = [];
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details:not([open])")) {
    details.open = true;
    unfolded.push(details);
  }
});
window.addEventListener("afterprint", () => {
  for (const details of unfolded.splice(0)) details.open = false;
});

// An open part of the menu closes with Escape and with a click elsewhere.
function closeMenus(except) {
  for (const details of document.querySelectorAll(".submenu[open]")) {
    if (details !== except) details.open = false;
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest(".submenu")));
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest(".submenu[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
