// <form class="bulk-scope">: a tick for all rows of the page, and how many are ticked. Without it, rows are ticked one by one.
const scope = document.querySelector("form.bulk-scope");
const rows = scope ? [...scope.querySelectorAll("tbody input[name=pick]")] : [];

if (rows.length) {
  const all = scope.querySelector("[data-all-rows]");
  const count = scope.querySelector("[data-bulk-count]");
  let last = null;

  const show = () => {
    const ticked = rows.filter((each) => each.checked).length;
    all.checked = ticked === rows.length;
    all.indeterminate = ticked > 0 && !all.checked;
    count.textContent = ticked ? `${ticked}件を選んでいます` : "";
  };

  all.hidden = false;
  all.addEventListener("change", () => {
    for (const each of rows) each.checked = all.checked;
    show();
  });
  // With Shift, everything between this tick and the last one.
  scope.addEventListener("click", (event) => {
    const here = rows.indexOf(event.target);
    if (here < 0) return;
    if (event.shiftKey && last !== null) {
      for (const each of rows.slice(Math.min(here, last), Math.max(here, last) + 1)) each.checked = event.target.checked;
    }
    last = here;
  });
  scope.addEventListener("change", show);
  scope.addEventListener("reset", () => setTimeout(show));
  show();
}
