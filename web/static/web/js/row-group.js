// Rows of the same questions (data-rows: the group's name): one more, or one less, without asking the server. The buttons are
// those that work without this; what was removed can be put back until the next one goes, and is gone from the answers with the
// page that is sent.
const NEW = "0new0";

function rowsOf(group) {
  return [...group.querySelectorAll(":scope > .row-group__row")];
}

function arrange(group) {
  const rows = rowsOf(group);
  const { least, most, label, remove: removal, count } = group.dataset;
  rows.forEach((row, place) => {
    row.querySelector(":scope > legend").textContent = label.replaceAll(NEW, place + 1);
    const remove = row.querySelector('button[name="remove_row"]');
    remove.hidden = rows.length <= Number(least);
    remove.textContent = removal.replaceAll(NEW, place + 1);
  });
  const isFull = rows.length >= Number(most);
  group.querySelector('button[name="add_row"]').hidden = isFull;
  group.querySelector(".row-group__full").hidden = !isFull;
  if (isFull) group.querySelector(".row-group__removed")?.remove();
  group.querySelector(".row-group__count").textContent = count.replaceAll(NEW, rows.length);
  group.dispatchEvent(new Event("input", { bubbles: true }));
}

function copy(group, template, number) {
  const holder = document.createElement("div");
  holder.append(group.querySelector(`:scope > template[${template}]`).content.cloneNode(true));
  holder.innerHTML = holder.innerHTML.replaceAll(NEW, number);
  return holder.firstElementChild;
}

// The greatest key that a row ever had: one that was removed may come back.
function lastKey(group) {
  const keys = rowsOf(group).map((row) => Number(row.querySelector(`:scope > [name="${group.dataset.rows}"]`).value));
  group.dataset.key = Math.max(Number(group.dataset.key ?? -1), ...keys);
  return Number(group.dataset.key);
}

function add(group) {
  const row = copy(group, "data-row", lastKey(group) + 1);
  group.querySelector(".row-group__more").before(row);
  row.dispatchEvent(new Event("appeared", { bubbles: true }));
  arrange(group);
  row.focus();
}

function remove(group, row) {
  lastKey(group);
  const note = copy(group, "data-removed", rowsOf(group).indexOf(row) + 1);
  const back = note.querySelector("button");
  back.addEventListener("click", () => {
    note.replaceWith(row);
    arrange(group);
    row.focus();
  });
  group.querySelector(".row-group__removed")?.remove();
  row.replaceWith(note);
  arrange(group);
  back.focus();
}

for (const group of document.querySelectorAll("[data-rows]")) {
  group.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="add_row"], button[name="remove_row"]');
    if (!button) return;
    event.preventDefault();
    if (button.name === "add_row") add(group);
    else remove(group, button.closest(".row-group__row"));
  });
}
