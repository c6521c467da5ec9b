// After a page with mistakes, reading and typing go on at the summary; a link to several controls leads to the first of them.
const summary = document.querySelector(".error-summary[tabindex]");
summary?.focus();
summary?.addEventListener("click", (event) => {
  const id = event.target.closest("a")?.hash.slice(1);
  const group = id && document.getElementById(decodeURIComponent(id));
  const control = group?.matches("fieldset") && group.querySelector(`input:not([type="hidden"]), select, textarea`);
  if (!control) return;
  event.preventDefault(); // the row of a list would take the focus itself
  group.scrollIntoView();
  control.focus({ preventScroll: true });
});
