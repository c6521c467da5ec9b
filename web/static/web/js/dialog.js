// <a href="…" data-dialog="id">: asks in the page's own dialog; without this file the link leads to a page that asks the same.
for (const link of document.querySelectorAll("a[data-dialog]")) {
  const dialog = document.getElementById(link.dataset.dialog);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !dialog) return;
    event.preventDefault();
    dialog.showModal();
  });
}
