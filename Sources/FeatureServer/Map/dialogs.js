// The dialogs: reasons of a score, exports, help, a login that has ended.
import { post } from "./api.js";
import { element, recorded, visible } from "./safe.js";
import { either, languageCode, t } from "./texts.js";

const dialog = document.getElementById("dialog");

/** Opens the dialog with a title and content; the browser keeps the keyboard inside and gives it back afterwards. */
export function open(title, ...content) {
  dialog.replaceChildren(
    element("h2", { id: "dialog-title" }, title), ...content,
    element("p", { class: "buttons" }, element("button", { type: "button", onclick: () => dialog.close() }, t("close"))));
  if (!dialog.open) dialog.showModal();
}

export function close() { dialog.close(); }

export function help() {
  open(t("help"), ...t("helpText").split("\n").map((line) => element("p", {}, line)));
}

export function loginEnded() {
  open(t("expired"), element("p", {}, element("a", { href: "/login" }, t("again"))));
}

/** Why a household has its score: every line with its points. */
export async function reasons(answer, index) {
  open(`${t("household")} ${index + 1}`, element("p", {}, t("loading")));
  const explanation = await (await post("/map/reasons", { answer: answer.id, number: index + 1, language: languageCode() })).json();
  const lines = (list, value) => element("ul", {}, ...list.map((line) => element(
    "li", {}, element("b", {}, `${line[value]}${t("points")} `), visible(line.text))));
  const members = explanation.members.map((member) => element(
    "section", {},
    element("h3", {}, recorded(member.name), ` ${t("personScore")} ${member.score}${t("points")}`),
    member.reasons.length > 0 ? lines(member.reasons, "counted") : element("p", {}, t("noReasons")),
    member.not_counted.length > 0
      ? element("p", {}, `${t("notCounted")}: ${member.not_counted.map((line) => visible(line.text)).join("、")}`) : null));
  open(
    `${t("household")} ${index + 1}　${t("score")} ${explanation.score}　${t("bandColumn")} ${explanation.band}`,
    element("p", {}, recorded(explanation.address)), lines(explanation.reasons, "points"), ...members);
}

/** Asks for what an export needs, and saves it. */
export function exporting(answer, format, isDrill, failed) {
  const save = async (extra) => {
    close();
    try {
      await download(answer, { format, ...extra });
    } catch (error) {
      failed(error);
    }
  };
  if (format === "package") askPassphrase((passphrase) => save({ passphrase }));
  else if (isDrill) save({});
  else {
    open(t("plainTitle"), element("p", {}, t("plainNote")), element(
      "p", {}, element("button", { type: "button", class: "main", onclick: () => save({ plain: true }) }, t("exportAnyway"))));
  }
}

function askPassphrase(done) {
  const first = element("input", { type: "password", id: "passphrase", minlength: "12", required: true, autocomplete: "new-password" });
  const again = element("input", { type: "password", id: "passphrase2", required: true, autocomplete: "new-password" });
  const note = element("p", { role: "alert" });
  open(t("exportPackage"), element("form", {
    onsubmit: (event) => {
      event.preventDefault();
      if (first.value !== again.value) note.textContent = t("differ");
      else done(first.value);
    },
  }, element("p", {}, t("sealNote")),
  element("p", {}, element("label", { for: "passphrase" }, t("passphrase")), first),
  element("p", {}, element("label", { for: "passphrase2" }, t("passphraseAgain")), again), note,
  element("p", {}, element("button", { class: "main" }, t("seal")))));
  first.focus();
}

/** Fetches a file and hands it to the browser under the name that the server gives it. */
async function download(answer, question) {
  const response = await post("/map/export", { answer: answer.id, language: languageCode(), ...question });
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition") ?? "");
  const address = URL.createObjectURL(await response.blob());
  const link = element("a", { href: address, download: name ? decodeURIComponent(name[1]) : "engo" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  document.getElementById("live").textContent = t("saved_");
}

/** Says what failed, in the words of the server. */
export function sayProblem(error) {
  if (error.status === 401) {
    loginEnded();
    return;
  }
  const box = document.getElementById("alert");
  box.replaceChildren(
    element("span", {}, visible(error.japanese ? either(error.japanese, error.english) : String(error))),
    element("button", { type: "button", "aria-label": t("close"), onclick: () => box.replaceChildren() }, "×"));
}
