// Rows of the same questions (data-rows: the group's name): one more, or one less, without asking the server. The buttons are
// those that work without this; what was removed is gone from the answers with the next page that is sent.
const NEW = "0new0";

function arrange(group) {
  const rows = group.querySelectorAll(":scope > .row-group__row");
  const { least, most, label, remove: removal } = group.dataset;
  rows.forEach((row, place) => {
    row.querySelector(":scope > legend").textContent = label.replaceAll(NEW, place + 1);
    const remove = row.querySelector('button[name="remove_row"]');
    remove.hidden = rows.length <= Number(least);
    remove.textContent = removal.replaceAll(NEW, place + 1);
  });
  const isFull = rows.length >= Number(most);
  group.querySelector('button[name="add_row"]').hidden = isFull;
  group.querySelector(".row-group__full").hidden = !isFull;
  group.dispatchEvent(new Event("input", { bubbles: true }));
}

function add(group) {
  const keys = [...group.querySelectorAll(`input[type="hidden"][name="${group.dataset.rows}"]`)].map((key) => Number(key.value));
  const fresh = group.querySelector(":scope > template").content.cloneNode(true);
  const holder = document.createElement("div");
  holder.append(fresh);
  holder.innerHTML = holder.innerHTML.replaceAll(NEW, Math.max(-1, ...keys) + 1);
  const row = holder.firstElementChild;
  group.querySelector(".row-group__more").before(row);
  arrange(group);
  row.focus();
}

function remove(group, row) {
  const next = row.previousElementSibling?.matches(".row-group__row") ? row.previousElementSibling : row.nextElementSibling;
  row.remove();
  arrange(group);
  (next?.matches(".row-group__row") ? next : group.querySelector('button[name="add_row"]')).focus();
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
