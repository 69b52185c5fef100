// Comfort only: the search works without this file.
"use strict";

(() => {
  const words = document.currentScript.dataset;
  const WAIT = 180; // milliseconds without a key before asking
  const KEY = "tim-gan-day";
  const KEPT = 8;
  const SHOWN = 4;
  const LONGEST = 120; // characters of a search worth offering again

  // Recent searches stay in this browser; where it keeps nothing, there are none.
  function recent() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((query) => typeof query === "string") : [];
    } catch {
      return [];
    }
  }

  function remember(query) {
    if (query.length > LONGEST) return;
    const others = recent().filter((other) => other.toLowerCase() !== query.toLowerCase());
    try {
      localStorage.setItem(KEY, JSON.stringify([query, ...others].slice(0, KEPT)));
    } catch {
      // Nothing may be kept here.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // There was nothing.
    }
  }

  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const addressOf = (query) => `/tim-kiem/?q=${encodeURIComponent(query)}`;

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function clearButton(after) {
    const button = element("button", { type: "button", className: "clear", textContent: words.clear });
    button.addEventListener("click", () => {
      forget();
      after();
    });
    return button;
  }

  // An input and the list below it, as WAI-ARIA's combobox describes them.
  function suggest(input) {
    const list = element("div", { id: `${input.id}-suggestions`, className: "options" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent : "");
    const popup = element("div", { className: "suggestions", hidden: true }, list);
    const said = element("p", { className: "unseen" });
    said.setAttribute("role", "status");
    input.after(popup, said);
    // A search field may not be a combobox; the keyboard of a phone shows the same key.
    input.type = "text";
    input.enterKeyHint = "search";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    let active = -1;
    let timer = 0;
    let asked = "";

    const rows = () => [...list.querySelectorAll("[role=option]")];

    function close() {
      clearTimeout(timer);
      asked = "";
      popup.hidden = true;
      active = -1;
      said.textContent = "";
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function point(index) {
      const all = rows();
      if (!all.length) return;
      if (all[active]) all[active].removeAttribute("aria-selected");
      active = (index + all.length) % all.length;
      all[active].setAttribute("aria-selected", "true");
      all[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", all[active].id);
    }

    function option(title, url, { code, sample }) {
      const row = element("div", {}, element("span", { className: "name", textContent: title }));
      row.setAttribute("role", "option");
      row.dataset.url = url;
      const notes = [code, sample && input.dataset.suggest].filter(Boolean).join(" · ");
      if (notes) row.append(element("small", { textContent: notes }));
      return row;
    }

    function group(label, options) {
      if (!options.length) return [];
      const heading = element("div", { className: "heading", textContent: label });
      heading.setAttribute("aria-hidden", "true");
      const made = element("div", {}, heading, ...options);
      made.setAttribute("role", "group");
      made.setAttribute("aria-label", label);
      return [made];
    }

    function show(suggestions) {
      const typed = plain(input.value.trim());
      const queries = recent()
        .filter((query) => plain(query).includes(typed) && plain(query) !== typed)
        .slice(0, SHOWN);
      const made = (some) => some.map((one) => option(one.title, one.url, one));
      list.replaceChildren(
        ...group(words.procedures, made(suggestions.filter((one) => one.type === "procedure"))),
        ...group(words.pages, made(suggestions.filter((one) => one.type !== "procedure"))),
        ...group(words.recent, queries.map((query) => option(query, addressOf(query), {}))),
      );
      const all = rows();
      all.forEach((row, index) => {
        row.id = `${list.id}-${index}`;
      });
      if (popup.lastChild !== list) popup.lastChild.remove();
      if (queries.length) {
        popup.append(
          clearButton(() => {
            input.focus();
            close();
          }),
        );
      }
      active = -1;
      input.removeAttribute("aria-activedescendant");
      popup.hidden = !all.length;
      input.setAttribute("aria-expanded", String(!popup.hidden));
      said.textContent = all.length ? `${words.count} ${all.length}` : "";
    }

    async function ask() {
      const query = input.value.trim();
      asked = query;
      if (query.length < 2) return query ? close() : show([]);
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
    input.addEventListener("click", () => {
      if (popup.hidden && !input.value.trim()) show([]);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !popup.hidden) close();
      else if (event.key === "ArrowDown" && popup.hidden) ask();
      else if (event.key === "ArrowDown") point(active + 1);
      else if (event.key === "ArrowUp" && !popup.hidden) point(active < 0 ? -1 : active - 1);
      else if (event.key === "Enter" && active >= 0) location.assign(rows()[active].dataset.url);
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) location.assign(row.dataset.url);
    });
    popup.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      input.focus();
      close();
    });
    for (const part of [input, popup]) {
      part.addEventListener("focusout", (event) => {
        if (event.relatedTarget !== input && !popup.contains(event.relatedTarget)) close();
      });
    }
  }

  // The page without a question shows the recent searches as plain links.
  function list(place) {
    const queries = recent();
    place.hidden = !queries.length;
    place.replaceChildren(
      element("h2", { textContent: words.recent }),
      element(
        "ul",
        { className: "plain" },
        ...queries.map((query) =>
          element("li", {}, element("a", { href: addressOf(query), textContent: query, className: "download" })),
        ),
      ),
      clearButton(() => {
        place.hidden = true;
        document.getElementById("q-main")?.focus();
      }),
    );
  }

  for (const form of document.querySelectorAll("[data-remember]")) remember(form.dataset.remember);
  document.querySelectorAll("[data-suggest]").forEach(suggest);
  document.querySelectorAll("[data-recent-searches]").forEach(list);
})();
