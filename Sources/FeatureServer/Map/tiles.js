// Vector tiles of the server (Mapbox Vector Tile 2.1), drawn on canvases of 256 pixels.
/* global L */

/** Reads protocol buffers as far as vector tiles use them. */
class Reader {
  constructor(bytes, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  varint() {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  /** Calls for each field with its number and its value: a number, or a reader of what it holds. */
  fields(body) {
    while (this.at < this.end) {
      const tag = this.varint();
      const kind = tag & 7;
      if (kind === 0) body(tag >> 3, this.varint());
      else if (kind === 2) {
        const length = this.varint();
        const start = this.at;
        this.at += length;
        body(tag >> 3, new Reader(this.bytes, start, start + length));
      } else {
        this.at += kind === 1 ? 8 : 4;
        body(tag >> 3, new Reader(this.bytes, this.at - (kind === 1 ? 8 : 4), this.at));
      }
    }
  }

  numbers() {
    const values = [];
    while (this.at < this.end) values.push(this.varint());
    return values;
  }

  text() { return new TextDecoder().decode(this.bytes.subarray(this.at, this.end)); }

  real() {
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at, this.end - this.at);
    return this.end - this.at === 8 ? view.getFloat64(0, true) : view.getFloat32(0, true);
  }
}

const zigzag = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

function value(reader) {
  let result = null;
  reader.fields((field, content) => {
    if (field === 1) result = content.text();
    else if (field === 2 || field === 3) result = content.real();
    else if (field === 6) result = zigzag(content);
    else if (field === 7) result = content === 1;
    else result = content;
  });
  return result;
}

/** The features of a tile: `{ kind, rings, properties }`, kind 1 points, 2 lines, 3 polygons, places from 0 to 1. */
export function features(bytes) {
  const result = [];
  new Reader(bytes).fields((field, layer) => {
    if (field !== 3) return;
    const [keys, values, raw] = [[], [], []];
    let extent = 4096;
    layer.fields((part, content) => {
      if (part === 2) raw.push(content);
      else if (part === 3) keys.push(content.text());
      else if (part === 4) values.push(value(content));
      else if (part === 5) extent = content;
    });
    for (const one of raw) result.push(feature(one, keys, values, extent));
  });
  return result;
}

function feature(reader, keys, values, extent) {
  const made = { kind: 0, rings: [], properties: {} };
  reader.fields((field, content) => {
    if (field === 2) {
      const tags = content.numbers();
      for (let at = 0; at + 1 < tags.length; at += 2) made.properties[keys[tags[at]]] = values[tags[at + 1]];
    } else if (field === 3) made.kind = content;
    else if (field === 4) made.rings = rings(content.numbers(), extent);
  });
  return made;
}

function rings(commands, extent) {
  const result = [];
  let [x, y, at] = [0, 0, 0];
  while (at < commands.length) {
    const [command, count] = [commands[at] & 7, commands[at] >> 3];
    at++;
    if (command === 7) continue;
    for (let repeat = 0; repeat < count; repeat++) {
      x += zigzag(commands[at++]);
      y += zigzag(commands[at++]);
      if (command === 1) result.push([]);
      result.at(-1).push([x / extent, y / extent]);
    }
  }
  return result;
}

/** Tiles under way by address: layers that draw the same tile at once ask for it once. */
const underWay = new Map();

function load(address) {
  if (!underWay.has(address)) {
    underWay.set(address, fetch(address, { credentials: "same-origin" }).then(async (response) => {
      if (response.status !== 204 && !response.ok) throw new Error(String(response.status));
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.length > 0 ? features(bytes) : null;
    }).finally(() => underWay.delete(address)));
  }
  return underWay.get(address);
}

/** A layer of tiles; `paint(pen, features, size, zoom)` draws what a tile holds. */
export const VectorTiles = L.GridLayer.extend({
  initialize(address, paint, options) {
    this.address = address;
    this.paint = paint;
    L.setOptions(this, options);
  },

  createTile(coords, done) {
    const size = this.getTileSize().x;
    const tile = L.DomUtil.create("canvas", "leaflet-tile");
    tile.width = tile.height = size;
    const address = this.address.replace("{z}", coords.z).replace("{row}", coords.y).replace("{col}", coords.x);
    load(address).then((found) => {
      if (found) this.paint(tile.getContext("2d"), found, size, coords.z);
      done(null, tile);
    }).catch((error) => done(error, tile));
    return tile;
  },
});

/** Traces the lines or the rings of a feature. */
export function trace(pen, { kind, rings: lines }, size) {
  pen.beginPath();
  for (const line of lines) {
    line.forEach(([x, y], place) => (place ? pen.lineTo(x * size, y * size) : pen.moveTo(x * size, y * size)));
    if (kind === 3) pen.closePath();
  }
}
