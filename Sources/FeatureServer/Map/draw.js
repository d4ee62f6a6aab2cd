// Drawing a polygon or a circle: by mouse, by finger, or by keyboard with a cross in the middle of the map.
/* global L */

const steps = { plain: 24, Shift: 120, Alt: 4 };
const largestMetres = 200_000;

export class Drawing {
  /**
   * @param map Leaflet's map.
   * @param events `changed()` after each change, `finished(area)` with the area as the server takes it, `ended()` when it is over in
   *   any way, `refused()` when too little is there to be closed; `metres()` is the radius that somebody typed, null without one.
   */
  constructor(map, events) {
    this.map = map;
    this.events = events;
    this.vertices = [];
    this.edge = null;
    this.isActive = false;
    this.isCircle = false;
    this.shape = L.layerGroup().addTo(map);
    map.on("click", (event) => {
      if (!this.isActive) return;
      this.lastClick = event.originalEvent;
      this.add(event.latlng);
    });
    map.on("dblclick", () => this.isActive && !this.isCircle && this.finish());
    map.on("mousemove", (event) => this.isActive && this.hover(event.latlng));
    map.getContainer().addEventListener("keydown", (event) => this.key(event), true);
  }

  start(isCircle) {
    this.isActive = true;
    this.isCircle = isCircle;
    this.vertices = [];
    this.edge = null;
    this.map.doubleClickZoom.disable();
    this.map.keyboard.disable();
    this.map.getContainer().classList.add("drawing");
    this.map.getContainer().focus();
    this.redraw();
    this.events.changed();
  }

  /** What is drawn so far, as the server takes it; null while it is no area. */
  get area() {
    if (!this.isCircle) return this.vertices.length > 2 ? { geojson: JSON.stringify(polygon(this.vertices)) } : null;
    return this.metres === null ? null : circle(this.vertices[0], this.metres);
  }

  /** The radius that the pointer or the cross shows; null before there is one. */
  get metres() {
    if (!this.edge || this.vertices.length === 0) return null;
    const metres = Math.round(this.vertices[0].distanceTo(this.edge));
    return metres >= 1 && metres <= largestMetres ? metres : null;
  }

  add(place) {
    const pixels = (vertex) => this.map.latLngToContainerPoint(vertex).distanceTo(this.map.latLngToContainerPoint(place));
    const last = this.vertices.at(-1);
    // The second click of a double click is no point of its own.
    if (last && pixels(last) < 4) return;
    if (this.isCircle && last) {
      this.edge = place.wrap();
      if (this.area) this.finishWith(this.area);
      else this.events.refused();
      return;
    }
    if (this.vertices.length > 2 && pixels(this.vertices[0]) < 12) {
      this.finish();
      return;
    }
    this.vertices.push(place.wrap());
    this.redraw();
    this.events.changed();
  }

  undo() {
    this.vertices.pop();
    this.edge = null;
    this.redraw();
    this.events.changed();
  }

  /** Closes the polygon, or the circle at the radius that was typed. */
  finish() {
    const [center] = this.vertices;
    const metres = this.isCircle && center ? this.events.metres() : null;
    const area = this.isCircle ? metres && circle(center, metres) : this.area;
    if (area) this.finishWith(area);
    else this.events.refused();
  }

  finishWith(area) {
    this.end();
    this.events.finished(area);
  }

  cancel() { this.end(); }

  end() {
    this.isActive = false;
    this.shape.clearLayers();
    this.map.doubleClickZoom.enable();
    this.map.keyboard.enable();
    this.map.getContainer().classList.remove("drawing");
    this.events.ended();
  }

  hover(place) {
    if (this.vertices.length === 0) return;
    if (!this.isCircle) {
      this.line.setLatLngs([...this.vertices, place]);
      return;
    }
    this.edge = place;
    this.redraw();
    this.events.changed();
  }

  redraw() {
    this.shape.clearLayers();
    const style = { color: "#111111", weight: 3, dashArray: "6 4", fillOpacity: 0.08, interactive: false };
    if (this.isCircle && this.metres !== null) this.shape.addLayer(L.circle(this.vertices[0], { ...style, radius: this.metres }));
    if (!this.isCircle && this.vertices.length > 2) this.shape.addLayer(L.polygon(this.vertices, { ...style, weight: 1 }));
    this.line = L.polyline(this.isCircle && this.edge ? [...this.vertices, this.edge] : this.vertices, style);
    this.shape.addLayer(this.line);
    for (const vertex of this.vertices) {
      this.shape.addLayer(L.circleMarker(vertex, {
        radius: 6, color: "#111111", weight: 2, fillColor: "#ffffff", fillOpacity: 1, interactive: false,
      }));
    }
  }

  key(event) {
    if (!this.isActive || event.ctrlKey || event.metaKey) return;
    const step = event.shiftKey ? steps.Shift : event.altKey ? steps.Alt : steps.plain;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const actions = {
      Enter: () => this.add(this.map.getCenter()), " ": () => this.add(this.map.getCenter()),
      Backspace: () => this.undo(), Delete: () => this.undo(), Escape: () => this.cancel(),
      c: () => this.finish(), C: () => this.finish(),
      "+": () => this.map.zoomIn(), ";": () => this.map.zoomIn(), "-": () => this.map.zoomOut(),
    };
    if (moves[event.key]) {
      this.map.panBy(moves[event.key], { animate: false });
      if (this.isCircle) this.hover(this.map.getCenter());
    } else if (actions[event.key]) actions[event.key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** A circle as the server takes it. */
function circle(center, metres) { return { circle: { longitude: round(center.lng), latitude: round(center.lat), metres } }; }

/** The polygon of some vertices as GeoJSON, the outer ring counterclockwise. */
export function polygon(vertices) {
  const ring = vertices.map((vertex) => [round(vertex.lng), round(vertex.lat)]);
  let area = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length];
    area += x * nextY - nextX * y;
  });
  if (area < 0) ring.reverse();
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
}

function round(degrees) { return Math.round(degrees * 1e8) / 1e8; }
