// The panel on the left: which area, and which of its households.
import { element, visible } from "./safe.js";
import { either, t } from "./texts.js";

const byId = (id) => document.getElementById(id);

/** What the panel asks, in the form in which the server takes it. */
export class Panel {
  /** @param asked called with the area when somebody chooses one. */
  constructor(context, asked) {
    this.context = context;
    this.asked = asked;
    this.area = null;
    const choose = (area) => {
      this.area = area;
      asked();
    };
    byId("hazard").addEventListener("change", () => {
      this.showRanks();
      if (byId("hazard").value) choose(this.hazard());
    });
    byId("ranks").addEventListener("change", () => choose(this.hazard()));
    byId("saved").addEventListener("change", () => byId("saved").value && choose({ saved: byId("saved").value }));
    byId("town").addEventListener("change", () => {
      const town = byId("town").value.trim();
      if (town) choose({ town });
    });
    byId("circle").addEventListener("click", () => this.circle(choose));
    byId("address").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.circle(choose);
    });
    byId("question").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.area) asked();
    });
    for (const id of ["include", "need", "minscore", "hazardorder", "daytime"]) {
      byId(id).addEventListener("change", () => this.area && asked());
    }
    for (const box of document.querySelectorAll("input[name=band]")) box.addEventListener("change", () => this.area && asked());
    this.fill();
  }

  /** Puts what the workspace offers into the lists; also when the language changes. */
  fill() {
    const { context } = this;
    const options = (id, values) => {
      const select = byId(id);
      const chosen = select.value;
      select.replaceChildren(element("option", { value: "" }, t(id === "need" ? "anyNeed" : "choose")), ...values);
      select.value = chosen;
    };
    options("hazard", context.hazard_layers.map((layer) => element("option", { value: layer.name }, visible(layer.name))));
    options("saved", context.saved_areas.map((name) => element("option", { value: name }, visible(name))));
    options("need", context.needs.map((need) => element(
      "option", { value: need.kind }, either(need.japanese, need.kind.replaceAll("_", " ")))));
    byId("towns").replaceChildren(...context.towns.map((name) => element("option", { value: name })));
    const may = (field) => context.fields.includes(field);
    byId("need").closest("p").hidden = !may("needs");
    byId("minscore").closest("p").hidden = !may("scores");
    for (const box of document.querySelectorAll("input[name=band]")) box.closest("p").hidden = !may("band");
    byId("hazardorder").closest("p").hidden = context.hazard_layers.length === 0 || !may("scores") || !may("needs");
    byId("daytime").closest("p").hidden = !context.has_daytime;
    this.showRanks();
  }

  showRanks() {
    const layer = this.context.hazard_layers.find((layer) => layer.name === byId("hazard").value);
    byId("ranks").hidden = !layer || layer.ranks.length < 2;
    if (!layer || this.rankLayer === layer.name) return;
    this.rankLayer = layer.name;
    byId("ranks").replaceChildren(...layer.ranks.map((rank) => {
      const box = element("input", { type: "checkbox", name: "rank", value: rank.code });
      box.checked = true;
      return element("label", {}, box, visible(either(rank.japanese, rank.english)));
    }));
  }

  hazard() {
    const boxes = [...byId("ranks").querySelectorAll("input")];
    const ranks = boxes.filter((box) => box.checked).map((box) => box.value);
    const area = { hazard: byId("hazard").value };
    return ranks.length === boxes.length || ranks.length === 0 ? area : { ...area, ranks };
  }

  /** The radius that is typed; null when it is none. */
  get metres() {
    const metres = Number(byId("metres").value);
    return metres >= 1 && metres <= 200_000 ? metres : null;
  }

  circle(choose) {
    const address = byId("address").value.trim();
    if (address && this.metres) choose({ circle: { address, metres: this.metres } });
  }

  /** Takes an area from elsewhere: drawn, or of a file. */
  choose(area) {
    for (const id of ["hazard", "saved", "town"]) byId(id).value = "";
    this.showRanks();
    this.area = area;
    this.asked();
  }

  /** What is asked, as the server takes it. */
  question(area = this.area) {
    const question = { area, include: byId("include").value, language: either("ja", "en") };
    const boxes = [...document.querySelectorAll("input[name=band]")];
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    if (chosen.length < boxes.length && chosen.length > 0 && this.context.fields.includes("band")) question.bands = chosen;
    if (byId("need").value) question.needs = [{ kind: byId("need").value }];
    const least = byId("minscore").value.trim();
    if (least) question.min_score = least;
    if (byId("hazardorder").checked) question.order = "hazard";
    if (byId("daytime").checked) question.time = "daytime";
    return question;
  }
}
