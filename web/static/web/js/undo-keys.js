// Ctrl+Z presses the button of [data-undo], Ctrl+Y or Ctrl+Shift+Z that of [data-redo]; within a field they stay the browser's own.
const typing = "input, select, textarea, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest(typing)) return;
  const key = event.key.toLowerCase();
  const wanted = key === "y" || (key === "z" && event.shiftKey) ? "[data-redo]" : key === "z" ? "[data-undo]" : null;
  const form = wanted && document.querySelector(wanted);
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});
