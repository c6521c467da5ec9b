// What a person would stumble over in the page as it stands, at its present width: a list of sentences.
({ primary }) => {
  const faults = [];
  const name = (each) => each.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
  const hidden_from_the_eye = (each) => each.closest(".visually-hidden, .skip-link");
  const scrolls = (each) => {
    for (let box = each.parentElement; box; box = box.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  };

  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = all("body *").filter((each) => seen(each) && !scrolls(each) && each.getBoundingClientRect().right > width + 1);
    faults.push(`scrolls sideways: ${wide.slice(-2).map(name).join(" | ")}`);
  }

  const headings = all("h1").filter(seen);
  if (headings.length !== 1) faults.push(`${headings.length} headings of the first level`);
  if (!/^[^\s-]/.test(document.title)) faults.push(`no title of its own: ${document.title}`);
  if (!document.querySelector("main#main")) faults.push("no main to skip to");

  const ids = all("[id]").map((each) => each.id);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  if (twice.length) faults.push(`ids that are there twice: ${[...new Set(twice)]}`);
  for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls", "for"]) {
    for (const each of all(`[${attribute}]`)) {
      const lost = each.getAttribute(attribute).split(/\s+/).filter((id) => id && !document.getElementById(id));
      if (lost.length) faults.push(`${attribute} names nothing (${lost}): ${name(each)}`);
    }
  }
  for (const each of all("main a[href^='#']")) {
    const id = decodeURIComponent(each.getAttribute("href").slice(1));
    if (id && !document.getElementById(id)) faults.push(`leads nowhere: ${name(each)}`);
  }

  for (const each of all(primary).filter((each) => seen(each) && !hidden_from_the_eye(each))) {
    const { width: w, height: h } = each.getBoundingClientRect();
    if (w < 44 || h < 44) faults.push(`a main button of ${Math.round(w)} × ${Math.round(h)}: ${name(each)}`);
  }
  for (const each of all("button, .button, .label, h1, h2, h3, th, dt, legend").filter(seen)) {
    if (!hidden_from_the_eye(each) && !each.closest(".scroll, [tabindex]") && each.scrollWidth > each.clientWidth + 1 && each.clientWidth) {
      const style = getComputedStyle(each);
      if (style.display !== "inline" && style.overflowX !== "visible") faults.push(`cut off: ${name(each)}`);
    }
  }
  return faults;
}
