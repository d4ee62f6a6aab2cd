// Roads, rivers and railways of the workspace: thin and pale, because people are what the map is about.
import { visible } from "./safe.js";
import { trace } from "./tiles.js";

const colours = { road: "#9a9a9a", river: "#6f9fc0", railway: "#6b6b6b", other: "#a8a294" };
const fills = { road: "#eeeeee", river: "#d3e5f0", railway: "#e4e4e4", other: "#eeece6" };
/** From this zoom level on roads have names. */
const namedFrom = 15;

/** The kinds, the lowest first. */
const kinds = ["other", "river", "railway", "road"];

/** Layers of the ground by kind, the lowest first, those of a kind as they came: how they lie does not depend on what was turned on last. */
export function groundOrder(layers) { return layers.toSorted((one, other) => level(one.kind) - level(other.kind)); }

const level = (kind) => Math.max(0, kinds.indexOf(kind));

/** How the areas of a tile of a layer of this kind are filled. */
export function paintAreas(kind) {
  return (pen, features, size) => {
    pen.fillStyle = fills[kind] ?? fills.other;
    for (const feature of features) {
      if (feature.kind !== 3) continue;
      trace(pen, feature, size);
      pen.fill("evenodd");
    }
  };
}

/** How the lines of a tile of a layer of this kind are drawn, outlines of its areas among them. */
export function paintLines(kind) {
  return (pen, features, size, zoom) => {
    pen.lineJoin = pen.lineCap = "round";
    for (const feature of features) {
      trace(pen, feature, size);
      pen.strokeStyle = colours[kind] ?? colours.other;
      pen.lineWidth = feature.kind === 3 || zoom < 14 ? 1 : zoom < 16 ? 1.5 : 2.5;
      pen.setLineDash(kind === "railway" ? [6, 3] : []);
      pen.stroke();
    }
    pen.setLineDash([]);
    if (zoom >= namedFrom) writeNames(pen, features, size);
  };
}

/** Each name once along the longest straight stretch of its line, where it has room inside the tile and beside the other names. */
function writeNames(pen, features, size) {
  pen.font = "11px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineWidth = 3;
  pen.strokeStyle = "#ffffff";
  pen.fillStyle = "#4a4a4a";
  const taken = [];
  for (const { kind, rings, properties } of features) {
    const stretch = kind === 2 && properties.name ? longest(rings, size) : null;
    if (!stretch) continue;
    const name = visible(properties.name);
    const half = pen.measureText(name).width / 2 + 3;
    const { x, y, angle } = stretch;
    const [wide, tall] = [half * Math.abs(Math.cos(angle)) + 7, half * Math.abs(Math.sin(angle)) + 7];
    if (x < wide || x > size - wide || y < tall || y > size - tall) continue;
    if (taken.some((box) => Math.abs(box.x - x) < box.wide + wide && Math.abs(box.y - y) < box.tall + tall)) continue;
    taken.push({ x, y, wide, tall });
    pen.save();
    pen.translate(x, y);
    pen.rotate(angle);
    pen.strokeText(name, 0, 0);
    pen.fillText(name, 0, 0);
    pen.restore();
  }
}

/** The middle of the longest stretch and its angle, never upside down; null without one. */
function longest(lines, size) {
  let [best, place] = [0, null];
  for (const line of lines) {
    for (let at = 1; at < line.length; at++) {
      const [[x, y], [toX, toY]] = [line[at - 1], line[at]];
      const length = Math.hypot(toX - x, toY - y);
      if (length <= best) continue;
      best = length;
      const angle = Math.atan2(toY - y, toX - x);
      place = { x: (x + toX) / 2 * size, y: (y + toY) / 2 * size, angle: Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle };
    }
  }
  return place;
}
