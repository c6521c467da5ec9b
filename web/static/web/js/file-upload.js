// <form data-files>: a file is sent as soon as it is chosen, one after the other, so that a bad line costs one of them and not the
// page. What did not arrive can be sent again; the server keeps the same content once.
const form = document.querySelector("form[data-files]");
const PATIENCE = 60000; // without a byte
let line = Promise.resolve();
let waiting = 0;

function words(bytes) {
  return bytes < 2 ** 20 ? `${Math.max(1, Math.round(bytes / 2 ** 10))}KB` : `${(bytes / 2 ** 20).toFixed(1).replace(".0", "")}MB`;
}

function underWay(change) {
  waiting += change;
  if (waiting) form.dataset.filesUnderWay = waiting;
  else delete form.dataset.filesUnderWay;
}

function learn({ version, draft }) {
  form.dataset.autosave = version;
  if (!form.elements.draft) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: draft }));
}

function post(address, fields, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, version: form.dataset.autosave })) body.set(name, value);
    let patience = 0;
    const wait = () => {
      clearTimeout(patience);
      patience = setTimeout(() => request.abort(), PATIENCE);
    };
    request.open("POST", address);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      wait();
      progress?.(event);
    });
    request.addEventListener("loadend", () => {
      clearTimeout(patience);
      done({ status: request.status, answer: request.response ?? {} });
    });
    wait();
    request.send(body);
  });
}

function setUp(box) {
  const input = box.querySelector('input[type="file"]');
  const list = box.querySelector(".file-list");
  const left = box.querySelector(".file-upload__left");
  input.classList.add("visually-hidden");
  box.querySelector(".file-upload__choose").hidden = false;
  box.querySelector(".file-upload__add").remove();
  input.addEventListener("change", () => {
    for (const file of input.files) new Upload(file);
    input.value = "";
  });

  class Upload {
    constructor(file) {
      this.file = file;
      this.row = box.querySelector("template").content.firstElementChild.cloneNode(true);
      this.row.querySelector("b").textContent = file.name;
      this.say(`${words(file.size)} ${this.row.querySelector(".note").textContent}`);
      this.bar = this.row.querySelector("progress");
      this.again = this.row.querySelector("[data-again]");
      this.again.addEventListener("click", () => this.queue());
      this.row.querySelector("[data-give-up]").addEventListener("click", () => this.giveUp());
      list.append(this.row);
      if (file.size > Number(box.dataset.maxBytes)) this.fail(box.dataset.tooLarge, false);
      else this.queue();
    }

    say(text, role = "none") {
      const note = this.row.querySelector(".note");
      note.setAttribute("role", role);
      note.textContent = text;
    }

    queue() {
      delete this.row.dataset.failed;
      this.again.hidden = true;
      this.bar.hidden = false;
      this.bar.value = 0;
      underWay(1);
      line = line.then(() => this.send()).finally(() => underWay(-1));
    }

    async send() {
      if (!this.row.isConnected) return;
      const { status, answer } = await post(box.dataset.address, { file: this.file }, ({ loaded, total }) => {
        this.bar.value = (100 * loaded) / total;
        this.say(`${words(this.file.size)} ${Math.round(this.bar.value)}%`);
      });
      if (!this.row.isConnected) await this.forget(status, answer);
      else if (status === 200) this.arrive(answer);
      else if (answer.error) this.fail(answer.error, false);
      else this.fail(status === 0 || status >= 500 ? box.dataset.offline : box.dataset.refused, true);
    }

    arrive(answer) {
      learn(answer);
      const twin = list.querySelector(`[data-file="${answer.id}"]`);
      if (input.multiple) twin?.remove();
      else for (const other of [...list.children]) if (other !== this.row) other.remove();
      this.row.outerHTML = answer.row;
      left.textContent = `${twin ? box.dataset.twice : box.dataset.sent}${answer.left}`;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }

    fail(problem, again) {
      this.row.dataset.failed = "";
      this.bar.hidden = true;
      this.again.hidden = !again;
      this.say(problem, "alert");
    }

    // Taken out while it was on its way: it arrived all the same.
    async forget(status, answer) {
      if (status !== 200) return;
      learn(answer);
      const removed = await post(`../files/${answer.id}/remove/`, {});
      if (removed.status === 200) learn(removed.answer);
    }

    giveUp() {
      this.row.remove();
      input.focus();
    }
  }
}

async function change(button) {
  const row = button.closest("[data-file]");
  const left = row.closest(".file-upload")?.querySelector(".file-upload__left");
  underWay(1);
  const { status, answer } = await post(button.dataset.address, {});
  underWay(-1);
  if (status !== 200 || !left) return form.requestSubmit(button);
  learn(answer);
  row.outerHTML = answer.row;
  left.textContent = answer.left;
  form.dispatchEvent(new Event("input"));
  form.querySelector(`[data-file="${answer.id}"] button`).focus();
}

// The page waits for its files; what could not be sent is asked about instead of being left behind unseen.
async function hold(submitter) {
  await line;
  const failed = form.querySelector("[data-failed]");
  if (!failed) return form.requestSubmit(submitter);
  const box = failed.closest(".file-upload");
  box.querySelector(".file-upload__left").textContent = box.dataset.unsent;
  failed.querySelector("button:not([hidden])").focus();
}

if (form) {
  form.querySelectorAll(".file-upload").forEach(setUp);
  form.addEventListener("click", (event) => {
    const button = event.target.closest(".file-upload [name=remove_file], .file-upload [name=restore_file]");
    if (!button) return;
    event.preventDefault();
    change(button);
  });
  form.addEventListener("submit", (event) => {
    const changes = ["remove_file", "restore_file"].includes(event.submitter?.name);
    if (changes || (!waiting && !form.querySelector("[data-failed]"))) return;
    event.preventDefault();
    hold(event.submitter);
  });
  addEventListener("online", () => form.querySelectorAll("[data-failed] [data-again]:not([hidden])").forEach((again) => again.click()));
}
