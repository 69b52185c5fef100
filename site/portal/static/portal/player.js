// Plays a recording in the page, once its reader asks for it. Without this file the same words are a link to the recording.
"use strict";

function captionsOf(link) {
  const track = document.createElement("track");
  track.kind = "captions";
  track.src = link.dataset.captions;
  track.srclang = link.dataset.captionsLanguage;
  track.label = link.dataset.captionsLabel;
  track.default = true;
  return track;
}

function playerOf(link, picture) {
  const media = document.createElement(link.dataset.play);
  media.className = "player-media";
  media.controls = true;
  media.preload = "none";
  media.setAttribute("aria-label", link.dataset.title);
  if (link.dataset.play === "video") {
    media.playsInline = true;
    if (picture) {
      media.poster = picture.currentSrc || picture.src;
      media.width = picture.width;
      media.height = picture.height;
    }
    if (link.dataset.captions) media.append(captionsOf(link));
  }
  media.src = link.href;
  return media;
}

function play(button, link) {
  const figure = button.closest("[data-player]");
  const picture = figure.querySelector("img");
  const media = playerOf(link, picture);
  const trouble = figure.querySelector("[data-player-trouble]");
  media.addEventListener("error", () => (trouble.hidden = false));
  media.addEventListener("playing", () => (trouble.hidden = true));
  // A video takes the place of its picture; a sound recording has its controls below it.
  const place = link.dataset.play === "video" ? button.parentElement : button;
  place.replaceWith(media);
  media.focus();
  media.play().catch(() => {}); // who forbids it to begin by itself presses its own button
}

for (const link of document.querySelectorAll("[data-play]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.addEventListener("click", () => play(button, link));
  link.replaceWith(button);
}
