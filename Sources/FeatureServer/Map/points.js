// The households on the map: one canvas, drawn anew after each move. Far out, where signs would cover each other, their number
// stands for those of a square; near, each household has the sign of its band, and its number in the list.
import { CanvasLayer } from "./canvas.js";

const cellPixels = 56;
/** So many signs are drawn one by one; more become numbers. */
const mostSigns = 4000;
const mostLabels = 250;
export const bandColours = ["#005aff", "#d03000", "#f6aa00", "#5b6770"];

export const Points = CanvasLayer.extend({
  options: { pane: "overlayPane" },

  initialize() {
    this.answer = null;
    this.isShown = null;
    this.selected = -1;
  },

  /** Shows an answer, of it those households for which `isShown` holds a 1. */
  show(answer, isShown) {
    this.answer = answer;
    this.isShown = isShown;
    this.redraw();
  },

  select(index) {
    this.selected = index;
    this.redraw();
  },

  paint(pen, width, height) {
    if (!this.answer) return;
    const seen = this.visible(width, height);
    if (seen === null) this.drawNumbers(pen, width, height);
    else this.drawSigns(pen, seen);
    this.drawSelected(pen);
  },

  pixel(index) { return [this.answer.x[index] * this.scale - this.left, this.answer.y[index] * this.scale - this.top]; },

  /** The households on the canvas, in list order; null when they are too many for a sign each. */
  visible(width, height) {
    const { x, y } = this.answer;
    const [west, north] = [(this.left - 12) / this.scale, (this.top - 12) / this.scale];
    const [east, south] = [(this.left + width + 12) / this.scale, (this.top + height + 12) / this.scale];
    const seen = [];
    for (let index = 0; index < x.length; index++) {
      // NaN, the place of those without a position, fails every comparison.
      if (!(x[index] >= west && x[index] <= east && y[index] >= north && y[index] <= south)) continue;
      if (this.isShown && !this.isShown[index]) continue;
      seen.push(index);
      if (seen.length > mostSigns) return null;
    }
    return seen;
  },

  drawNumbers(pen, width, height) {
    const { x, y } = this.answer;
    // Squares are those of the whole map, so that a number does not change when the map moves.
    const firstColumn = Math.floor(this.left / cellPixels);
    const firstRow = Math.floor(this.top / cellPixels);
    const columns = Math.ceil(width / cellPixels) + 1;
    const rows = Math.ceil(height / cellPixels) + 1;
    const counts = new Uint32Array(columns * rows);
    const first = new Uint32Array(columns * rows);
    const [sumX, sumY] = [new Float64Array(columns * rows), new Float64Array(columns * rows)];
    for (let index = 0; index < x.length; index++) {
      const column = Math.floor((x[index] * this.scale) / cellPixels) - firstColumn;
      const row = Math.floor((y[index] * this.scale) / cellPixels) - firstRow;
      if (!(column >= 0 && column < columns && row >= 0 && row < rows)) continue;
      if (this.isShown && !this.isShown[index]) continue;
      const cell = row * columns + column;
      if (counts[cell]++ === 0) first[cell] = index;
      sumX[cell] += x[index];
      sumY[cell] += y[index];
    }
    for (let cell = 0; cell < counts.length; cell++) {
      const count = counts[cell];
      if (count === 0) continue;
      const centerX = (sumX[cell] / count) * this.scale - this.left;
      const centerY = (sumY[cell] / count) * this.scale - this.top;
      const band = this.answer.columns.band?.[first[cell]] ?? 0;
      countSign(pen, band, centerX, centerY, count < 10000 ? String(count) : `${Math.round(count / 1000)}k`, Math.log10(count + 1));
    }
  },

  drawSigns(pen, seen) {
    // The first of the list on top.
    for (let place = seen.length - 1; place >= 0; place--) {
      const index = seen[place];
      const [x, y] = this.pixel(index);
      const band = this.answer.columns.band?.[index] ?? 0;
      sign(pen, band, x, y, this.answer.columns.certainty[index] !== 0);
    }
    if (seen.length > mostLabels) return;
    pen.font = "bold 11px sans-serif";
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.lineWidth = 3;
    pen.strokeStyle = "#ffffff";
    pen.fillStyle = "#111111";
    const taken = new Set();
    for (const index of seen) {
      const [x, y] = this.pixel(index);
      // One number on a spot: those of one building would cover each other.
      const spot = `${Math.round(x / 24)} ${Math.round(y / 12)}`;
      if (taken.has(spot)) continue;
      taken.add(spot);
      pen.strokeText(String(index + 1), x + 8, y);
      pen.fillText(String(index + 1), x + 8, y);
    }
  },

  drawSelected(pen) {
    if (this.selected < 0 || !this.answer.isLocated(this.selected)) return;
    const [x, y] = this.pixel(this.selected);
    sign(pen, this.answer.columns.band?.[this.selected] ?? 0, x, y, this.answer.columns.certainty[this.selected] !== 0);
    for (const [colour, width] of [["#ffffff", 7], ["#000000", 3]]) {
      pen.beginPath();
      pen.arc(x, y, 14, 0, 2 * Math.PI);
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.stroke();
    }
  },

  /** The shown households within a finger's breadth of a place of the map, in list order; at most so many. */
  at(containerPoint, most) {
    if (!this.answer || this.scale === undefined) return [];
    const place = this._map.containerPointToLayerPoint(containerPoint).add(this._map.getPixelOrigin());
    const { x, y } = this.answer;
    const found = [];
    const reach = 12;
    for (let index = 0; index < x.length && found.length < most; index++) {
      const [dx, dy] = [x[index] * this.scale - place.x, y[index] * this.scale - place.y];
      if (dx * dx + dy * dy <= reach * reach && (!this.isShown || this.isShown[index])) found.push(index);
    }
    return found;
  },
});

/** Draws a number of households in a circle, larger for more; the sign on it is of the one that comes first in the list. */
export function countSign(pen, band, x, y, text, size = 0) {
  const radius = Math.min(9 + 6.4 * size, cellPixels / 2);
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = "#ffffff";
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = "#222222";
  pen.stroke();
  if (band > 0) sign(pen, band, x, y - radius, false);
  pen.font = "bold 12px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = "#111111";
  pen.fillText(text, x, y);
}

/** Draws the sign of a band: triangle, square or dot; hollow for those that are only possibly inside. */
export function sign(pen, band, x, y, isHollow) {
  const size = band === 3 ? 4 : 6;
  pen.beginPath();
  if (band === 1) {
    pen.moveTo(x, y - size - 1);
    pen.lineTo(x + size + 1, y + size - 1);
    pen.lineTo(x - size - 1, y + size - 1);
    pen.closePath();
  } else if (band === 2) {
    pen.rect(x - size + 1, y - size + 1, 2 * size - 2, 2 * size - 2);
  } else {
    pen.arc(x, y, size, 0, 2 * Math.PI);
  }
  // A dark edge stands out from every ground, which orange alone does not.
  pen.lineWidth = isHollow ? 4 : 1;
  pen.strokeStyle = "#222222";
  if (isHollow) pen.stroke();
  pen.fillStyle = isHollow ? "#ffffff" : bandColours[band];
  pen.fill();
  if (isHollow) {
    pen.lineWidth = 2;
    pen.strokeStyle = bandColours[band];
  }
  pen.stroke();
}
