// A file control that takes several files says which were chosen, each with its size; browsers only count them.
function words(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))}KB` : `${(bytes / 1e6).toFixed(1).replace(".0", "")}MB`;
}

for (const input of document.querySelectorAll('.file-upload input[type="file"][multiple]')) {
  const list = document.createElement("ul");
  list.className = "file-list";
  list.setAttribute("aria-live", "polite");
  list.setAttribute("aria-label", "選んだファイル");
  input.after(list);
  input.addEventListener("change", () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      const size = document.createElement("span");
      size.className = "note";
      size.textContent = words(file.size);
      item.append(file.name, size);
      return item;
    }));
  });
}
