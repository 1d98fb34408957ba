// Where cards stand. Stripes of the picture in which nothing is left are closed; cards keep their
// order, so no line meets a card that it did not meet. In a wide pane, blocks fill several columns.

let /** @type {number} */ top0, /** @type {number} */ height0, /** @type {number} */ wide;
let /** @type {boolean[]} */ isHeading, /** @type {boolean[]} */ inPicture;
let /** @type {{x: number, end: number, start: number, bottom: number, padding: number}[]} */ boxes;
let /** @type {{start: number, bottom: number}[]} */ blocks, /** @type {number[]} in which column each of them is */ columnOf;
let /** @type {{width: number, height: number}} */ size;
/** Lines as they were drawn, and the middles of heads and dots; upright bars are heads.
 * @type {Map<Element, string | number>} */
let drawn;
// Knobs, and lines that bow beside the last cards.
const beside = 48;

// A browser lays out the whole picture to measure anything of it: what can be is read or remembered.
/** How wide words are. @type {Map<string, number>} */
const widths = new Map();

/** @param {Element} text */
function widthOf(text) {
  const key = (text.getAttribute("font-size") ?? "") + text.textContent;
  const width = widths.get(key) ?? /** @type {any} */ (text).getBBox().width;
  widths.set(key, width);
  return width;
}

/** How high the middle of a shape is. @param {Element} shape */
function middleOf(shape) {
  const [y, height, points] = ["y", "height", "points"].map((name) => shape.getAttribute(name));
  // The middle of small letters is above the line that they are on.
  if (y) return Number(y) + (height ? Number(height) / 2 : -4);
  const written = points ?? shape.getAttribute("d") ?? `,${shape.getAttribute("cy")}`;
  const heights = [...written.matchAll(/,(-?[\d.]+)/g)].map((one) => Number(one[1]));
  return (Math.min(...heights) + Math.max(...heights)) / 2;
}

/** Measure the picture as it was drawn. */
function measure() {
  const [, top, width, height] = (picture.getAttribute("viewBox") ?? "").split(" ").map(Number);
  [top0, height0, size] = [top, height, { width, height }];
  isHeading = cards.map((card) => card.classList.contains("heading"));
  boxes = cards.map((card, number) => {
    const [x, start, width, height] = ["x", "y", "width", "height"].map((name) =>
      Number(card.querySelector("rect")?.getAttribute(name)),
    );
    // A heading is as wide as its words, and as what is under it.
    const words = isHeading[number] ? all("text", card).map((text) => widthOf(text) + 22) : [width];
    // Words that run to the left begin at the right end.
    const at = Number(card.querySelector("text")?.getAttribute("x")) - x;
    return { x, end: x + Math.max(...words), start, bottom: start + height, padding: Math.min(at, width - at) };
  });
  // What no line joins can be in different columns, which are as wide as when all is unfolded.
  blocks = [...new Set(blockOf)].filter((block) => block >= 0).map((block) => {
    const there = boxes.filter((_, number) => blockOf[number] === block);
    return { start: Math.min(...there.map((box) => box.start)), bottom: Math.max(...there.map((box) => box.bottom)) };
  });
  wide = Math.max(...boxes.map((box) => box.end)) + beside;
  columnOf = blocks.map(() => 0);
  inPicture = ids.map(() => true);
  drawn = new Map();
  for (const { element } of links) {
    for (const shape of all("*", element)) {
      const path = shape.getAttribute("d") ?? "";
      drawn.set(shape, new Set(path.match(/-?[\d.]+(?=,)/g)).size > 1 ? path : middleOf(shape));
    }
  }
}
measure();

/** Show these cards and no others.
 * @param {boolean[]} seen @param {boolean} [isSpread] whether blocks find new columns */
function arrange(seen, isSpread) {
  for (const { dataset } of cards.slice(ids.length)) seen.push(seen.includes(true, Number(dataset.first)));
  const move = closing(seen);
  if (isSpread) columnOf = spread(move);
  // The only heading is above all columns.
  const above = { left: 0, up: 0, end: 0 };
  const columns = [...new Set(columnOf)].map((column) => {
    const first = blocks[columnOf.indexOf(column)];
    return { left: column * wide, up: move(first.start) - move(blocks[0].start), end: 0 };
  });
  const place = blockOf.map((block) => columns[columnOf[block]] ?? above);
  size = { width: beside, height: move(top0 + height0) - (columns[columns.length - 1]?.up ?? 0) - top0 };
  cards.forEach((card, number) => {
    card.classList.toggle("off", !seen[number]);
    if (!seen[number]) return;
    const at = place[number];
    const { start, bottom, end } = boxes[number];
    card.setAttribute("transform", `translate(${at.left} ${move(start) - start - at.up})`);
    at.end = Math.max(at.end, end);
    size.width = Math.max(size.width, at.left + end + beside);
    size.height = Math.max(size.height, move(bottom) - at.up + 20 - top0);
  });
  cards.forEach((card, number) => {
    if (!isHeading[number]) return;
    const end = place[number] === above ? size.width - beside : place[number].end;
    const [rect, rule] = ["rect", "path"].map((name) => /** @type {Element} */ (card.querySelector(name)));
    rect.setAttribute("width", `${end - boxes[number].x}`);
    rule.setAttribute("d", `${rule.getAttribute("d")?.split(" ")[0]} H${end}`);
    for (const words of all("[direction]", card)) words.setAttribute("x", `${end - boxes[number].padding}`);
  });
  for (const { element, origins, target } of links) {
    const isSeen = seen[target] && origins.some((origin) => seen[origin]);
    element.classList.toggle("off", !isSeen);
    if (!isSeen) continue;
    const { left, up } = place[origins[0]];
    element.setAttribute("transform", `translate(${left} 0)`);
    for (const shape of element.children) moveShape(shape, (y) => move(y) - up);
  }
  inPicture = seen;
  for (const sheet of [picture, part("lit")]) sheet.setAttribute("viewBox", `0 ${top0} ${size.width} ${size.height}`);
}

/** Fill as many columns as it takes and as the pane has room for. @param {(y: number) => number} move */
function spread(move) {
  const heights = blocks.map(({ start, bottom }) => move(bottom) - move(start));
  const whole = heights.reduce((sum, height) => sum + height, 0);
  const most = Math.max(1, Math.floor(mapPane.clientWidth / 0.75 / wide));
  const share = whole / Math.min(most, Math.ceil(whole / mapPane.clientHeight));
  let [column, filled] = [0, 0];
  return heights.map((height) => {
    if (filled && filled + height / 2 > share && column + 1 < most) [column, filled] = [column + 1, 0];
    filled += height;
    return column;
  });
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
      if (start > end) step(start, hides ? Math.min(start - end, Math.max(widest, 9)) : start - end);
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

/** Bend a line, or move its head or dot. @param {Element} shape @param {(y: number) => number} move */
function moveShape(shape, move) {
  const at = drawn.get(shape) ?? "";
  if (typeof at === "number") shape.setAttribute("transform", `translate(0 ${move(at) - at})`);
  else shape.setAttribute("d", at.replace(/,(-?[\d.]+)/g, (_, y) => `,${move(Number(y)).toFixed(1)}`));
}
