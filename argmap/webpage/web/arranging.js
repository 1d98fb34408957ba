// Where cards stand once some are folded away: stripes of the picture in which nothing is left are
// closed. Cards keep their columns and their order, so no line meets a card that it did not meet.

const [, top0, width0, height0] = (picture.getAttribute("viewBox") ?? "").split(" ").map(Number);
const boxes = cards.map((card) => {
  const [x, start, width, height] = ["x", "y", "width", "height"].map((name) =>
    Number(card.querySelector("rect")?.getAttribute(name)),
  );
  // A heading is as wide as there is something under it.
  return { x, end: x + (card.classList.contains("heading") ? 400 : width), start, bottom: start + height };
});
// Knobs, and lines that bow beside the last cards.
const beside = 48;
let inPicture = ids.map(() => true);
let size = { width: width0, height: height0 };

/** Show these cards and no others. @param {boolean[]} seen */
function arrange(seen) {
  for (const { dataset } of cards.slice(ids.length)) seen.push(seen.includes(true, Number(dataset.first)));
  const move = closing(seen);
  cards.forEach((card, number) => {
    card.classList.toggle("off", !seen[number]);
    const { start } = boxes[number];
    if (seen[number]) card.setAttribute("transform", `translate(0 ${move(start) - start})`);
  });
  for (const { element, origins, target } of links) {
    const isSeen = seen[target] && origins.some((origin) => seen[origin]);
    element.classList.toggle("off", !isSeen);
    if (isSeen) for (const shape of element.children) moveShape(shape, move);
  }
  inPicture = seen;
  const end = Math.max(0, ...boxes.map((box, number) => (seen[number] ? box.end : 0)));
  size = { width: end + beside, height: move(top0 + height0) - top0 };
  for (const sheet of [picture, part("lit")]) sheet.setAttribute("viewBox", `0 ${top0} ${size.width} ${size.height}`);
}

/** How the picture closes up: what a height becomes. @param {boolean[]} seen */
function closing(seen) {
  const order = [...boxes.keys()].sort((one, other) => boxes[one].start - boxes[other].start);
  const from = [top0];
  const to = [top0];
  let end = top0; // of what is shown so far
  let reached = top0; // of all there is so far
  let widest = 0; // the widest gap between cards since `end`
  let hides = false; // whether there are hidden ones since `end`
  /** @param {number} at @param {number} by */
  const step = (at, by) => {
    from.push(at);
    to.push(to[to.length - 1] + by);
  };
  /** @param {number} start @param {number} bottom @param {boolean} isSeen */
  const pass = (start, bottom, isSeen) => {
    widest = Math.max(widest, start - reached);
    if (isSeen) {
      if (start > end) step(start, hides ? Math.min(start - end, widest) : start - end);
      if (bottom > end) step(bottom, bottom - Math.max(start, end));
      end = Math.max(end, bottom);
      widest = 0;
    }
    hides = !isSeen && (hides || bottom > end);
    reached = Math.max(reached, bottom);
  };
  for (const number of order) pass(boxes[number].start, boxes[number].bottom, seen[number]);
  pass(top0 + height0, top0 + height0, true);
  return (/** @type {number} */ y) => {
    let low = 0;
    let high = from.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (from[middle] <= y) low = middle;
      else high = middle;
    }
    const share = (to[high] - to[low]) / (from[high] - from[low] || 1);
    return to[low] + (y - from[low]) * share;
  };
}

/** Lines as they were drawn, and the middles of heads and dots; upright bars are heads.
 * @type {Map<Element, string | number>} */
const drawn = new Map();
for (const { element } of links) {
  for (const shape of /** @type {SVGGraphicsElement[]} */ (all("*", element))) {
    const path = shape.getAttribute("d") ?? "";
    const { y, height } = shape.getBBox();
    drawn.set(shape, new Set(path.match(/-?[\d.]+(?=,)/g)).size > 1 ? path : y + height / 2);
  }
}

/** Bend a line, or move its head or dot. @param {Element} shape @param {(y: number) => number} move */
function moveShape(shape, move) {
  const at = drawn.get(shape) ?? "";
  if (typeof at === "number") shape.setAttribute("transform", `translate(0 ${move(at) - at})`);
  else shape.setAttribute("d", at.replace(/,(-?[\d.]+)/g, (_, y) => `,${move(Number(y)).toFixed(1)}`));
}
