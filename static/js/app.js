// Small help on top of pages that work without it. Everything is found by data-attributes:
//   form[data-guard]          asks before leaving with changes that are not saved
//   form[data-draft="key"]    keeps what was typed in this tab, and offers it again after a lost session
//   form|button[data-confirm] asks once; data-confirm-button names the button
//   form[data-auto-submit]    filters apply themselves
//   [data-file-drop]          dropping a file on the box around its input
//   input[type=file]          shows its own Vietnamese button and the chosen names; the browser speaks its own language there
//   details[data-keep-open]   with an id: stays as she left it when htmx brings the part around it anew
//   [data-copy="#id"]         copies the text of that element
//   details[data-menu]        closes on Escape and on a click elsewhere
//   table[data-check-all]     its first checkbox in <thead> checks all in <tbody>; [data-checked-count] shows how many
"use strict";

(() => {
  const changed = new WeakSet();
  const draftPrefix = "draft:";

  const notice = (kind, text) => {
    const area = document.getElementById("messages");
    if (!area) return null;
    const box = document.createElement("div");
    box.className = `notice notice-${kind}`;
    box.setAttribute("role", kind === "done" ? "status" : "alert");
    box.textContent = text;
    area.append(box);
    return box;
  };

  const button = (text, style) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn ${style}`;
    made.textContent = text;
    return made;
  };

  // --- nothing typed is lost ------------------------------------------------------------------------------------

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form) return;
    if (form.matches("[data-guard]")) changed.add(form);
    if (form.matches("[data-draft]")) keepDraft(form);
  });

  window.addEventListener("beforeunload", (event) => {
    const unsaved = [...document.querySelectorAll("form[data-guard]")].some((form) => changed.has(form));
    if (unsaved) event.preventDefault();
  });

  const draftFields = (form) =>
    [...form.elements].filter(
      (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type),
    );

  const fieldState = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);

  let draftTimer = 0;
  const keepDraft = (form) => {
    clearTimeout(draftTimer);
    draftTimer = setTimeout(() => {
      const draft = { at: new Date().toISOString(), values: draftFields(form).map((f) => [f.name, fieldState(f)]) };
      try {
        sessionStorage.setItem(draftPrefix + form.dataset.draft, JSON.stringify(draft));
      } catch {
        // storage full or forbidden: the warning on leaving is still there
      }
    }, 400);
  };

  const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith(draftPrefix));

  const offerDraft = (form) => {
    const key = draftPrefix + form.dataset.draft;
    const kept = sessionStorage.getItem(key);
    if (!kept) return;
    const draft = JSON.parse(kept);
    const fields = draftFields(form);
    const same = fields.length === draft.values.length;
    if (same && fields.every((field, index) => fieldState(field) === draft.values[index][1])) return;
    const time = new Date(draft.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    const box = notice("due", `Có phần đã gõ lúc ${time} mà chưa lưu. `);
    if (!box) return;
    const restore = button("Lấy lại", "btn-sm btn-outline-primary");
    const drop = button("Bỏ", "btn-sm btn-link");
    restore.addEventListener("click", () => {
      const used = new Map();
      for (const field of fields) {
        const nth = used.get(field.name) || 0;
        used.set(field.name, nth + 1);
        const entry = draft.values.filter(([name]) => name === field.name)[nth];
        if (!entry) continue;
        if (typeof entry[1] === "boolean") field.checked = entry[1];
        else field.value = entry[1];
      }
      changed.add(form);
      form.dispatchEvent(new CustomEvent("draft-restored"));
      box.remove();
    });
    drop.addEventListener("click", () => {
      sessionStorage.removeItem(key);
      box.remove();
    });
    box.append(restore, drop);
  };

  // --- sending --------------------------------------------------------------------------------------------------

  const ask = (text, yes, danger) =>
    new Promise((resolve) => {
      const dialog = document.createElement("dialog");
      dialog.className = "dialog";
      const words = document.createElement("p");
      words.id = "dialog-text";
      words.textContent = text;
      dialog.setAttribute("aria-labelledby", words.id);
      const row = document.createElement("div");
      row.className = "form-buttons";
      const go = button(yes, danger ? "btn-danger" : "btn-primary");
      const stay = button("Thôi, quay lại", "btn-link");
      go.addEventListener("click", () => dialog.close("yes"));
      stay.addEventListener("click", () => dialog.close(""));
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue === "yes");
      });
      row.append(go, stay);
      dialog.append(words, row);
      document.body.append(dialog);
      dialog.showModal();
      stay.focus();
    });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const sender = event.submitter;
    const question = sender?.dataset.confirm || form.dataset.confirm;
    if (question && !form.dataset.confirmed) {
      event.preventDefault();
      event.stopPropagation();
      const label = sender?.dataset.confirmButton || form.dataset.confirmButton || sender?.textContent.trim() || "Đồng ý";
      if (!(await ask(question, label, sender?.matches(".btn-danger")))) return;
      form.dataset.confirmed = "yes";
      form.requestSubmit(sender || undefined);
      return;
    }
    delete form.dataset.confirmed;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    changed.delete(form);
    if (form.matches("[data-sign-out]")) drafts().forEach((key) => sessionStorage.removeItem(key));
    if (form.dataset.draft) sessionStorage.setItem("sent-draft", draftPrefix + form.dataset.draft);
    // A page opened in another tab or a file that is downloaded leaves this page standing: it must stay usable.
    if (form.target || form.matches("[data-download]") || form.hasAttribute("hx-post")) return;
    form.dataset.sending = "yes";
    // after the browser has read the form, or the pressed button's own value would not be sent
    setTimeout(() => {
      for (const each of form.querySelectorAll("button[type=submit], button:not([type])")) each.setAttribute("aria-disabled", "true");
      sender?.classList.add("is-sending");
    });
    // an answer that never comes must not leave a form that can't be sent
    setTimeout(letSendAgain, 15000);
  }, true);

  const letSendAgain = () => {
    for (const form of document.querySelectorAll("form[data-sending]")) {
      delete form.dataset.sending;
      for (const each of form.querySelectorAll("[aria-disabled]")) each.removeAttribute("aria-disabled");
      for (const each of form.querySelectorAll(".is-sending")) each.classList.remove("is-sending");
    }
  };

  // coming back with the browser's back button shows the page as it was left
  window.addEventListener("pageshow", letSendAgain);

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-auto-submit]") && event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) {
      form.requestSubmit();
    }
  });

  // --- files ----------------------------------------------------------------------------------------------------

  const size = (bytes) =>
    bytes < 1024 * 1024
      ? `${Math.max(1, Math.round(bytes / 1024)).toLocaleString("vi-VN")} KB`
      : `${(bytes / 1024 / 1024).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;

  // The input itself lies over its new face, unseen: what is clicked, tabbed to, dropped on and sent is still the input.
  const enhanceFile = (input) => {
    if (input.dataset.ready || input.hidden) return;
    input.dataset.ready = "yes";
    const face = document.createElement("span");
    face.className = "file-pick";
    const label = document.createElement("span");
    label.className = "file-pick-button";
    label.textContent = input.multiple ? "Chọn các tệp" : "Chọn tệp";
    const names = document.createElement("span");
    names.className = "file-pick-names";
    for (const part of [label, names]) part.setAttribute("aria-hidden", "true");
    const show = () => {
      names.textContent = [...input.files].map((file) => `${file.name} (${size(file.size)})`).join(", ") || "Chưa chọn tệp nào";
      face.classList.toggle("is-chosen", input.files.length > 0);
    };
    input.before(face);
    face.append(label, names, input);
    input.addEventListener("change", show);
    input.form?.addEventListener("reset", () => setTimeout(show));
    show();
  };

  const enhanceDrop = (zone) => {
    const input = zone.querySelector("input[type=file]");
    if (!input || zone.dataset.ready) return;
    zone.dataset.ready = "yes";
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  // --- small conveniences ---------------------------------------------------------------------------------------

  const copyText = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    // a local network without HTTPS has no clipboard API: the old way still works there
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy refused");
  };

  document.addEventListener("click", async (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const pressed = event.target.closest?.("[data-copy]");
    if (!pressed) return;
    const source = document.querySelector(pressed.dataset.copy);
    const before = pressed.textContent;
    try {
      await copyText(source.value ?? source.textContent);
      pressed.textContent = "Đã sao chép";
    } catch {
      pressed.textContent = "Hãy chọn chữ rồi bấm Ctrl+C";
    }
    setTimeout(() => (pressed.textContent = before), 2500);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  const countChecked = (table) => {
    const boxes = [...table.querySelectorAll("tbody input[type=checkbox]")];
    const count = boxes.filter((box) => box.checked).length;
    const all = table.querySelector("thead input[type=checkbox]");
    if (all) {
      all.checked = count > 0 && count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    }
    for (const place of document.querySelectorAll("[data-checked-count]")) place.textContent = count.toLocaleString("vi-VN");
  };

  document.addEventListener("change", (event) => {
    const table = event.target.closest?.("table[data-check-all]");
    if (!table || event.target.type !== "checkbox") return;
    if (event.target.closest("thead")) {
      for (const box of table.querySelectorAll("tbody input[type=checkbox]:not(:disabled)")) box.checked = event.target.checked;
    }
    countChecked(table);
  });

  // --- htmx: say what went wrong, lose nothing --------------------------------------------------------------------

  const lost = "Chưa kết nối được với máy chủ. Điều vừa gõ vẫn còn trên trang; hãy thử lại sau ít phút.";
  document.addEventListener("htmx:sendError", () => notice("late", lost));
  document.addEventListener("htmx:timeout", () => notice("late", lost));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 403) notice("late", "Phiên làm việc đã hết. Hãy mở lại trang và đăng nhập rồi làm tiếp.");
    else if (status === 404) notice("late", "Mục này không còn nữa. Hãy tải lại trang để xem danh sách mới nhất.");
    else notice("late", "Máy chủ chưa làm được việc vừa rồi. Điều vừa gõ vẫn còn trên trang; hãy thử lại.");
  });

  const opened = new Map();
  document.addEventListener("htmx:beforeSwap", () => {
    for (const each of document.querySelectorAll("details[data-keep-open][id]")) opened.set(each.id, each.open);
  });

  // where a row of tabs is wider than the screen, the one she is on stands in sight
  const showTab = (row) => {
    const tab = row.querySelector("[aria-current]");
    if (tab && row.scrollWidth > row.clientWidth) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  };

  // --- start ----------------------------------------------------------------------------------------------------

  const enhance = (root) => {
    root.querySelectorAll("input[type=file]").forEach(enhanceFile);
    root.querySelectorAll("[data-file-drop]").forEach(enhanceDrop);
    root.querySelectorAll("details[data-keep-open][id]").forEach((each) => (each.open = opened.get(each.id) ?? each.open));
    root.querySelectorAll(".tabs").forEach(showTab);
    root.querySelectorAll("[data-copy]").forEach((each) => (each.hidden = false));
    root.querySelectorAll("table[data-check-all]").forEach(countChecked);
  };

  document.addEventListener("htmx:afterSettle", (event) => enhance(event.target));
  enhance(document);
  if (document.querySelector("[data-saved]") && sessionStorage.getItem("sent-draft")) {
    sessionStorage.removeItem(sessionStorage.getItem("sent-draft"));
    sessionStorage.removeItem("sent-draft");
  }
  document.querySelectorAll("form[data-draft]").forEach(offerDraft);
  // a form that came back with errors holds what was typed and is not saved yet
  document.querySelectorAll(".error-summary").forEach((summary) => {
    const form = summary.closest("form[data-guard]");
    if (form) changed.add(form);
  });
  document.querySelector("[data-focus]")?.focus();
})();
