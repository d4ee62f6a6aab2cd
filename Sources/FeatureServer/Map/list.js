// The list: of some hundred thousand lines only those on the screen exist. Every member has a line of the same height, so the place
// of each household follows from the members before it, and nothing needs to be measured.
import { cellContent } from "./cells.js";
import { element } from "./safe.js";
import { number, t } from "./texts.js";

const lineHeight = 30;
/** Browsers draw no taller element than some ten million pixels; beyond that, scrolling moves faster than the finger. */
const tallest = 8_000_000;

/** The columns: what must be released for them, and how wide they are. */
const columns = [
  { key: "number", width: 64, sort: "index" }, { key: "classColumn", column: "classes", width: 64, sort: "classes" },
  { key: "bandColumn", field: "band", width: 58, sort: "band" }, { key: "householdNumber", field: "identifiers", width: 112 },
  { key: "name", field: "name", width: 150 }, { key: "birthDate", field: "age", width: 176 },
  { key: "sex", field: "sex", width: 52 }, { key: "relationship", field: "relationship", width: 84 },
  { key: "addressColumn", field: "town", width: 320 }, { key: "needs", field: "help", width: 220 },
  { key: "personScore", field: "scores", width: 64 }, { key: "score", field: "scores", width: 100, sort: "score" },
  { key: "action", column: "action", width: 90, sort: "action" }, { key: "certainty", width: 98, sort: "certainty" },
  { key: "reasons", may: "explanations", width: 72 },
];

export class List {
  /**
   * @param events `chosen(index)` when a household is chosen here, `reasons(index)`, `wanted(indices)` for rows that are missing.
   */
  constructor(container, events) {
    this.container = container;
    this.events = events;
    this.rows = new Map();
    this.made = new Map();
    this.active = 0;
    this.order = { key: "index", isReversed: false };
    this.build();
  }

  build() {
    this.header = element("div", { role: "row", class: "line heads", "aria-rowindex": "1" });
    this.body = element("div", { role: "presentation", class: "body" });
    this.space = element("div", { class: "space", role: "presentation" });
    this.space.append(this.body);
    this.scroller = element("div", {
      class: "scroller", role: "grid", tabindex: "0", onscroll: () => this.draw(), onkeydown: (event) => this.key(event),
    }, this.header, this.space);
    this.container.replaceChildren(this.scroller);
    new ResizeObserver(() => this.draw()).observe(this.scroller);
  }

  /** Shows an answer; `context` says what may be seen. */
  show(answer, context) {
    this.answer = answer;
    this.rows.clear();
    this.active = 0;
    this.columns = columns.filter((column) => (!column.field || context.fields.includes(column.field))
      && (!column.column || answer.columns[column.column]) && (!column.may || context.may.includes(column.may)));
    this.width = this.columns.reduce((sum, column) => sum + column.width, 0);
    this.scroller.style.setProperty("--columns", this.columns.map((column) => `${column.width}px`).join(" "));
    this.scroller.style.setProperty("--width", `${this.width}px`);
    this.scroller.setAttribute("aria-colcount", String(this.columns.length));
    this.scroller.scrollTop = 0;
    this.drawHeads();
  }

  /** Takes the households to show, as places in the answer; and lays them out in the order chosen. */
  arrange(indices) {
    const { answer } = this;
    this.shown = this.sorted(indices);
    this.place = new Int32Array(answer.count).fill(-1);
    this.tops = new Uint32Array(this.shown.length + 1);
    for (let place = 0; place < this.shown.length; place++) {
      this.place[this.shown[place]] = place;
      this.tops[place + 1] = this.tops[place] + Math.max(1, answer.lines[this.shown[place]]);
    }
    const height = this.tops[this.shown.length] * lineHeight;
    this.ratio = Math.max(1, height / tallest);
    this.space.style.height = `${Math.ceil(height / this.ratio)}px`;
    this.scroller.setAttribute("aria-rowcount", String(this.tops[this.shown.length] + 1));
    this.scroller.setAttribute("aria-label", `${t("tabList")} ${number(this.shown.length)} ${t("households")}`);
    this.active = Math.min(this.active, Math.max(0, this.shown.length - 1));
    this.made.clear();
    this.body.replaceChildren();
    this.draw();
  }

  sorted(indices) {
    const { key, isReversed } = this.order;
    const values = this.answer.columns[key];
    if (!values && !isReversed) return indices;
    const sorted = Int32Array.from(indices);
    const sign = isReversed ? -1 : 1;
    // What is equal stays in list order.
    sorted.sort((left, right) => sign * ((values ? values[left] - values[right] : left - right)) || left - right);
    return sorted;
  }

  drawHeads() {
    this.header.replaceChildren(...this.columns.map((column, index) => {
      const isSorted = column.sort === this.order.key;
      const title = column.sort
        ? element("button", { type: "button", title: t("sortBy"), tabindex: "-1", onclick: () => this.sortBy(column.sort) },
          t(column.key), isSorted ? (this.order.isReversed ? " ▼" : " ▲") : "")
        : t(column.key);
      return element("div", {
        role: "columnheader", class: "cell", "aria-colindex": String(index + 1),
        "aria-sort": isSorted ? (this.order.isReversed ? "descending" : "ascending") : column.sort ? "none" : null,
      }, title);
    }));
  }

  sortBy(key) {
    this.order = { key, isReversed: this.order.key === key ? !this.order.isReversed : key === "score" };
    this.drawHeads();
    this.arrange(Int32Array.from(this.shown).sort());
    this.scroller.scrollTop = 0;
  }

  /** The line at the top of the window, counted from the first. */
  get firstLine() { return Math.floor((this.scroller.scrollTop * this.ratio) / lineHeight); }

  get linesInView() { return Math.ceil(this.scroller.clientHeight / lineHeight); }

  /** The household of a line, by bisection. */
  placeOfLine(line) {
    let [low, high] = [0, this.shown.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle + 1] <= line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  draw() {
    if (!this.shown) return;
    const first = this.placeOfLine(this.firstLine);
    const end = this.firstLine + this.linesInView + 2;
    const kept = new Set();
    const missing = [];
    let last = null;
    // Lines keep their distance from the top of the window, whatever the ratio.
    const shift = this.scroller.scrollTop - this.scroller.scrollTop * this.ratio;
    this.body.style.transform = `translateY(${shift}px)`;
    for (let place = first; place < this.shown.length && this.tops[place] < end; place++) {
      const index = this.shown[place];
      kept.add(index);
      const row = this.rows.get(index);
      if (!row) missing.push(index);
      const made = this.made.get(index);
      if (made && made.isFull === (row !== undefined)) {
        last = made.node;
        continue;
      }
      made?.node.remove();
      const node = this.household(index, place, row);
      // In the order of the list, whichever way it is scrolled, for whoever hears it.
      if (last) last.after(node);
      else this.body.prepend(node);
      last = node;
      this.made.set(index, { node, isFull: row !== undefined });
    }
    for (const [index, { node }] of this.made) {
      if (kept.has(index)) continue;
      node.remove();
      this.made.delete(index);
    }
    this.markActive();
    clearTimeout(this.timer);
    // While somebody scrolls fast nothing is asked: what only flies by need not be released.
    if (missing.length > 0) this.timer = setTimeout(() => this.events.wanted(missing), 90);
  }

  /** Takes rows that the server released. */
  fill(rows) {
    for (const row of rows) this.rows.set(row.number - 1, row);
    this.draw();
  }

  household(index, place, row) {
    const group = element("div", {
      role: "rowgroup", class: `household ${this.answer.certainty(index)}`, "data-index": String(index),
      onclick: (event) => {
        this.activate(place, false);
        if (event.target.closest("button.why")) this.events.reasons(index);
        else this.events.chosen(index);
      },
    });
    group.style.top = `${this.tops[place] * lineHeight}px`;
    const lines = this.tops[place + 1] - this.tops[place];
    for (let line = 0; line < lines; line++) group.append(this.line(index, place, line, row));
    return group;
  }

  line(index, place, line, row) {
    const member = row?.members?.[line];
    const main = row?.member_classes?.[line]?.[0];
    const node = element("div", {
      role: "row", class: `line ${main ?? ""}`, id: line === 0 ? `row-${index}` : null,
      "aria-rowindex": String(this.tops[place] + line + 2),
    });
    this.columns.forEach((column, at) => {
      const cell = element("div", { role: "gridcell", class: `cell ${column.key}`, "aria-colindex": String(at + 1) });
      const content = cellContent(column.key, { answer: this.answer, index, line, row, member });
      if (content !== null && content !== undefined) cell.append(content);
      node.append(cell);
    });
    return node;
  }

  markActive() {
    for (const [index, { node }] of this.made) {
      const isActive = this.place[index] === this.active;
      node.classList.toggle("active", isActive);
      node.firstChild.setAttribute("aria-selected", String(isActive));
    }
    const index = this.shown[this.active];
    if (this.made.has(index)) this.scroller.setAttribute("aria-activedescendant", `row-${index}`);
    else this.scroller.removeAttribute("aria-activedescendant");
  }

  /** Makes a household the active one and brings it into view. */
  activate(place, scrolls = true) {
    if (!this.shown || this.shown.length === 0) return;
    this.active = Math.max(0, Math.min(place, this.shown.length - 1));
    if (scrolls) {
      const top = this.tops[this.active] * lineHeight;
      const bottom = this.tops[this.active + 1] * lineHeight;
      const head = this.header.offsetHeight;
      const start = this.scroller.scrollTop * this.ratio;
      if (top < start) this.scroller.scrollTop = top / this.ratio;
      else if (bottom > start + this.scroller.clientHeight - head) {
        this.scroller.scrollTop = Math.ceil((bottom - this.scroller.clientHeight + head) / this.ratio);
      }
    }
    this.draw();
  }

  /** Shows the household of an index; false when the filters hide it. */
  reveal(index) {
    const place = this.place ? this.place[index] : -1;
    if (place < 0) return false;
    this.activate(place);
    return true;
  }

  key(event) {
    if (!this.shown || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.linesInView / 3));
    const moves = {
      ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page,
      Home: 0, End: this.shown.length - 1,
    };
    if (event.key in moves) this.activate(moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") this.events.chosen(this.shown[this.active]);
    else if (event.key === "r" || event.key === "R") this.events.reasons(this.shown[this.active]);
    else return;
    event.preventDefault();
  }
}
