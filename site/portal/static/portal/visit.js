// Says once that the page was looked at: its number, nothing of the reader; see procedures/catalogue/views.py.
"use strict";

const counted = document.currentScript.dataset;
if (counted.page && navigator.sendBeacon) {
  addEventListener("load", () => {
    // Not for a page that is loaded in advance or in the background and never seen.
    const send = () => navigator.sendBeacon(counted.to, new URLSearchParams({ trang: counted.page }));
    if (document.visibilityState === "visible") send();
    else document.addEventListener("visibilitychange", send, { once: true });
  });
}
