// The answer to a question: a head in JSON and one packed column per property, in list order.

const kinds = { u8: Uint8Array, u16: Uint16Array, i32: Int32Array };
const unlocated = -0x80000000;

/** The classes of need, by the bit that stands for each in the column `classes`. */
export const classes = ["elderly", "disabled", "pregnant", "infant", "other"];
export const certainties = ["certain", "possible", "unlocated"];
export const bands = ["", "A", "B", "C"];

export class Answer {
  /** Reads the bytes: "ENGO", the length of the head, the head, then the columns at the places that it names. */
  constructor(buffer) {
    const view = new DataView(buffer);
    if (view.getUint32(0, false) !== 0x454e474f) throw new TypeError("not an answer");
    const length = view.getUint32(4, true);
    this.head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
    this.id = this.head.answer;
    this.summary = this.head.summary;
    this.count = this.head.count;
    this.columns = {};
    const start = 8 + length;
    for (const { name, type, offset } of this.head.columns) {
      this.columns[name] = new kinds[type](buffer, start + offset, this.count);
    }
    this.project();
    this.lines = this.columns.members ?? new Uint16Array(this.count).fill(1);
  }

  /** Places every household in the unit square of the Web Mercator map; NaN without a position. */
  project() {
    const { longitude, latitude } = this.columns;
    this.x = new Float64Array(this.count).fill(NaN);
    this.y = new Float64Array(this.count).fill(NaN);
    if (!longitude || !latitude) return;
    for (let index = 0; index < this.count; index++) {
      if (longitude[index] === unlocated) continue;
      const sine = Math.sin((latitude[index] / 1e7) * (Math.PI / 180));
      this.x[index] = 0.5 + longitude[index] / 1e7 / 360;
      this.y[index] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }
  }

  isLocated(index) { return !Number.isNaN(this.x[index]); }

  position(index) {
    return [this.columns.latitude[index] / 1e7, this.columns.longitude[index] / 1e7];
  }

  certainty(index) { return certainties[this.columns.certainty[index]]; }

  band(index) { return this.columns.band ? bands[this.columns.band[index]] : ""; }

  score(index) { return this.columns.score ? this.columns.score[index] / 1000 : null; }

  classes(index) {
    const bits = this.columns.classes ? this.columns.classes[index] : 0;
    return classes.filter((_, bit) => bits & (1 << bit));
  }

  /** The box of all positions as Leaflet takes it; null when nobody has one. */
  bounds() {
    const { longitude, latitude } = this.columns;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let index = 0; index < this.count; index++) {
      if (!this.isLocated(index)) continue;
      west = Math.min(west, longitude[index]);
      east = Math.max(east, longitude[index]);
      south = Math.min(south, latitude[index]);
      north = Math.max(north, latitude[index]);
    }
    return west === Infinity ? null : [[south / 1e7, west / 1e7], [north / 1e7, east / 1e7]];
  }
}
