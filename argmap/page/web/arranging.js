// Where cards stand once some are folded away: stripes of the picture in which nothing is left are
// closed. Cards keep their columns and their order, so no line meets a card that it did not meet.

/** @typedef {{start: number, end: number, number: number}} Stripe */
const [, top0, width0, height0] = (picture.getAttribute("viewBox") ?? "").split(" ").map(Number);
/** @type {{x: number, end: number, start: number, bottom: number}[]} */
const boxes = cards.map((card) => {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) =>
    Number(card.querySelector("rect")?.getAttribute(name)),
  );
  return { x, end: x + width, start: y, bottom: y + height };
});
const edge = 48; // for knobs and for lines that bow beside the last cards
/** @type {boolean[]} */
let inPicture = ids.map(() => true);
let size = { width: width0, height: height0 };

/** Show these cards and no others. @param {boolean[]} seen */
function arrange(seen) {
  const move = closing(seen);
  cards.forEach((card, number) => {
    card.classList.toggle("off", !seen[number]);
    if (!seen[number]) return;
    const by = move(boxes[number].start) - boxes[number].start;
    if (by) card.setAttribute("transform", `translate(0 ${by})`);
    else card.removeAttribute("transform");
  });
  for (const { element, origins, target } of links) {
    const isSeen = seen[target] && origins.some((origin) => seen[origin]);
    element.classList.toggle("off", !isSeen);
    if (isSeen) for (const shape of element.children) moveShape(shape, move);
  }
  inPicture = seen;
  const rights = boxes.filter((_, number) => seen[number]).map((box) => box.end);
  size = {
    width: Math.max(0, ...rights) + edge,
    height: Math.ceil(move(top0 + height0) - move(top0)),
  };
  picture.setAttribute("viewBox", `0 ${move(top0)} ${size.width} ${size.height}`);
}

/** How the picture closes up: what a height becomes. @param {boolean[]} seen */
function closing(seen) {
  /** @type {Stripe[]} */
  const stripes = boxes.map(({ start, bottom }, number) => ({ start, end: bottom, number }));
  stripes.sort((one, other) => one.start - other.start);
  const from = [top0];
  const to = [top0];
  let end = top0; // of what is kept so far
  let reached = top0; // of all there is so far
  let widest = 0; // the widest gap of the picture since then
  let hides = false; // whether something is hidden in between
  /** @param {number} start @param {number} next */
  const step = (start, next) => {
    if (start > reached) widest = Math.max(widest, start - reached);
    if (start > end) {
      const gap = hides ? Math.min(start - end, widest) : start - end;
      to.push(to[to.length - 1] + gap);
      from.push(start);
    }
    if (next > end) {
      to.push(to[to.length - 1] + next - Math.max(start, end));
      from.push(next);
      end = next;
    }
    widest = 0;
    hides = false;
  };
  for (const { start, end: next, number } of stripes) {
    if (seen[number]) {
      step(start, next);
    } else {
      if (start > reached) widest = Math.max(widest, start - reached);
      if (next > end) hides = true;
    }
    reached = Math.max(reached, next);
  }
  step(top0 + height0, top0 + height0);
  return (/** @type {number} */ y) => {
    let low = 0;
    let high = from.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (from[middle] <= y) low = middle;
      else high = middle;
    }
    const share = high > low && from[high] > from[low] ? (to[high] - to[low]) / (from[high] - from[low]) : 1;
    return to[low] + (y - from[low]) * share;
  };
}

/** @type {WeakMap<Element, string>} */
const drawnAt = new WeakMap();

/** Bend a line, or move its head or dot. @param {Element} shape @param {(y: number) => number} move */
function moveShape(shape, move) {
  const path = drawnAt.get(shape) ?? shape.getAttribute("d") ?? "";
  if (path) {
    drawnAt.set(shape, path);
    const [first, ...others] = [...path.matchAll(/(-?[\d.]+),/g)].map((match) => match[1]);
    if (others.some((x) => x !== first)) {
      shape.setAttribute("d", path.replace(/,(-?[\d.]+)/g, (_, y) => `,${move(Number(y)).toFixed(1)}`));
      return;
    }
  }
  const points = shape.getAttribute("points") ?? path;
  const ys = points ? [...points.matchAll(/,(-?[\d.]+)/g)].map((match) => Number(match[1])) : [];
  const middle = points ? (Math.min(...ys) + Math.max(...ys)) / 2 : Number(shape.getAttribute("cy"));
  shape.setAttribute("transform", `translate(0 ${(move(middle) - middle).toFixed(1)})`);
}
