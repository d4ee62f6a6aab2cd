// Towns: their names, and how many households live in each as long as nobody has asked about an area. From then on every number on
// the map is one of the answer.
/* global L */
import { get } from "./api.js";
import { CanvasLayer } from "./canvas.js";
import { visible } from "./safe.js";
import { number, t } from "./texts.js";

export const Towns = CanvasLayer.extend({
  options: { pane: "overlayPane" },

  /** @param failed called with what went wrong when the counts cannot be had. */
  initialize(failed) {
    this.failed = failed;
    this.towns = null;
    this.counts = true;
  },

  onAdd(map) {
    CanvasLayer.prototype.onAdd.call(this, map);
    // Asked for when the layer comes on the map: at the beginning, and after a failure whenever it is turned on again.
    if (this.towns === null) this.load();
  },

  async load() {
    this.towns = [];
    try {
      const { features } = await (await get("/collections/towns/items?f=json&limit=20000")).json();
      this.towns = features.filter(({ geometry }) => geometry).map(({ geometry, properties }) => {
        const [longitude, latitude] = geometry.coordinates;
        const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(latitude, longitude), 0);
        return {
          x: x / 256, y: y / 256, name: visible(properties.town), households: properties.households, urgent: properties.households_band_a,
        };
      });
      // The largest first, which keep their labels where several would cover each other; then those whose number is withheld; equal
      // ones by name.
      this.towns.sort((left, right) => (right.households ?? -1) - (left.households ?? -1) || (left.name < right.name ? -1 : 1));
      this.redraw();
    } catch (error) {
      this.towns = null;
      this.failed(error);
    }
  },

  /** Shows counts, or names alone. */
  showCounts(isShown) {
    if (this.counts === isShown) return;
    this.counts = isShown;
    this.redraw();
  },

  paint(pen, width, height) {
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = "#ffffff";
    const taken = [];
    for (const town of this.towns ?? []) {
      const [x, y] = [town.x * this.scale - this.left, town.y * this.scale - this.top];
      if (!(x > 0 && x < width && y > 0 && y < height)) continue;
      const lines = this.counts ? [town.name, countOf(town)] : [town.name];
      const half = 7 * Math.max(...lines.map((line) => line.length)) + 2;
      const tall = 8 * lines.length;
      if (taken.some((box) => Math.abs(box.x - x) < box.half + half && Math.abs(box.y - y) < box.tall + tall)) continue;
      taken.push({ x, y, half, tall });
      lines.forEach((line, place) => {
        pen.font = place === 0 ? "bold 12px sans-serif" : "12px sans-serif";
        pen.fillStyle = place === 0 ? "#333333" : "#111111";
        const baseline = y + 16 * place - tall + 8;
        pen.strokeText(line, x, baseline);
        pen.fillText(line, x, baseline);
      });
    }
  },
});

/** How many households a town has, and how many of band A; a number that is withheld for being small is not there. */
function countOf({ households, urgent }) {
  if (households === null || households === undefined) return t("withheldCount");
  const all = `${number(households)} ${t("households")}`;
  return urgent === null || urgent === undefined ? all : `${all}・A ${number(urgent)}`;
}
