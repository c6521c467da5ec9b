// After a page with mistakes, reading and typing go on at the summary.
document.querySelector(".error-summary")?.focus();
