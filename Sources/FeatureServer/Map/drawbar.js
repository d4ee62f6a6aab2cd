// The buttons over the map with which an area is drawn, and what is told of it while it is.
import { post } from "./api.js";
import { Drawing } from "./draw.js";
import { number, t } from "./texts.js";

const byId = (id) => document.getElementById(id);
/** Shown while somebody draws, and while nobody does. */
const during = ["undo", "finish", "cancel", "drawhint", "crosshair", "count"];
const otherwise = ["draw", "drawcircle"];

export class DrawBar {
  /**
   * @param page `say(text)` tells whoever hears the page, `attempt(body)` runs something that may fail, `may` is what may be asked for.
   */
  constructor(map, panel, page) {
    this.map = map;
    this.panel = panel;
    this.page = page;
    this.drawing = new Drawing(map, {
      changed: () => this.changed(),
      finished: (area) => panel.choose(area),
      ended: () => this.ended(),
      refused: () => page.say(t(!this.drawing.isCircle ? "needThree" : this.drawing.vertices.length > 0 ? "needRadius" : "needCenter")),
      metres: () => panel.metres,
    });
    byId("draw").addEventListener("click", () => this.start(false));
    byId("drawcircle").addEventListener("click", () => this.start(true));
    byId("undo").addEventListener("click", () => this.drawing.undo());
    byId("finish").addEventListener("click", () => this.drawing.finish());
    byId("cancel").addEventListener("click", () => this.drawing.cancel());
  }

  label() {
    byId("drawhint").textContent = t(this.drawing.isCircle ? "circleHint" : "drawHint");
    byId("finish").textContent = t(this.drawing.isCircle ? "finishCircle" : "finish");
  }

  start(isCircle) {
    byId("tab-map").click();
    for (const id of during) byId(id).hidden = false;
    for (const id of otherwise) byId(id).hidden = true;
    this.map.closePopup();
    this.drawing.start(isCircle);
    this.label();
  }

  ended() {
    // The button that had the keyboard is going.
    if (byId("drawbar").contains(document.activeElement)) this.map.getContainer().focus();
    for (const id of during) byId(id).hidden = true;
    for (const id of otherwise) byId(id).hidden = false;
    this.counting?.abort();
    clearTimeout(this.timer);
  }

  changed() {
    const { area, isCircle, metres, vertices } = this.drawing;
    byId("finish").disabled = vertices.length < (isCircle ? 1 : 3);
    byId("undo").disabled = vertices.length === 0;
    const label = !isCircle ? `${t("point")} ${vertices.length}`
      : metres !== null ? `${t("radius")} ${number(metres)} m` : `${t("center")} ${vertices.length > 0 ? "✓" : "…"}`;
    byId("count").textContent = label;
    if (!isCircle) this.page.say(label);
    clearTimeout(this.timer);
    this.counting?.abort();
    if (!area) return;
    this.timer = setTimeout(() => this.page.attempt(async () => {
      this.page.say(label);
      if (!this.page.may.includes("counts")) return;
      this.counting = new AbortController();
      const response = await post("/map/count", this.panel.question(area), this.counting.signal);
      const { households, persons } = await response.json();
      const told = (count) => (count === null ? t("withheldCount") : number(count));
      byId("count").textContent = `${label}　${told(households)} ${t("households")}　${told(persons)} ${t("persons")}`;
      this.page.say(byId("count").textContent);
    }), 250);
  }
}
