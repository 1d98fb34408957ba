// On paper: the text, then the whole map, in strips so that no page ends within a card.

/** @type {SVGSVGElement[]} */
let strips = [];

/** The heights at which the map is cut: strips are no higher than a page, where that can be. */
function cuts() {
  const heights = [top0];
  let gap = top0;
  let reached = top0;
  for (const { start, bottom } of [...boxes].sort((one, other) => one.start - other.start)) {
    // Nearer together stand cards of one family, and headings over theirs.
    if (start > reached + 12) gap = (start + reached) / 2;
    const last = heights[heights.length - 1];
    if (bottom - last > width0 * 0.62 && gap > last) heights.push(gap);
    reached = Math.max(reached, bottom);
  }
  return [...heights, top0 + height0];
}

addEventListener("beforeprint", () => {
  light([]);
  arrange(ids.map(() => true));
  const heights = cuts();
  strips = heights.slice(1).map((end, number) => {
    const strip = /** @type {SVGSVGElement} */ (picture.cloneNode());
    for (const name of ["id", "width", "height"]) strip.removeAttribute(name);
    strip.setAttribute("viewBox", `0 ${heights[number]} ${width0} ${end - heights[number]}`);
    strip.append(copyOf(part("all")));
    return strip;
  });
  mapPane.append(...strips);
  picture.toggleAttribute("hidden", true);
});
addEventListener("afterprint", () => {
  for (const strip of strips) strip.remove();
  picture.toggleAttribute("hidden", false);
  refold();
});
