// Everything that can be focused by keyboard without a ring around it.
() => {
  const ringed = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const bare = [];
  for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (each.disabled || each.tabIndex < 0 || !each.checkVisibility({ visibilityProperty: true })) continue;
    each.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== each) continue;
    const drawn = [each, each.closest(".choice"), each.closest("label")].filter(Boolean);
    if (!drawn.some(ringed)) bare.push(`no focus ring: ${each.outerHTML.replace(/\s+/g, " ").slice(0, 110)}`);
  }
  document.activeElement.blur();
  return bare;
}
