// What stands above the list: the facts that keep anybody from taking it for more than it is, and the buttons that show a part of it.
import { signs } from "./cells.js";
import { certainties, classes } from "./answer.js";
import { element, visible } from "./safe.js";
import { either, number, t } from "./texts.js";

const byId = (id) => document.getElementById(id);

export function showSummary({ head }, isDrill) {
  const { summary, warnings, area, count } = head;
  const facts = [
    [t("listed"), count], [t("inside"), summary.households_inside], [t("persons"), summary.persons_inside],
    [t("certain"), summary.certain], [t("possible"), summary.possible], [t("unlocated"), summary.unlocated],
    [t("filtered"), summary.filtered_out],
  ];
  byId("summary").replaceChildren(
    element("p", {}, isDrill ? element("strong", { class: "drillmark" }, "訓練") : null,
      element("strong", {}, visible(area.name)), " ",
      // A blank between them, at which a narrow screen breaks the line.
      ...facts.flatMap(([label, value]) => [element("span", { class: "fact" }, `${label} `, element("b", {}, number(value))), " "])),
    element("p", { class: "small" },
      `${t("basis")}: ${visible(summary.legal_basis)}　${t("generation")} ${summary.generation}　${t("asOf")} ${summary.as_of}`));
  const notes = warnings.map((warning) => either(warning.japanese, warning.english));
  if (area.outline_left_out) notes.push(t("outlineLeftOut"));
  byId("warnings").replaceChildren(...notes.map((note) => element("p", {}, "⚠ ", visible(note))));
}

/** The buttons, each of certainty with how many households it shows; what is pressed is told by `certainty` and `needs`. */
export function showFilters({ columns, count }, certainty, needs, pressed) {
  const byCertainty = [0, 0, 0];
  for (let index = 0; index < count; index++) byCertainty[columns.certainty[index]]++;
  const button = (isOn, action, ...content) => element(
    "button", { type: "button", "aria-pressed": String(isOn), onclick: action }, ...content);
  keepingFocus(byId("shown"), [null, ...certainties].map((one) => button(
    certainty === one, () => pressed.certainty(one),
    `${t(one ?? "all")} ${number(one === null ? count : byCertainty[certainties.indexOf(one)])}`)));
  keepingFocus(byId("classes"), (columns.classes ? classes : []).map((name) => button(
    needs.has(name), () => pressed.need(name), signs([name]), " ", t(name))));
}

/** Puts new buttons in the place of old ones without taking the keyboard away from whoever pressed one. */
function keepingFocus(box, buttons) {
  const place = [...box.children].indexOf(document.activeElement);
  box.replaceChildren(...buttons);
  if (place >= 0) buttons[place]?.focus();
}
