// Drawing a polygon: by mouse, by finger, or by keyboard with a cross in the middle of the map.
/* global L */

const steps = { plain: 24, Shift: 120, Alt: 4 };

export class Drawing {
  /**
   * @param map Leaflet's map.
   * @param events `changed(vertices)` after each change, `finished(vertices)`, `ended()` when it is over in any way,
   *   `refused()` when fewer than three points are to be closed.
   */
  constructor(map, events) {
    this.map = map;
    this.events = events;
    this.vertices = [];
    this.isActive = false;
    this.shape = L.layerGroup().addTo(map);
    map.on("click", (event) => this.isActive && this.add(event.latlng));
    map.on("dblclick", () => this.isActive && this.finish());
    map.on("mousemove", (event) => this.isActive && this.hover(event.latlng));
    map.getContainer().addEventListener("keydown", (event) => this.key(event), true);
  }

  start() {
    this.isActive = true;
    this.vertices = [];
    this.map.doubleClickZoom.disable();
    this.map.keyboard.disable();
    this.map.getContainer().classList.add("drawing");
    this.map.getContainer().focus();
    this.redraw();
    this.events.changed(this.vertices);
  }

  add(place) {
    const last = this.vertices.at(-1);
    // The second click of a double click is no point of its own.
    if (last && this.map.latLngToContainerPoint(last).distanceTo(this.map.latLngToContainerPoint(place)) < 4) return;
    const first = this.vertices[0];
    if (this.vertices.length > 2
      && this.map.latLngToContainerPoint(first).distanceTo(this.map.latLngToContainerPoint(place)) < 12) {
      this.finish();
      return;
    }
    this.vertices.push(place.wrap());
    this.redraw();
    this.events.changed(this.vertices);
  }

  undo() {
    this.vertices.pop();
    this.redraw();
    this.events.changed(this.vertices);
  }

  finish() {
    if (this.vertices.length < 3) {
      this.events.refused();
      return;
    }
    const vertices = this.vertices;
    this.end();
    this.events.finished(vertices);
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
    if (this.line && this.vertices.length > 0) this.line.setLatLngs([...this.vertices, place]);
  }

  redraw() {
    this.shape.clearLayers();
    const style = { color: "#111111", weight: 3, dashArray: "6 4", fillOpacity: 0.08, interactive: false };
    if (this.vertices.length > 2) this.shape.addLayer(L.polygon(this.vertices, { ...style, weight: 1 }));
    this.line = L.polyline(this.vertices, style);
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
    if (moves[event.key]) this.map.panBy(moves[event.key], { animate: false });
    else if (actions[event.key]) actions[event.key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

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
