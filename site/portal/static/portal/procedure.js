// Comfort only: the page of a procedure is whole without this file.
"use strict";

// Ticks and the chosen case stay in this browser; nothing is sent.
function keeper(name) {
  const key = `ho-so:${name}`;
  const empty = { ticks: [], chosen: 0 };
  let works = true;
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return kept && Array.isArray(kept.ticks) ? { ...empty, ...kept } : empty;
    } catch {
      works = false;
      return empty;
    }
  }
  function write(change) {
    const kept = { ...read(), ...change };
    try {
      if (kept.ticks.length || kept.chosen) localStorage.setItem(key, JSON.stringify(kept));
      else localStorage.removeItem(key);
    } catch {
      works = false;
    }
  }
  const kept = read();
  write({}); // tells whether it can be kept
  return { kept, write, works: () => works };
}

// Cases as tabs: "All cases" comes first and is chosen until somebody chooses.
function makeTabs(holder, kept, onChange) {
  const cases = [...holder.querySelectorAll("[data-case]")];
  const list = document.createElement("div");
  list.className = "case-tabs no-print";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", holder.dataset.label);
  const panel = document.createElement("div");
  panel.id = "cac-truong-hop";
  panel.setAttribute("role", "tabpanel");
  panel.append(...holder.childNodes);
  holder.append(list, panel);

  const tabs = [holder.dataset.all, ...cases.map((one) => one.dataset.label)].map((label, number) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `chon-truong-hop-${number}`;
    tab.textContent = label;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", () => choose(number));
    list.append(tab);
    return tab;
  });

  function choose(number, quietly) {
    tabs.forEach((tab, place) => {
      tab.setAttribute("aria-selected", String(place === number));
      tab.tabIndex = place === number ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", tabs[number].id);
    cases.forEach((one, place) => {
      one.hidden = number !== 0 && place !== number - 1;
    });
    for (const link of document.querySelectorAll("[data-sheet]")) {
      const address = new URL(link.href);
      if (number) address.searchParams.set("truong-hop", number);
      else address.searchParams.delete("truong-hop");
      link.href = address;
    }
    onChange(number, quietly);
  }

  list.addEventListener("keydown", (event) => {
    const here = tabs.indexOf(document.activeElement);
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    let next = -1;
    if (event.key in steps) next = (here + steps[event.key] + tabs.length) % tabs.length;
    else if (event.key === "Home") next = 0;
    else if (event.key === "End") next = tabs.length - 1;
    if (here < 0 || next < 0) return;
    event.preventDefault();
    tabs[next].focus();
    choose(next);
  });

  // A link or the search in the page may lead into a case that isn't shown.
  function showTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && panel.contains(target) && target.closest("[hidden]")) {
      choose(0);
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", showTarget);
  choose(kept < tabs.length ? kept : 0, true);
  showTarget();
}

function makeChecklist(part) {
  const bar = part.querySelector("[data-ticks]");
  if (!bar) return;
  const boxes = [...part.querySelectorAll("[data-paper]")];
  const count = bar.querySelector("[data-count]");
  const clear = bar.querySelector("[data-clear]");
  const note = bar.querySelector("[data-kept]");
  const { kept, write, works } = keeper(part.dataset.checklist);

  for (const box of boxes) box.checked = kept.ticks.includes(box.dataset.paper);

  function show() {
    const shown = boxes.filter((box) => !box.closest("[hidden]"));
    const done = shown.filter((box) => box.checked).length;
    count.textContent = count.dataset.words.replace("{done}", done).replace("{all}", shown.length);
    clear.hidden = !boxes.some((box) => box.checked);
    note.textContent = works() ? note.dataset.kept : note.dataset.lost;
  }

  part.addEventListener("change", (event) => {
    if (!event.target.matches("[data-paper]")) return;
    write({ ticks: boxes.filter((box) => box.checked).map((box) => box.dataset.paper) });
    show();
  });
  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    write({ ticks: [] });
    bar.hidden = false;
    show();
    boxes[0].focus();
  });

  bar.hidden = !boxes.length;
  const holder = part.querySelector("[data-cases]");
  if (holder) {
    makeTabs(holder, Number(kept.chosen) || 0, (chosen, quietly) => {
      if (!quietly) write({ chosen });
      show();
    });
  }
  show();
}

// Whether a counter is open now, by the clock of Việt Nam whatever the device's own zone.
function tellOpen(part) {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Ho_Chi_Minh",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const now = Object.fromEntries(clock.formatToParts(new Date()).map(({ type, value }) => [type, value]));
  const day = `${now.year}-${now.month}-${now.day}`;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const time = `${now.hour}:${now.minute}`;
  const off = part.dataset.daysOff.split(" ").includes(day);
  for (const line of part.querySelectorAll("[data-open]")) {
    const spans = off ? [] : JSON.parse(line.dataset.open)[weekday];
    const open = spans.some(([opens, closes]) => opens <= time && time < closes);
    line.textContent = open ? line.dataset.openWords : line.dataset.closedWords;
    line.classList.toggle("is-open", open);
    line.hidden = false;
  }
}

function makeSharing(part) {
  const address = part.querySelector("[data-address]");
  const share = part.querySelector("[data-share]");
  const copy = part.querySelector("[data-copy]");
  const told = part.parentElement.querySelector("[data-shared]");
  if (navigator.share) {
    share.hidden = false;
    share.addEventListener("click", async () => {
      try {
        await navigator.share({ title: share.dataset.title, url: address.textContent });
      } catch {
        // closed without sharing
      }
    });
  }
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address.textContent);
      told.textContent = copy.dataset.done;
    } catch {
      getSelection().selectAllChildren(address);
      told.textContent = copy.dataset.failed;
    }
  });
}

document.querySelectorAll("[data-checklist]").forEach(makeChecklist);
document.querySelectorAll("[data-days-off]").forEach(tellOpen);
document.querySelectorAll(".sharing").forEach(makeSharing);
