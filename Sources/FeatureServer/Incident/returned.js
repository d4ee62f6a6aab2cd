// Files that come back from the field: a phone's, or a table with reports in some of its rows.
import { findSession, formToken, incident, json, rowOf, said, stages, utc } from "./page.js";

const merging = document.getElementById("merge");
const returned = document.getElementById("returned");
const mostShown = 200;

function conflictItem(one) {
  const item = document.createElement("li");
  const number = document.createElement(rowOf(one.incident_number) ? "a" : "span");
  if (number.tagName === "A") number.href = `#h${one.incident_number}`;
  number.textContent = `番号 ${one.incident_number}`;
  item.append(number, `: 「${one.label}」という報告ですが、${said(one.conflict)}。今の状況: ${stages[one.stage] ?? one.stage}`);
  return item;
}

function showReturned(name, done) {
  const head = document.createElement("p");
  head.textContent = `${name}: ${done.rows} 行、記録 ${done.recorded}、記録済み ${done.repeated}、報告なし ${done.empty}、`
    + `食い違い ${done.conflicts.length}${done.dry_run ? "（まだ記録していません）" : ""} / ${done.recorded} recorded, `
    + `${done.conflicts.length} conflicts${done.dry_run ? "; nothing was changed" : ""}`;
  returned.replaceChildren(head);
  if (done.joined > 0) returned.append(`数えていなかった ${done.joined} 世帯を加え${done.dry_run ? "ます" : "ました"} / ${done.joined} joined`);
  if (done.conflicts.length === 0) return;
  const note = document.createElement("p");
  note.textContent = "食い違う報告は、どちらも履歴に残ります / of conflicting reports both are kept";
  const list = document.createElement("ul");
  list.append(...done.conflicts.slice(0, mostShown).map(conflictItem));
  returned.append(note, list);
  if (done.conflicts.length > mostShown) returned.append(`ほか ${done.conflicts.length - mostShown} 件 / and more`);
}

/* Sends a file; it may be sent again and again, since what is recorded is not recorded twice. */
async function giveBack(file, at, dryRun) {
  const query = new URLSearchParams({ dry_run: dryRun });
  if (at) query.set("at", at);
  const post = () => fetch(`/incidents/${incident}/merge?${query}`, {
    method: "POST", headers: { ...json, "Content-Type": "application/octet-stream", "Engo-Form-Token": formToken() }, body: file,
  });
  let answer = await post();
  if ((answer.status === 401 || answer.status === 403) && await findSession()) answer = await post();
  if (answer.status === 401) throw new Error("別のタブでログインしてから、もう一度押してください / log in in another tab and press again");
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.title);
  showReturned(file.name, told);
  if (!told.dry_run && told.recorded > 0) document.dispatchEvent(new Event("recorded"));
}

merging?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [file] = merging.elements.namedItem("file").files;
  const buttons = merging.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  returned.textContent = "送っています / sending";
  try {
    await giveBack(file, utc(merging.elements.namedItem("at").value), event.submitter?.value === "true");
  } catch (error) {
    /* What is no answer of the server's has no words for whoever reads it. */
    const isAnswer = !(error instanceof TypeError || error instanceof SyntaxError);
    returned.textContent = isAnswer ? `取り込めません: ${error.message}` : "送れません。もう一度押してください / not sent; press again";
  } finally {
    for (const button of buttons) button.disabled = false;
  }
});

if (merging) merging.hidden = false;
