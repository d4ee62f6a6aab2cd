// The parts of the page beside each other: on a phone one of three is shown; elsewhere the border between map and list can be moved.

/** @param resized called when the map has another size. */
export function connectViews(resized) {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      for (const other of tabs) other.setAttribute("aria-selected", String(other === tab));
      document.body.dataset.view = tab.id.slice(4);
      resized();
    });
  }
  connectBorder(document.getElementById("splitter"), resized);
}

function connectBorder(border, resized) {
  const set = (share) => {
    const kept = Math.max(15, Math.min(85, Math.round(share)));
    document.documentElement.style.setProperty("--map-share", `${kept}fr`);
    document.documentElement.style.setProperty("--list-share", `${100 - kept}fr`);
    border.setAttribute("aria-valuenow", String(kept));
    resized();
  };
  border.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -5, ArrowDown: 5 }[event.key];
    if (!step) return;
    event.preventDefault();
    set(Number(border.getAttribute("aria-valuenow")) + step);
  });
  border.addEventListener("pointerdown", (event) => border.setPointerCapture(event.pointerId));
  border.addEventListener("pointermove", (event) => {
    if (!border.hasPointerCapture(event.pointerId)) return;
    const top = document.getElementById("mapbox").getBoundingClientRect().top;
    const bottom = document.getElementById("list").getBoundingClientRect().bottom;
    set(((event.clientY - top) / (bottom - top)) * 100);
  });
}
