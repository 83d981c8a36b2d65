// Help on the pages of comments; all of them work without it.
//   [data-fill="#field"]     puts the text of data-words into that field, to be changed there
//   [data-close-place]       takes the form under a paragraph away
//   [data-open-all]          opens, then folds all sections
//   [data-filter="#list"]    shows only what fits, without accents
"use strict";

(() => {
  const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

  document.addEventListener("click", (event) => {
    const fill = event.target.closest("[data-fill]");
    if (fill) {
      const field = document.querySelector(fill.dataset.fill);
      if (!field) return;
      event.preventDefault();
      if (!field.value.trim()) field.value = fill.dataset.words;
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    const close = event.target.closest("[data-close-place]");
    if (close) {
      const place = close.closest(".place");
      if (!place) return;
      event.preventDefault();
      const say = place.parentElement.querySelector(".say");
      place.replaceChildren();
      if (say) say.focus({ preventScroll: true });
      return;
    }
    const all = event.target.closest("[data-open-all]");
    if (all) {
      const sections = document.querySelectorAll(".read-section");
      const open = all.getAttribute("aria-pressed") !== "true";
      for (const section of sections) section.open = open;
      all.setAttribute("aria-pressed", String(open));
      all.textContent = open ? "Gập các mục" : "Mở tất cả các mục";
    }
  });

  document.addEventListener("input", (event) => {
    const list = event.target.dataset.filter && document.querySelector(event.target.dataset.filter);
    if (!list) return;
    const words = bare(event.target.value).split(/\s+/).filter(Boolean);
    for (const item of list.children) {
      const text = bare(item.textContent);
      const ticked = item.querySelector("input:checked");
      item.hidden = !ticked && !words.every((word) => text.includes(word));
    }
  });

  // an address that names a paragraph opens the sections around it
  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let section = target.closest("details"); section; section = section.parentElement.closest("details")) section.open = true;
    target.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", openTarget);
  document.addEventListener("DOMContentLoaded", openTarget);
  for (const button of document.querySelectorAll("[data-open-all]")) {
    button.hidden = !document.querySelector(".read-section");
    if (![...document.querySelectorAll(".read-section")].some((section) => !section.open)) {
      button.setAttribute("aria-pressed", "true");
      button.textContent = "Gập các mục";
    }
  }

  // the form that was opened under a paragraph comes into view, ready to be typed into
  document.addEventListener("htmx:afterSwap", (event) => {
    const place = event.detail.target;
    if (!place || !place.classList.contains("place")) return;
    const field = place.querySelector("textarea");
    if (field && !place.querySelector(".notice-done, .notice-due")) field.focus({ preventScroll: true });
    const box = place.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight) {
      // what was just said stands at the top of the place
      place.scrollIntoView({ block: box.top < 0 || box.height > window.innerHeight ? "start" : "nearest" });
    }
  });
})();
