// Where several can be chosen: whoever ticks "none of these" means nothing else, and the other way round.
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.type !== "checkbox" || !box.checked) return;
  for (const other of box.closest("[data-several]")?.querySelectorAll('input[type="checkbox"]') ?? []) {
    if (other !== box && ("exclusive" in box.dataset || "exclusive" in other.dataset)) other.checked = false;
  }
});

// <select data-narrow="label" data-narrowed="words">: a long list gets a box above it; what is typed there narrows the list down.
const LONG = 15;

function folded(text) {
  const wide = text.normalize("NFKC").toLowerCase();
  return wide.replace(/[\u3041-\u3096]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
}

function narrow(select) {
  const [none, ...options] = select.options;
  if (options.length < LONG || document.getElementById(`${select.id}-narrow`)) return;
  const label = Object.assign(document.createElement("label"), { className: "field__note", textContent: select.dataset.narrow });
  const box = Object.assign(document.createElement("input"), { className: "input", type: "search", autocomplete: "off" });
  const count = Object.assign(document.createElement("p"), { className: "field__note" });
  label.htmlFor = box.id = `${select.id}-narrow`;
  count.setAttribute("role", "status");
  select.before(label, box, count);
  box.addEventListener("input", () => {
    const wanted = folded(box.value).split(/\s+/).filter(Boolean);
    const found = options.filter((option) => option.selected || wanted.every((word) => folded(`${option.text} ${option.dataset.kana ?? ""}`).includes(word)));
    select.replaceChildren(none, ...found);
    count.textContent = wanted.length ? `${found.length}${select.dataset.narrowed}` : "";
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    select.focus();
  });
}

document.querySelectorAll("select[data-narrow]").forEach(narrow);
document.addEventListener("appeared", (event) => event.target.querySelectorAll("select[data-narrow]").forEach(narrow));
