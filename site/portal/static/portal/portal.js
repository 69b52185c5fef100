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

// Suggestions below a search box: an input and a list as WAI-ARIA's combobox describes them.
const WAIT = 180; // milliseconds without a key before asking

function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggestions plain";
  list.id = `${input.id}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent : "");
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  let active = -1;
  let timer = 0;
  let asked = "";

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(index) {
    const rows = list.children;
    if (!rows.length) return;
    if (rows[active]) rows[active].removeAttribute("aria-selected");
    active = (index + rows.length) % rows.length;
    rows[active].setAttribute("aria-selected", "true");
    rows[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[active].id);
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map((suggestion, index) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${index}`;
        row.setAttribute("role", "option");
        row.dataset.url = suggestion.url;
        row.textContent = suggestion.title;
        if (suggestion.sample) {
          const tag = document.createElement("small");
          tag.textContent = input.dataset.suggest;
          row.append(tag);
        }
        return row;
      }),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    const query = input.value.trim();
    asked = query;
    if (query.length < 2) return close();
    try {
      const answer = await fetch(`/tim-kiem/goi-y/?q=${encodeURIComponent(query)}`);
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (asked === query && document.activeElement === input) show(found);
    } catch {
      close(); // no network: the box still searches
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") point(active + 1);
    else if (event.key === "ArrowUp") point(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].dataset.url);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const row = event.target.closest("li");
    event.preventDefault();
    if (row) location.assign(row.dataset.url);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("[data-suggest]").forEach(suggest);
