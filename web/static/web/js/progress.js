// [data-progress]: work that goes on behind the page. It is looked at every second and drawn anew until it is done.
async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-progress], main > div");
  const shown = document.querySelector("[data-progress]");
  if (fresh) shown.replaceWith(document.adoptNode(fresh));
  if (!fresh || fresh.matches("[data-progress]")) setTimeout(look, 1000);
}

setTimeout(look, 1000);
