// <dialog data-session-seconds data-stay>: warns two minutes before the session ends, and goes on at a press. Windows tell each other
// that somebody works in one of them. The server moves the end on once a minute, so the last minute is not counted on.
const dialog = document.querySelector("dialog[data-session-seconds]");
const others = dialog && new BroadcastChannel("session");
const WARNING = 120_000;
let endsAt = 0;
let timer = 0;

function begin() {
  endsAt = Date.now() + (dialog.dataset.sessionSeconds - 60) * 1000;
  dialog.close();
  look();
}

function look() {
  clearTimeout(timer);
  const left = endsAt - Date.now();
  if (left > WARNING) timer = setTimeout(look, left - WARNING);
  else if (left > 0) warn(left);
  else show("ended");
}

function warn(left) {
  const end = new Date(endsAt);
  dialog.querySelector("[data-at]").textContent = `${end.getHours()}時${String(end.getMinutes()).padStart(2, "0")}分`;
  show("soon");
  timer = setTimeout(look, left);
}

function show(part) {
  for (const each of dialog.querySelectorAll("[data-part]")) each.hidden = each.dataset.part !== part;
  dialog.setAttribute("aria-labelledby", `session-${part}`);
  if (!dialog.open) dialog.showModal();
}

async function stay() {
  const answer = await fetch(dialog.dataset.stay, { redirect: "manual" }).catch(() => null);
  if (answer?.status !== 204) return show("ended");
  others.postMessage("working");
  begin();
}

if (dialog) {
  begin();
  others.postMessage("working");
  others.addEventListener("message", begin);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
  dialog.querySelector("[data-go-on]").addEventListener("click", (event) => {
    event.preventDefault();
    stay();
  });
}
