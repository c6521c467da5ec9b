// <button type="button" data-copy="text" hidden>: appears where the clipboard can be used, and says when it is done.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const words = button.textContent;
    button.textContent = "コピーしました";
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}
