// The rows of a preview scroll in a box of their own, and each correction brings a new box: it opens where the old one stood.
"use strict";

(() => {
  let left = 0;
  let top = 0;

  document.addEventListener("htmx:beforeSwap", () => {
    const rows = document.querySelector(".sheet-rows");
    if (!rows) return;
    left = rows.scrollLeft;
    top = rows.scrollTop;
  });

  document.addEventListener("htmx:afterSwap", () => {
    const rows = document.querySelector(".sheet-rows");
    if (!rows) return;
    rows.scrollLeft = left;
    rows.scrollTop = top;
  });
})();
