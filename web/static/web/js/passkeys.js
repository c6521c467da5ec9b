// <form data-passkey="get|create" hidden>: shown where the browser knows passkeys. Its button asks the device, and sends what the
// device says as `credential`. What to ask stands in the form as JSON, or is fetched from where the form goes.
const known = typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";
const NOT_DONE = "パスキーを使えませんでした。もう一度お試しください。";

async function question(form) {
  const written = form.querySelector('script[type="application/json"]');
  if (written) return JSON.parse(written.textContent).publicKey;
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options.publicKey;
}

async function ask(form) {
  const options = await question(form);
  if (form.dataset.passkey === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function prove(form) {
  const button = form.querySelector("button");
  const said = form.querySelector("[data-passkey-said]");
  button.disabled = true;
  said.textContent = "";
  try {
    form.elements.credential.value = JSON.stringify((await ask(form)).toJSON());
    form.submit();
  } catch {
    said.textContent = NOT_DONE;
    button.disabled = false;
    button.focus();
  }
}

for (const form of known ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    prove(form);
  });
}
for (const words of known ? document.querySelectorAll("[data-passkey-missing]") : []) words.hidden = true;
