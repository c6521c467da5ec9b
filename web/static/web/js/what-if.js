// A simulation that moves as its assumptions do: every weight gets a slider, and the result is fetched and drawn anew.
// Without this the button does the same.
const form = document.querySelector("[data-what-if]");
let waiting;

function refresh() {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 300);
}

async function draw() {
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  const address = `${form.action}?${query}`;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  history.replaceState(null, "", address);
  for (const part of ["[data-what-if-result]", "[data-what-if-sent]", "[data-what-if-count]"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceChildren(...document.adoptNode(fresh).childNodes);
  }
}

function addSlider(field) {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.className = "slider";
  Object.assign(slider, { min: 0, max: 10, step: 1, value: field.value || 0 });
  slider.setAttribute("aria-label", `${form.querySelector(`label[for="${field.id}"]`).textContent}の割合`);
  slider.addEventListener("input", () => {
    field.value = slider.value;
    refresh();
  });
  field.addEventListener("input", () => (slider.value = field.value || 0));
  field.after(slider);
}

if (form) {
  form.querySelectorAll("input[name$='_weight']").forEach(addSlider);
  form.addEventListener("input", refresh);
}
