// A notebook may give its frame a size only when the page was read, and took itself for a phone's.
// As long as nobody has used it, the page looks anew at how much room there is.

let isUsed = false;
for (const use of ["pointerdown", "keydown"]) {
  addEventListener(use, () => {
    isUsed = true;
  }, true);
}
let seenWidth = 0;
new ResizeObserver(() => {
  if (isUsed || innerWidth === seenWidth) return;
  seenWidth = innerWidth;
  setView(matchMedia("(max-width: 760px)").matches);
  setDepth(readableDepth());
  setZoom(Math.min(1, Math.max(0.75, mapPane.clientWidth / size.width)));
  if (kept >= 0) keep(kept);
}).observe(document.documentElement);
