// In a widget: which statement is kept is told to the notebook, which says in turn what to keep.

let told = kept;
new MutationObserver(() => {
  if (kept === told) return;
  told = kept;
  parent.postMessage({ argmap: ids[kept] ?? null }, "*");
}).observe(part("selected"), { childList: true });

addEventListener("message", ({ data, source }) => {
  if (source !== parent || !("argmap" in Object(data))) return;
  told = ids.indexOf(data.argmap);
  if (told !== kept) keep(told);
});
