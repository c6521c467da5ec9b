// <button name="find_address" data-postal-code="words">: fills in the address below without a reload, also as soon as seven digits
// stand there and nothing below was typed. What is filled in can be changed like anything typed.
const DIGITS = /^[0-9]{7}$/;

function plain(typed) {
  return typed.normalize("NFKC").replace(/[^0-9]/g, "");
}

function controls(button) {
  const field = button.closest("fieldset");
  const of = (part) => field.querySelector(`[name="${CSS.escape(`${button.value}.${part}`)}"]`);
  return { code: of("postal_code"), city: of("city"), street: of("street"), said: field.querySelector("[data-postal-code-said]") };
}

function put(button, address) {
  const { city, street, said } = controls(button);
  city.value = address.city;
  if (!street.value.startsWith(address.street)) street.value = address.street;
  for (const control of [city, street]) control.dispatchEvent(new Event("input", { bubbles: true }));
  said.textContent = button.dataset.postalCode + address.city + address.street;
}

function offer(button, addresses) {
  const { said, street } = controls(button);
  const list = document.createElement("ul");
  list.className = "cluster";
  for (const address of addresses) {
    const choice = document.createElement("button");
    choice.type = "button";
    choice.className = "button button--outline button--small";
    choice.textContent = address.city + address.street;
    choice.addEventListener("click", () => {
      put(button, address);
      street.focus();
    });
    const item = document.createElement("li");
    item.append(choice);
    list.append(item);
  }
  said.replaceChildren(list);
}

async function find(button, code) {
  const { said } = controls(button);
  const answer = await fetch("/postal-code/", { method: "POST", body: new URLSearchParams({ code }) });
  if (!answer.ok) return;
  const { addresses, words } = await answer.json();
  if (addresses.length === 1) put(button, addresses[0]);
  else if (addresses.length) offer(button, addresses);
  else said.textContent = words;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest('button[name="find_address"]');
  const code = button && plain(controls(button).code.value);
  if (!button || !DIGITS.test(code)) return;
  event.preventDefault();
  find(button, code).catch(() => button.form.requestSubmit(button));
});

document.addEventListener("input", (event) => {
  const button = event.target.name?.endsWith(".postal_code") && event.target.closest("fieldset")?.querySelector('button[name="find_address"]');
  if (!button || controls(button).code !== event.target) return;
  const { city, street } = controls(button);
  const code = plain(event.target.value);
  if (DIGITS.test(code) && !city.value && !street.value) find(button, code).catch(() => {});
});
