// <table data-keys>: j and k move from row to row, x ticks the row, Enter follows its link as ever, / goes to the search field.
const rows = [...document.querySelectorAll("table[data-keys] tbody th a")];
const typing = "input, select, textarea, [contenteditable]";

function move(step) {
  const here = rows.indexOf(document.activeElement);
  const there = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[there]?.focus();
}

if (rows.length || document.querySelector("[data-find]")) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(typing)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "x") document.activeElement.closest("tr")?.querySelector("input[name=pick]")?.click();
    else if (event.key === "/") document.querySelector("[data-find]")?.focus();
    else return;
    event.preventDefault();
  });
}
