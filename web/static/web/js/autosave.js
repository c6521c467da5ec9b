// <form data-autosave="version">: what was typed is kept a few seconds later, and at once when the page goes out of sight. The
// server refuses what is older than it has; then this stops, and nothing is lost, for the page can still be sent. A file that is
// under way changes the version as well (data-files-under-way).
const form = document.querySelector("form[data-autosave]");
const saved = document.querySelector("[data-autosave-saved]");
const unsaved = document.querySelector("[data-autosave-unsaved]");
const PAUSE = 8000;
let waiting = 0;
let sending = null;

function typed() {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  fields.set("autosave", "1");
  fields.set("version", form.dataset.autosave);
  return new URLSearchParams(fields);
}

function remember(draft) {
  if (form.elements.draft) return;
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: draft });
  form.append(hidden);
}

function say(words, problem = "") {
  saved.textContent = words;
  unsaved.textContent = problem;
}

async function save() {
  clearTimeout(waiting);
  waiting = 0;
  if (sending || form.dataset.filesUnderWay) return later();
  const before = form.dataset.autosave;
  sending = new AbortController();
  try {
    const keepalive = document.visibilityState === "hidden"; // only then, for browsers let so much of 64 KB outlive a page
    const answer = await fetch(location.href, { method: "POST", body: typed(), redirect: "manual", keepalive, signal: sending.signal });
    if (answer.status === 200) {
      const kept = await answer.json();
      form.dataset.autosave = kept.version;
      remember(kept.draft);
      say(kept.words);
    } else if (form.dataset.filesUnderWay || form.dataset.autosave !== before) {
      later(); // a file of this very page was faster
    } else if (answer.status !== 204) {
      stop();
      if (answer.status === 409) say("", unsaved.dataset.elsewhere);
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      say("", unsaved.dataset.offline);
      later();
    }
  }
  sending = null;
}

function later() {
  waiting ||= setTimeout(save, PAUSE);
}

function soon() {
  if (waiting && document.visibilityState === "hidden") save();
}

function stop() {
  clearTimeout(waiting);
  form.removeEventListener("input", later);
  document.removeEventListener("visibilitychange", soon);
}

if (form) {
  form.addEventListener("input", later);
  document.addEventListener("visibilitychange", soon);
  form.addEventListener("submit", () => {
    stop();
    sending?.abort();
  });
}
