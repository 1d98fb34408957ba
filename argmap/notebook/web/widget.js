// The widget: a map's page in a frame of its own, which tells and is told the selected statement.

/**
 * What of Python the widget shares (https://anywidget.dev/en/afm/).
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(name: string, callback: () => void) => void} on
 * @property {(name: string, callback: () => void) => void} off
 */

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const frame = document.createElement("iframe");
  // It has no origin, so that nothing in a map or a source can reach the notebook.
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "Argument map";
  frame.style.cssText = "box-sizing:border-box;width:100%;border:1px solid #8884";

  const load = () => {
    frame.srcdoc = model.get("page");
  };
  const grow = () => {
    frame.style.height = `${model.get("height")}px`;
  };
  const tell = () => frame.contentWindow?.postMessage({ argmap: model.get("selected") }, "*");
  /** @param {MessageEvent} event */
  const hear = ({ data, source }) => {
    if (source !== frame.contentWindow || !("argmap" in Object(data))) return;
    if (data.argmap === model.get("selected")) return;
    model.set("selected", data.argmap);
    model.save_changes();
  };

  frame.addEventListener("load", tell);
  addEventListener("message", hear);
  model.on("change:page", load);
  model.on("change:height", grow);
  model.on("change:selected", tell);
  load();
  grow();
  el.append(frame);
  return () => {
    removeEventListener("message", hear);
    model.off("change:page", load);
    model.off("change:height", grow);
    model.off("change:selected", tell);
  };
}

export default { render };
