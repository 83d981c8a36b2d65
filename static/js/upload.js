// Sends a scan in slices, one after the other: what has arrived stays on the server, so that a lost line loses nothing and
// the same file chosen again goes on where it stopped. Without this script the form is sent as an ordinary one.
//   form[data-upload="<purpose>"][data-upload-begin="<address>"] with an <input type="file">: sends the file and nothing else
//   form[data-staged="<purpose>"][data-upload-begin="<address>"]: its files go first, then the form with their ids in their place
"use strict";

(() => {
  const SLICE = 512 * 1024;
  const PATIENCE = [1, 2, 4, 8, 15, 30, 30, 30];
  const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const megabytes = (bytes) => (bytes / 1024 / 1024).toLocaleString("vi-VN", { maximumFractionDigits: 1 });

  const UNSURE = "Mất kết nối đúng lúc gửi xong. Hãy tải lại trang: nếu tệp đã có ở mục này thì không phải tải lên nữa.";

  class Refused extends Error {}
  class Gone extends Refused {}

  const post = async (address, token, fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      throw new Refused("Phiên làm việc đã hết. Hãy tải lại trang, đăng nhập rồi chọn lại tệp: phần đã tải lên vẫn còn.");
    }
    if (answer.status === 404) throw new Gone("Mục này không còn nữa. Hãy tải lại trang.");
    if (answer.status >= 500) throw new Error("server");
    const said = await answer.json();
    if (answer.status === 400) throw new Refused(said.error);
    return said;
  };

  // Tries again for about two minutes while the line is away; says so.
  const patiently = async (line, work) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work(attempt);
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (attempt >= PATIENCE.length) {
          throw new Refused("Mất kết nối đã lâu. Phần đã tải lên vẫn còn: khi có mạng, chọn lại đúng tệp này để tải tiếp.");
        }
        line.say(`Mất kết nối, tự thử lại sau ${PATIENCE[attempt]} giây. Phần đã tải lên vẫn còn.`, "due");
        const back = new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
        await Promise.race([wait(PATIENCE[attempt]), back]);
      }
    }
  };

  const lineFor = (place, file) => {
    const box = document.createElement("div");
    box.className = "upload-line";
    box.setAttribute("role", "status");
    const words = document.createElement("span");
    const bar = document.createElement("progress");
    bar.max = file.size;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    box.append(words, bar);
    place.append(box);
    return {
      say: (text, kind = "") => {
        words.textContent = text;
        box.className = `upload-line ${kind ? `upload-${kind}` : ""}`;
      },
      at: (sent) => {
        bar.value = sent;
        words.textContent = `${file.name}: ${megabytes(sent)} / ${megabytes(file.size)} MB`;
        box.className = "upload-line";
      },
      end: () => bar.remove(),
    };
  };

  // All slices of the file are there at the end; gives what `begin` answered.
  const sendSlices = async (line, form, purpose, file) => {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    if (!file.size) throw new Refused("Tệp rỗng. Hãy chọn lại tệp.");
    line.at(0);
    const announced = { purpose, name: file.name, size: file.size, stamp: String(file.lastModified) };
    const upload = await patiently(line, () => post(form.dataset.uploadBegin, token, announced));
    let sent = upload.received;
    while (sent < file.size) {
      line.at(sent);
      const from = sent;
      const piece = file.slice(from, from + SLICE);
      const said = await patiently(line, () => post(upload.piece, token, { start: from, piece }));
      sent = said.received;
    }
    line.at(file.size);
    return { ...upload, token };
  };

  // What `work` gives, or null once the line says what went wrong.
  const saying = async (line, file, work) => {
    try {
      const given = await work();
      line.say(`${file.name}: đã nhận`, "done");
      return given;
    } catch (error) {
      const sentence = error instanceof Refused ? error.message : "Tệp không đọc được nữa trên máy này. Hãy chọn lại tệp.";
      line.say(`${file.name}: ${sentence}`, "late");
      return null;
    } finally {
      line.end();
    }
  };

  const send = (form, file) => {
    const line = lineFor(form, file);
    return saying(line, file, async () => {
      const upload = await sendSlices(line, form, form.dataset.upload, file);
      await patiently(line, (attempt) =>
        post(upload.finish, upload.token, {}).catch((error) => {
          // asked a second time about what is gone: the first time it may have been taken, and its answer was lost
          if (attempt && error instanceof Gone) throw new Refused(UNSURE);
          throw error;
        }),
      );
      return true;
    });
  };

  // The input's file is sent; its id stands in the form where the file was.
  const stage = async (form, input) => {
    const file = input.files[0];
    const line = lineFor(input.closest(".mb-3, .file-drop") || form, file);
    const upload = await saying(line, file, () => sendSlices(line, form, `${form.dataset.staged}:${input.name}`, file));
    if (!upload) return false;
    const id = document.createElement("input");
    id.type = "hidden";
    id.name = `${input.name}_incoming`;
    id.value = upload.id;
    form.append(id);
    input.disabled = true;
    return true;
  };

  const clear = (form) => form.querySelectorAll(".upload-line").forEach((line) => line.remove());

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const sender = event.submitter;
    if (!form.matches("form[data-staged]") || event.defaultPrevented) return;
    const inputs = [...form.querySelectorAll("input[type=file]:enabled")].filter((input) => input.files.length);
    if (!inputs.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.setAttribute("data-uploading", "");
    clear(form);
    let all = true;
    for (const input of inputs) all = (await stage(form, input)) && all;
    form.removeAttribute("data-uploading");
    // js/app.js took this for the sending of the form: it hasn't been sent yet
    delete form.dataset.sending;
    for (const each of form.querySelectorAll("[aria-disabled]")) each.removeAttribute("aria-disabled");
    for (const each of form.querySelectorAll(".is-sending")) each.classList.remove("is-sending");
    if (!all) {
      form.querySelector(".upload-late")?.scrollIntoView({ block: "center" });
      return;
    }
    if (sender?.dataset.confirm || form.dataset.confirm) form.dataset.confirmed = "yes";
    form.requestSubmit(sender || undefined);
  }, true);

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-upload]")) return;
    const input = form.querySelector("input[type=file]");
    if (!input?.files.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.hasAttribute("data-uploading")) return;
    form.setAttribute("data-uploading", "");
    clear(form);
    const files = [...input.files];
    let received = 0;
    for (const file of files) received += (await send(form, file)) ? 1 : 0;
    form.removeAttribute("data-uploading");
    input.value = "";
    input.dispatchEvent(new Event("change"));
    // another row may still be sending: the page is shown anew by whoever ends last
    const left = document.querySelector("[data-uploading]");
    if (received === files.length && !left && !document.querySelector(".upload-late")) location.reload();
  }, true);

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("[data-uploading]")) event.preventDefault();
  });
})();
