// Covers a page of the personnel room when nobody has touched it for a while: nothing of it is painted until she clicks.
// After a longer while she is signed out and signs in again. A touch in any tab of the room counts for all of them.
"use strict";

(() => {
  const source = document.querySelector("template[data-cover]");
  if (!source) return;
  const coverAfter = Number(source.dataset.coverAfter) * 1000;
  const signOutAfter = Number(source.dataset.coverSignOutAfter) * 1000;
  const key = "personnel-touched";
  const title = document.title;
  let cover = null;
  let signedOut = false;
  let here = Date.now();

  const shared = () => {
    try {
      return Number(localStorage.getItem(key)) || 0;
    } catch {
      return 0;
    }
  };

  const touched = () => {
    if (cover) return;
    const now = Date.now();
    if (now - here < 1000 && here !== 0) return;
    here = now;
    try {
      localStorage.setItem(key, String(now));
    } catch {
      // storage forbidden: this tab counts for itself
    }
  };

  const lastTouch = () => Math.max(here, shared());

  const uncover = () => {
    if (!cover || signedOut) return;
    const gone = cover;
    cover = null;
    document.body.classList.remove("is-covered");
    document.title = title;
    gone.close();
    gone.remove();
    here = 0;
    touched();
  };

  const putCover = () => {
    if (cover) return;
    cover = source.content.querySelector("dialog").cloneNode(true);
    document.body.append(cover);
    document.body.classList.add("is-covered");
    document.title = "Màn hình đã được che";
    cover.querySelector("[data-cover-open]").addEventListener("click", uncover);
    cover.addEventListener("cancel", (event) => event.preventDefault());
    // some browsers close a dialog at the second Escape whatever is said
    cover.addEventListener("close", () => cover?.showModal());
    cover.showModal();
  };

  const signOut = async () => {
    signedOut = true;
    putCover();
    const form = document.querySelector("form[data-sign-out]");
    const again = cover.querySelector("[data-cover-again]");
    again.href = source.dataset.coverSignIn;
    again.hidden = false;
    cover.querySelector("[data-cover-open]").hidden = true;
    cover.querySelector("[data-cover-words]").textContent =
      "Đã lâu không có ai dùng nên phiên làm việc kết thúc. Hãy đăng nhập lại để mở trang này.";
    again.focus();
    // what stood on the page is gone from it, too
    document.querySelector("main")?.replaceChildren();
    try {
      if (form) await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    } catch {
      // no line: the session ends by itself
    }
  };

  const look = () => {
    if (signedOut) return;
    const idle = Date.now() - lastTouch();
    if (document.querySelector("[data-uploading]")) return;
    if (idle >= signOutAfter) signOut();
    else if (idle >= coverAfter) putCover();
  };

  for (const kind of ["pointerdown", "pointermove", "keydown", "scroll", "input", "touchstart"]) {
    document.addEventListener(kind, touched, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", look);
  // the browser's back button must not show a page as it was an hour ago
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  here = 0;
  touched();
  setInterval(look, 1000);
})();
