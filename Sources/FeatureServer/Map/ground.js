// What lies under the households, all of it from the workspace: roads and rivers, hazard layers, shelters, the chosen area, a graticule, a scale.
/* global L */
import { element, visible } from "./safe.js";
import { trace, VectorTiles } from "./tiles.js";
import { groundOrder, paintAreas, paintLines } from "./lines.js";
import { t } from "./texts.js";
import { Towns } from "./towns.js";

/** Blues by depth as hazard maps have them, light to dark; each rank also has its own line, for whoever sees no colours. */
const blues = ["#dff1fb", "#bfe2f6", "#8fc9ee", "#5ba8de", "#2f83c5", "#16609f"];
const reds = ["#fde3d8", "#f7b89c"];

export class Ground {
  /** @param failed called with what went wrong when something of it cannot be had. */
  constructor(map, context, failed) {
    this.map = map;
    this.context = context;
    this.overlays = [];
    this.area = L.geoJSON(null, {
      interactive: false, style: { color: "#111111", weight: 2, fillColor: "#111111", fillOpacity: 0.06 },
    }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
    if (context.base) this.add(() => t("base"), base(context.base), true);
    this.add(() => t("graticule"), graticule(map), true);
    // Hazards between what is filled and what is a line, so that roads and their names can be read whatever lies around them.
    const order = groundOrder(context.ground_layers);
    const hazards = 2 + order.length;
    for (const layer of context.ground_layers) {
      const place = order.indexOf(layer);
      this.add(() => layer.name, L.layerGroup([
        new VectorTiles(tilesOf(layer), paintAreas(layer.kind), { zIndex: 2 + place }),
        new VectorTiles(tilesOf(layer), paintLines(layer.kind), { zIndex: hazards + 1 + place }),
      ]), true);
    }
    for (const layer of context.hazard_layers) {
      this.add(() => layer.name, new VectorTiles(
        tilesOf(layer), paintHazard(layer), { opacity: 0.75, zIndex: hazards }), false, layer);
    }
    this.towns = new Towns(failed);
    if (context.may.includes("counts")) this.add(() => t("towns"), this.towns, true);
    if (context.shelters.length > 0) this.add(() => t("shelters"), shelters(context.shelters), true);
    if (context.gsi) {
      this.add(() => t("gsi"), L.tileLayer("https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png", {
        maxNativeZoom: 18, maxZoom: 20, zIndex: 1, referrerPolicy: "no-referrer",
        attribution: "<a href=\"https://maps.gsi.go.jp/development/ichiran.html\" rel=\"noreferrer\">地理院タイル（国土地理院）</a>",
      }), false);
    }
  }

  add(name, layer, isOn, hazard = null) {
    this.overlays.push({ name, layer, hazard });
    if (isOn) layer.addTo(this.map);
  }

  /** The check boxes that turn layers on and off. */
  switches() {
    return this.overlays.map(({ name, layer }) => {
      const box = element("input", { type: "checkbox" });
      box.checked = this.map.hasLayer(layer);
      box.addEventListener("change", () => (box.checked ? layer.addTo(this.map) : layer.remove()));
      return element("label", {}, box, visible(name()));
    });
  }

  /** Turns the hazard layer of a name on, and its box too. */
  turnOn(name, container) {
    const place = this.overlays.findIndex(({ hazard }) => hazard?.name === name);
    if (place < 0) return;
    this.overlays[place].layer.addTo(this.map);
    const box = container.querySelectorAll("input[type=checkbox]")[place];
    if (box) box.checked = true;
  }

  /** The hazard layers that are shown, in the order of the context. */
  get shownHazards() {
    return this.overlays.filter(({ hazard, layer }) => hazard && this.map.hasLayer(layer)).map(({ hazard }) => hazard);
  }

  showArea(geometry) {
    this.area.clearLayers();
    if (geometry) this.area.addData(geometry);
  }
}

function tilesOf({ id }) { return `/collections/${id}/tiles/WebMercatorQuad/{z}/{row}/{col}`; }

/** The city's own map images; whom to name for them stands in the corner as text, whatever the pack says. */
function base({ attribution, min_zoom, max_zoom, bounds }) {
  return L.tileLayer("/map/base/{z}/{y}/{x}", {
    zIndex: 0, minNativeZoom: min_zoom, maxNativeZoom: max_zoom, maxZoom: 20,
    bounds: bounds ? [[bounds[1], bounds[0]], [bounds[3], bounds[2]]] : undefined,
    attribution: attribution ? element("span", {}, visible(attribution)).outerHTML : null,
  });
}

/** The colour of the nth rank of a hazard layer. */
export function hazardColours(layer, place) {
  const colours = layer.kind === "landslide" ? reds : blues;
  return colours[Math.min(Math.max(0, place), colours.length - 1)];
}

function paintHazard(layer) {
  const order = layer.ranks.map((rank) => rank.code);
  return (pen, features, size) => {
    for (const feature of features) {
      if (feature.kind !== 3) continue;
      trace(pen, feature, size);
      pen.fillStyle = hazardColours(layer, order.indexOf(String(feature.properties.rank ?? "")));
      pen.fill("evenodd");
      pen.strokeStyle = "#2b5f8a";
      pen.lineWidth = 0.5;
      pen.stroke();
    }
  };
}

function shelters(list) {
  const group = L.layerGroup();
  for (const shelter of list) {
    const label = element("div", {}, element("strong", {}, visible(shelter.name)), element("br"), visible(shelter.note ?? ""));
    group.addLayer(L.circleMarker([shelter.latitude, shelter.longitude], {
      radius: 7, color: "#00664f", weight: 3, fillColor: "#ffffff", fillOpacity: 1,
    }).bindPopup(label));
  }
  return group;
}

/** Lines of longitude and latitude, as close as the scale allows. */
function graticule(map) {
  const group = L.layerGroup();
  const draw = () => {
    group.clearLayers();
    const box = map.getBounds();
    const steps = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
    const step = steps.findLast((step) => step * 5 > box.getEast() - box.getWest()) ?? 10;
    const style = { color: "#555555", weight: 1, opacity: 0.4, interactive: false };
    const lines = (from, to, body) => {
      for (let count = Math.ceil(from / step); count * step <= to; count++) body(count * step);
    };
    const decimals = step < 0.01 ? 3 : step < 0.1 ? 2 : 1;
    lines(box.getWest(), box.getEast(), (x) => {
      group.addLayer(L.polyline([[box.getSouth(), x], [box.getNorth(), x]], style));
      group.addLayer(label([box.getNorth(), x], `${x.toFixed(decimals)}°E`, "top"));
    });
    lines(box.getSouth(), box.getNorth(), (y) => {
      group.addLayer(L.polyline([[y, box.getWest()], [y, box.getEast()]], style));
      group.addLayer(label([y, box.getEast()], `${y.toFixed(decimals)}°N`, "right"));
    });
  };
  group.on("add", () => {
    map.on("moveend", draw);
    draw();
  });
  group.on("remove", () => map.off("moveend", draw));
  return group;
}

function label(place, text, side) {
  return L.marker(place, {
    interactive: false, keyboard: false,
    icon: L.divIcon({ className: `graticule ${side}`, html: element("span", { "aria-hidden": "true" }, text), iconSize: [0, 0] }),
  });
}
