// [data-live="30"]: a part of the page that is fetched and drawn anew every so many seconds, until it comes without the mark.
// Never under the hands of somebody who is in it.
const part = () => document.querySelector("[data-live]");

async function refresh() {
  const shown = part();
  if (!document.hidden && !shown.contains(document.activeElement)) {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const fresh = page?.querySelector("[data-live], [data-live-done]");
    if (fresh) shown.replaceWith(document.adoptNode(fresh));
  }
  begin();
}

function begin() {
  if (part()) setTimeout(refresh, 1000 * Number(part().dataset.live));
}

begin();
