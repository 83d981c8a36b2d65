// The rich text of one section, on top of a page that works without it: forms with data-editor-form.
//   [data-editor-rich] is shown with the toolbar and the editor, [data-editor-plain] goes;
//   data-autosave is the address to which what is typed is sent every few seconds.
// Only what an official paper may hold: paragraphs, bold lines, lists, tables, bold and italic words, line breaks.

const script = document.getElementById("editor-script");
const SAVE_AFTER = 4000;

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};

let loading = null;
const prose = () => {
  // the address has a hash that only the page knows, so the module is named by it and not by an import line
  loading ||= import(new URL(script.dataset.prose, document.baseURI).href);
  return loading;
};

// --- toolbar --------------------------------------------------------------------------------------------------------

const BUTTONS = [
  ["Đậm", "B", "bold", (chain) => chain.toggleBold(), (editor) => editor.isActive("bold"), "Ctrl+B"],
  ["Nghiêng", "I", "italic", (chain) => chain.toggleItalic(), (editor) => editor.isActive("italic"), "Ctrl+I"],
  null,
  ["Dòng đậm trong mục", "Dòng đậm", "", (chain) => chain.toggleHeading({ level: 3 }), (editor) => editor.isActive("heading")],
  ["Gạch đầu dòng", "– Gạch", "", (chain) => chain.toggleBulletList(), (editor) => editor.isActive("bulletList")],
  ["Đánh số", "1. Số", "", (chain) => chain.toggleOrderedList(), (editor) => editor.isActive("orderedList")],
  ["Thụt vào một cấp", "→", "", (chain) => chain.sinkListItem("listItem"), null, "Tab", (editor) => editor.isActive("listItem")],
  ["Lùi ra một cấp", "←", "", (chain) => chain.liftListItem("listItem"), null, "Shift+Tab", (editor) => editor.isActive("listItem")],
  null,
  ["Chèn bảng", "Bảng", "", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null, "", (editor) => !editor.isActive("table")],
  ["Thêm hàng dưới", "+ Hàng", "", (chain) => chain.addRowAfter(), null, "", (editor) => editor.isActive("table"), true],
  ["Thêm cột sau", "+ Cột", "", (chain) => chain.addColumnAfter(), null, "", (editor) => editor.isActive("table"), true],
  ["Bỏ hàng", "− Hàng", "", (chain) => chain.deleteRow(), null, "", (editor) => editor.isActive("table"), true],
  ["Bỏ cột", "− Cột", "", (chain) => chain.deleteColumn(), null, "", (editor) => editor.isActive("table"), true],
  ["Gộp hoặc tách ô", "Gộp ô", "", (chain) => chain.mergeOrSplit(), null, "", (editor) => editor.isActive("table"), true],
  ["Bỏ bảng", "Bỏ bảng", "", (chain) => chain.deleteTable(), null, "", (editor) => editor.isActive("table"), true],
  null,
  ["Hoàn tác", "↶", "", (chain) => chain.undo(), null, "Ctrl+Z", (editor) => editor.can().undo()],
  ["Làm lại", "↷", "", (chain) => chain.redo(), null, "Ctrl+Y", (editor) => editor.can().redo()],
];

const fillToolbar = (bar, editor, figures) => {
  const update = [];
  for (const entry of BUTTONS) {
    if (!entry) {
      bar.append(element("span", { class: "parting", "aria-hidden": "true" }));
      continue;
    }
    const [title, text, style, command, isActive, keys, isAble, hides] = entry;
    const label = keys ? `${title} (${keys})` : title;
    const button = element("button", { type: "button", class: style, title: label, "aria-label": title }, text);
    button.addEventListener("click", () => command(editor.chain().focus()).run());
    bar.append(button);
    update.push(() => {
      if (isActive) button.setAttribute("aria-pressed", String(isActive(editor)));
      const able = !isAble || isAble(editor);
      if (hides) button.hidden = !able;
      else button.disabled = !able;
    });
  }
  if (figures) {
    const choice = element("select", { "aria-label": "Chèn số liệu" }, element("option", { value: "" }, "Chèn số liệu…"));
    for (const option of figures.content.querySelectorAll("option")) {
      choice.append(element("option", { value: option.value, title: option.textContent }, option.value));
    }
    choice.addEventListener("change", () => {
      if (!choice.value) return;
      editor.chain().focus().insertContent(`{{${choice.value}}}`).run();
      choice.value = "";
    });
    bar.append(choice);
  }
  const refresh = () => update.forEach((each) => each());
  editor.on("transaction", refresh);
  editor.on("selectionUpdate", refresh);
  refresh();
};

// --- saving while she types -----------------------------------------------------------------------------------------

const autosave = (form, status) => {
  let timer = 0;
  let sending = false;
  let again = false;
  let saved = false; // the form itself is on its way: nothing of it is a draft any more
  const flight = new AbortController();
  const say = (text, kind = "") => {
    status.textContent = text;
    status.className = `editor-status ${kind}`;
  };
  const send = async () => {
    timer = 0;
    if (saved) return;
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    const fields = new FormData();
    for (const name of ["csrfmiddlewaretoken", "heading", "html", "based_on"]) fields.append(name, form.elements[name].value);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: fields,
        headers: { Accept: "application/json" },
        redirect: "manual",
        signal: flight.signal,
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        say("Phiên làm việc đã hết. Lời văn vẫn giữ trong trình duyệt này: mở lại trang, đăng nhập rồi bấm “Lấy lại”.", "is-lost");
      } else if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
        const said = await answer.json();
        if (said.refusal) say(said.refusal, "is-lost");
        else say(`Đã lưu nháp lúc ${said.saved_at}. ${said.changed}`, said.changed ? "is-due" : "");
      } else {
        say("Chưa lưu nháp được. Lời văn vẫn còn trên trang; hãy thử bấm “Lưu mục”.", "is-lost");
      }
    } catch {
      if (saved) return;
      say("Mất kết nối, chưa lưu nháp được. Lời văn vẫn còn trên trang và sẽ được gửi khi có mạng.", "is-lost");
      again = true;
    }
    sending = false;
    if (again) {
      again = false;
      later();
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, SAVE_AFTER);
  };
  form.addEventListener("input", later);
  window.addEventListener("online", later);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    saved = true;
    clearTimeout(timer);
    flight.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) {
      clearTimeout(timer);
      send();
    }
  });
};

// --- one form -------------------------------------------------------------------------------------------------------

const enhance = async (form) => {
  if (form.dataset.editorForm === "ready") return;
  form.dataset.editorForm = "ready";
  const rich = form.querySelector("[data-editor-rich]");
  const source = form.querySelector("[data-editor-html]");
  const status = form.querySelector("[data-editor-status]");
  let made;
  try {
    made = await prose();
  } catch {
    return; // the plain text is there
  }
  const {
    Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History, Italic, ListItem, OrderedList,
    Paragraph, Table, TableCell, TableHeader, TableRow, Text, TrailingNode,
  } = made;
  source.disabled = false;
  const mount = element("div", { class: "prose-editor" });
  rich.append(mount);
  const label = source.getAttribute("aria-labelledby");
  const editor = new Editor({
    element: mount,
    injectCSS: false,
    content: source.value,
    extensions: [
      Document, Paragraph, Text, Bold, Italic, HardBreak, Heading.configure({ levels: [3] }), BulletList, OrderedList, ListItem,
      Table, TableRow, TableHeader, TableCell, History, Gapcursor, Dropcursor, TrailingNode,
    ],
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label, lang: "vi", spellcheck: "false" } },
    onUpdate: ({ editor: one }) => {
      source.value = one.isEmpty ? "" : one.getHTML();
      source.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  fillToolbar(form.querySelector("[data-toolbar]"), editor, form.querySelector("[data-figures]"));
  rich.hidden = false;
  const plain = form.querySelector("[data-editor-plain]");
  plain.remove();
  form.addEventListener("draft-restored", () => editor.commands.setContent(source.value));
  if (form.dataset.autosave) autosave(form, status);
};

const enhanceAll = (root) => {
  if (root.matches?.("form[data-editor-form]")) enhance(root);
  root.querySelectorAll("form[data-editor-form]").forEach(enhance);
};

document.addEventListener("htmx:afterSettle", (event) => enhanceAll(event.target));
document.addEventListener("htmx:load", (event) => enhanceAll(event.detail.elt));
enhanceAll(document);
