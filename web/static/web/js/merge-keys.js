// <form data-merge>: j and k move from card to card, 1 to 9 choose on the card that has the focus.
const cards = [...document.querySelectorAll("[data-merge-card]")];
const typing = "input:not([type=radio]), select, textarea, [contenteditable]";
const help = document.querySelector("[data-merge-help]");

function move(step) {
  const here = cards.findIndex((card) => card.contains(document.activeElement));
  const there = here < 0 ? (step > 0 ? 0 : cards.length - 1) : here + step;
  cards[there]?.focus();
  cards[there]?.scrollIntoView({ block: "nearest" });
}

function choose(number) {
  const card = cards.find((each) => each.contains(document.activeElement));
  const group = document.activeElement.closest("fieldset") ?? card?.querySelector("fieldset:not(:has(:checked))") ?? card?.querySelector("fieldset");
  const radio = group?.querySelectorAll("input[type=radio]")[number - 1];
  if (!radio) return false;
  radio.focus();
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

// What is decided says so at once; the words are the server's own (data-decided).
function mark(card) {
  const label = card.querySelector("[data-decided]");
  const isOpen = [...card.querySelectorAll("fieldset")].some((group) => !group.querySelector("input[type=radio]:checked"));
  if (!label || isOpen) return;
  label.textContent = label.dataset.decided;
  label.className = "label label--done";
}

if (cards.length) {
  for (const card of cards) card.addEventListener("change", () => mark(card));
  if (help) help.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(typing)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (!/^[1-9]$/.test(event.key) || !choose(Number(event.key))) return;
    event.preventDefault();
  });
}
