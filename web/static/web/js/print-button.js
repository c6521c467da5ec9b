// <button type="button" data-print hidden>: appears where a page can be printed.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
