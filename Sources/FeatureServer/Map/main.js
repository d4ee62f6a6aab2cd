// The page: brings map, list and panel together.
/* global L */
import { Answer, certainties, classes } from "./answer.js";
import { get, post, postBytes, useFormToken } from "./api.js";
import * as dialogs from "./dialogs.js";
import { DrawBar } from "./drawbar.js";
import { Ground } from "./ground.js";
import { signs } from "./cells.js";
import { showFilters, showSummary } from "./head.js";
import { showLegend } from "./legend.js";
import { List } from "./list.js";
import { Points } from "./points.js";
import { Panel } from "./question.js";
import { element, recorded, visible } from "./safe.js";
import { either, languageCode, number, switchLanguage, t, translatePage } from "./texts.js";
import { connectViews } from "./views.js";

const byId = (id) => document.getElementById(id);
const mostRows = 200;

class Page {
  constructor(context) {
    this.context = context;
    this.isDrill = document.documentElement.dataset.mode === "drill";
    this.answer = null;
    this.requested = new Set();
    this.shownCertainty = null;
    this.shownClasses = new Set();
    // Nothing on this map moves by itself, so there is nothing to reduce for whoever asked for less motion.
    this.map = L.map("map", {
      zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false, maxZoom: 20, minZoom: 5,
      preferCanvas: true, worldCopyJump: false,
    });
    this.map.attributionControl.setPrefix(false);
    if (context.bounds) {
      const [west, south, east, north] = context.bounds;
      this.map.fitBounds([[south, west], [north, east]]);
    } else this.map.setView([36, 138], 6);
    this.ground = new Ground(this.map, context, (error) => dialogs.sayProblem(error));
    this.points = new Points().addTo(this.map);
    this.list = new List(byId("table"), {
      chosen: (index) => this.choose(index, true),
      reasons: (index) => this.attempt(() => dialogs.reasons(this.answer, index)),
      wanted: (indices) => this.fetchRows(indices),
    });
    this.panel = new Panel(context, () => {
      byId("alert").replaceChildren();
      this.attempt(() => this.ask());
    });
    this.drawBar = new DrawBar(this.map, this.panel, {
      say: (text) => this.say(text), attempt: (body) => this.attempt(body), may: context.may,
    });
    this.drawing = this.drawBar.drawing;
    this.map.on("layeradd layerremove", () => this.showLegend());
    this.map.on("click", (event) => this.clicked(event));
    this.connect();
    this.label();
  }

  connect() {
    byId("help").addEventListener("click", () => dialogs.help());
    byId("language").addEventListener("click", () => {
      switchLanguage();
      this.label();
      this.panel.fill();
      if (this.answer) this.showAnswer();
    });
    for (const button of byId("exports").querySelectorAll("button")) {
      button.addEventListener("click", () => dialogs.exporting(
        this.answer, button.dataset.format, this.isDrill, (error) => dialogs.sayProblem(error)));
    }
    byId("file").addEventListener("change", (event) => this.attempt(() => this.takeFile(event.target.files[0])));
    byId("mapbox").addEventListener("dragover", (event) => event.preventDefault());
    byId("mapbox").addEventListener("drop", (event) => {
      event.preventDefault();
      this.attempt(() => this.takeFile(event.dataTransfer.files[0]));
    });
    connectViews(() => this.map.invalidateSize({ animate: false }));
  }

  label() {
    translatePage();
    const { context } = this;
    byId("language").textContent = either("English", "日本語");
    byId("language").lang = either("en", "ja");
    byId("municipality").textContent = visible(context.municipality);
    byId("who").replaceChildren(
      recorded(context.operator), `　${t("audience")}: ${either(context.audience_label, context.audience)}　`
      + `${t("basis")}: ${either(context.legal_basis_label, context.legal_basis)}　${t("generation")} ${context.generation}　`
      + `${t("asOf")} ${context.as_of ?? "-"}`);
    byId("layers").replaceChildren(element("legend", {}, t("layers")), ...this.ground.switches());
    this.map.getContainer().setAttribute("aria-label", t("mapLabel"));
    this.drawBar.label();
    this.ground.towns.redraw();
    this.showLegend();
  }

  showLegend() {
    const layers = this.ground.shownHazards;
    const shown = JSON.stringify([languageCode(), layers.map((layer) => layer.id)]);
    if (shown === this.legend) return;
    this.legend = shown;
    showLegend(layers);
  }

  /** Runs something that may fail, and says what failed. */
  async attempt(body) {
    try {
      await body();
    } catch (error) {
      if (error.name === "AbortError") return;
      dialogs.sayProblem(error);
      // The register has changed, or the server has forgotten the answer: it is asked for anew, and whoever looks at it is told.
      if (["answer-gone", "generation-changed"].includes(error.code) && this.panel.area) {
        await this.ask().catch((failure) => dialogs.sayProblem(failure));
      }
    }
  }

  say(text) { byId("live").textContent = text; }

  async takeFile(file) {
    if (!file) return;
    const uploaded = await (await postBytes("/map/files", file)).json();
    this.panel.choose({ file: uploaded.file });
  }

  // Asking

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const start = performance.now();
    this.say(t("asking"));
    document.body.classList.add("asking");
    try {
      const response = await post("/map/answer", this.panel.question(), this.asking.signal);
      this.answer = new Answer(await response.arrayBuffer());
    } finally {
      document.body.classList.remove("asking");
    }
    this.requested.clear();
    this.shownCertainty = null;
    this.shownClasses.clear();
    this.points.select(-1);
    this.map.closePopup();
    this.showAnswer();
    this.frame();
    performance.measure("engo-answer", { start, end: performance.now() });
  }

  showAnswer() {
    byId("table").hidden = false;
    byId("empty").hidden = true;
    byId("exports").disabled = false;
    this.ground.towns.showCounts(false);
    this.list.show(this.answer, this.context);
    showSummary(this.answer, this.isDrill);
    this.say(`${visible(this.answer.head.area.name)}: ${number(this.answer.count)} ${t("households")}`);
    this.filter();
  }

  /** Moves the map to the area, unless all of it can be seen already. */
  frame() {
    const { area } = this.answer.head;
    this.ground.showArea(area.outline);
    if (this.panel.area.hazard) this.ground.turnOn(this.panel.area.hazard, byId("layers"));
    const bounds = area.bounds ? [[area.bounds[1], area.bounds[0]], [area.bounds[3], area.bounds[2]]] : this.answer.bounds();
    if (!bounds) return;
    const [box, seen] = [L.latLngBounds(bounds), this.map.getBounds()];
    const isTiny = box.isValid() && seen.getEast() - seen.getWest() > 3 * (box.getEast() - box.getWest());
    if (!seen.contains(box) || isTiny) this.map.fitBounds(box, { padding: [20, 20] });
  }

  filter() {
    const { columns, count } = this.answer;
    showFilters(this.answer, this.shownCertainty, this.shownClasses, {
      certainty: (certainty) => {
        this.shownCertainty = certainty;
        this.filter();
      },
      need: (name) => {
        if (!this.shownClasses.delete(name)) this.shownClasses.add(name);
        this.filter();
      },
    });
    const wanted = this.shownCertainty === null ? -1 : certainties.indexOf(this.shownCertainty);
    let bits = 0;
    for (const name of this.shownClasses) bits |= 1 << classes.indexOf(name);
    const isShown = new Uint8Array(count);
    const shown = new Int32Array(count);
    let length = 0;
    for (let index = 0; index < count; index++) {
      if (wanted >= 0 && columns.certainty[index] !== wanted) continue;
      if (bits && !(columns.classes[index] & bits)) continue;
      isShown[index] = 1;
      shown[length++] = index;
    }
    this.list.arrange(shown.subarray(0, length));
    this.points.show(this.answer, length === count ? null : isShown);
  }

  /** Asks for rows that are on the screen, with their neighbours, so that a slow scroll asks once for some hundred. */
  fetchRows(indices) {
    const { answer, list } = this;
    const wanted = [];
    const take = (place) => {
      const index = list.shown[place];
      if (index === undefined || wanted.length >= mostRows || this.requested.has(index)) return;
      this.requested.add(index);
      wanted.push(index);
    };
    for (const index of indices) take(list.place[index]);
    const last = list.place[indices.at(-1)];
    for (let place = last + 1; place < last + mostRows && wanted.length > 0; place++) take(place);
    if (wanted.length === 0) return;
    this.attempt(async () => {
      try {
        const response = await post("/map/rows", {
          answer: answer.id, numbers: wanted.map((index) => index + 1).sort((left, right) => left - right), language: languageCode(),
        });
        const { rows } = await response.json();
        if (answer === this.answer) list.fill(rows);
      } catch (error) {
        for (const index of wanted) this.requested.delete(index);
        throw error;
      }
    });
  }

  // From the list to the map and back

  choose(index, movesMap) {
    if (!this.answer) return;
    this.points.select(index);
    if (!this.answer.isLocated(index)) {
      this.map.closePopup();
      this.say(`${index + 1}: ${t("unlocated")}`);
      return;
    }
    const place = this.answer.position(index);
    if (movesMap) {
      const zoom = Math.max(this.map.getZoom(), 17);
      this.map.setView(place, zoom, { animate: false });
    }
    this.openPopup(place, [index]);
    this.say(`${t("household")} ${index + 1}`);
  }

  clicked(event) {
    // The click that ended a drawing asks for nobody.
    if (this.drawing.isActive || this.drawing.lastClick === event.originalEvent || !this.answer) return;
    const found = this.points.at(event.containerPoint, 50);
    if (found.length === 0) return;
    if (found.length === 1) this.choose(found[0], false);
    else this.openPopup(event.latlng, found);
    this.list.reveal(found[0]);
    if (found.length === 1) byId("table").querySelector(".scroller").focus({ preventScroll: true });
  }

  openPopup(place, indices) {
    const households = indices.map((index) => {
      const row = this.list.rows.get(index);
      return element("li", {}, element("button", {
        type: "button", onclick: () => {
          this.points.select(index);
          this.list.reveal(index);
          byId("tab-list").click();
          byId("table").querySelector(".scroller").focus({ preventScroll: true });
        },
      }, `No. ${index + 1} `, row?.members?.[0] ? recorded(row.members[0].name) : null, signs(this.answer.classes(index))));
    });
    const content = element("div", {},
      this.isDrill ? element("strong", { class: "drillmark" }, "訓練") : null,
      indices.length > 1 ? element("p", {}, t("several").replace("{n}", indices.length)) : null,
      element("ul", { class: "popup" }, ...households));
    L.popup({ autoPan: false, maxHeight: 220 }).setLatLng(place).setContent(content).openOn(this.map);
  }
}

async function start() {
  translatePage();
  try {
    const context = await (await get("/map/context")).json();
    useFormToken(context.form_token);
    globalThis.engoPage = new Page(context);
    document.body.dataset.ready = "true";
  } catch (error) {
    dialogs.sayProblem(error);
  }
}

start();
