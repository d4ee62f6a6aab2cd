// A layer that draws what it shows on one canvas, anew after each move of the map.
/* global L */

/** The canvas reaches so far beyond each side of the map, so that a drag does not show its edge. */
const margin = 0.3;

/**
 * Whoever extends it has `paint(pen, width, height)`, called with a clean canvas; a place of the unit square of the Web Mercator map
 * times `scale`, less `left` and `top`, is where it stands on the canvas.
 */
export const CanvasLayer = L.Layer.extend({
  onAdd(map) {
    this.canvas = L.DomUtil.create("canvas", "points leaflet-zoom-hide");
    this.canvas.setAttribute("aria-hidden", "true");
    map.getPane(this.options.pane).appendChild(this.canvas);
    map.on("moveend resize", this.redraw, this);
    this.redraw();
  },

  onRemove(map) {
    this.canvas.remove();
    map.off("moveend resize", this.redraw, this);
  },

  redraw() {
    const map = this._map;
    if (!map) return;
    const size = map.getSize();
    const origin = map.containerPointToLayerPoint([-size.x * margin, -size.y * margin]).round();
    L.DomUtil.setPosition(this.canvas, origin);
    const [width, height] = [Math.round(size.x * (1 + 2 * margin)), Math.round(size.y * (1 + 2 * margin))];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const pen = this.canvas.getContext("2d");
    pen.clearRect(0, 0, width, height);
    this.scale = 256 * 2 ** map.getZoom();
    const corner = map.getPixelOrigin().add(origin);
    this.left = corner.x;
    this.top = corner.y;
    this.paint(pen, width, height);
  },
});
