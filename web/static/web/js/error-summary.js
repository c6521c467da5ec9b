// After a page with mistakes, reading and typing go on at the summary; a link to several controls leads to the first of them.
const summary = document.querySelector(".error-summary[tabindex]");
summary?.focus();
summary?.addEventListener("click", (event) => {
  const group = document.querySelector(`fieldset${event.target.closest("a")?.hash || ":not(*)"}`);
  group?.querySelector("input, select, textarea")?.focus();
});
