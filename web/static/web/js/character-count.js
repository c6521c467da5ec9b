// <textarea data-most>: how many characters are left, once they get few. The server counts the same way and has the last word.
const FEW = 0.2; // of all that may be written
const PAUSE = 700; // milliseconds without a key, so that a screen reader speaks between words and not into them
const waiting = new WeakMap();

function say(text) {
  const said = text.parentElement.querySelector("output[data-left]");
  const most = Number(text.dataset.most);
  const left = most - [...text.value.trim().normalize("NFC")].length;
  const words = left < 0 ? said.dataset.over : left <= most * FEW ? said.dataset.left : "";
  said.textContent = words.replace("#", Math.abs(left).toLocaleString());
}

document.addEventListener("input", (event) => {
  const text = event.target;
  if (!text.matches("textarea[data-most]")) return;
  clearTimeout(waiting.get(text));
  waiting.set(text, setTimeout(say, PAUSE, text));
});
document.querySelectorAll("textarea[data-most]").forEach(say);
