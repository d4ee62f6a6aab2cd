// What stands in the cells of the list: numbers and signs from the packed columns, the rest from the rows that were released.
import { bands, certainties } from "./answer.js";
import { element, recorded, visible } from "./safe.js";
import { classLetters, t } from "./texts.js";

/** What stands in a cell: an element, a text, or nothing. */
export function cellContent(key, { answer, index, line, row, member }) {
  const isFirst = line === 0;
  switch (key) {
    case "number": return isFirst ? String(index + 1) : null;
    case "certainty": return isFirst ? t(certainties[answer.columns.certainty[index]]) : null;
    case "bandColumn": return isFirst ? element("span", { class: `band band-${answer.band(index)}` }, bands[answer.columns.band?.[index] ?? 0]) : null;
    case "score": return isFirst && answer.score(index) !== null ? String(answer.score(index)) : null;
    case "action": return isFirst ? t(["", "leave", "upstairs", "stay", "none"][answer.columns.action[index]]) : null;
    case "classColumn": return row ? signs(row.member_classes?.[line] ?? []) : isFirst ? signs(answer.classes(index)) : null;
    case "householdNumber": return isFirst ? householdNumber(row) : null;
    case "reasons": return isFirst
      ? element("button", { type: "button", class: "why", tabindex: "-1", "aria-label": `${t("reasons")} ${index + 1}` }, t("reasons")) : null;
    case "addressColumn": return isFirst && row ? recorded([row.address, row.building].filter(Boolean).join(" ")) : null;
    case "name": return member ? recorded(member.name) : isFirst && !row ? "…" : null;
    default: return member ? memberContent(key, member) : null;
  }
}

function householdNumber(row) {
  if (!row) return null;
  const text = recorded(row.household_number);
  if (row.protected) text.append(element("b", { class: "protected" }, "※"));
  return text;
}

function memberContent(key, member) {
  switch (key) {
    case "birthDate": {
      const age = member.age === null ? "" : `${member.age}${t("years")}`;
      return visible(member.birth_date ? `${member.birth_date}${age ? `（${age}）` : ""}` : age);
    }
    case "sex": return visible(member.sex);
    case "relationship": return recorded(member.relationship);
    case "personScore": return member.score === null ? null : String(member.score);
    case "needs": return visible((member.needs?.length ? member.needs : member.help ?? []).join("、"));
    default: return null;
  }
}

/** The signs of some classes of need, each with its name for whoever hears the page. */
export function signs(names) {
  return element("span", { class: "signs" }, ...names.map((name) => element(
    "span", { class: `sign ${name}`, role: "img", "aria-label": t(name), title: t(name) },
    element("span", { "aria-hidden": "true" }, classLetters[name]))));
}
