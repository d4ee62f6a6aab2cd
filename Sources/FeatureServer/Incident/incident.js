// Keeps the page of an incident as others record: news come by server-sent events, and rows are asked for when something changed.
// Reports are sent with an id of their own until the server says what became of them, so that nothing is lost and nothing is recorded
// twice. Without this script the same forms work by loading the page anew.

import { findSession, incident, json, page, rowOf, said, send, stages, utc } from "./page.js";

const news = document.getElementById("news");

function pause(seconds) { return new Promise((done) => setTimeout(done, seconds * 1_000)); }

function nowInJapan() { return new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 16); }

/* What is said: a line for each matter, which goes when the matter does. */

const lines = new Map();

function say(matter, text) {
  if (text === lines.get(matter)) return;
  if (text) lines.set(matter, text); else lines.delete(matter);
  news.replaceChildren(...[...lines.values()].flatMap((line, place) => (place > 0 ? [document.createElement("br"), line] : [line])));
}

/* What is known */

let last = Number(page.dataset.last);

function show(household) {
  last = Math.max(last, household.last_record);
  const row = rowOf(household.incident_number);
  if (!row) return;
  row.dataset.stage = household.stage;
  row.dataset.last = household.last_record;
  row.querySelector(".stage strong").textContent = stages[household.stage] ?? household.stage;
  const clock = household.observed_at ? new Date(household.observed_at).toLocaleTimeString("ja-JP",
    { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit" }) : null;
  row.querySelector(".when").textContent = [household.team, clock, household.recorded_by].filter(Boolean).join(" ");
  const seen = row.querySelector("input[name=seen]");
  if (seen) seen.value = household.last_record;
}

function count(progress) {
  for (const cell of document.querySelectorAll("[data-count]")) {
    const band = cell.dataset.band === "all" ? progress : progress.by_band?.[cell.dataset.band];
    if (band) cell.textContent = band[cell.dataset.count];
  }
}

let asking = false;
let askAgain = false;
let later = null;

/* Asks for what was recorded since, one question at a time, and again after five seconds when there is no answer. */
async function refresh() {
  if (asking) { askAgain = true; return; }
  asking = true;
  clearTimeout(later);
  do {
    askAgain = false;
    try {
      const answer = await fetch(`/incidents/${incident}?f=json&after=${last}`, { headers: json });
      if (!answer.ok) throw new Error(String(answer.status));
      const status = await answer.json();
      count(status.progress);
      for (const household of status.households) show(household);
      say("reading", null);
    } catch {
      say("reading", "最新の状況を読めません。つながると自動で読み直します / cannot read; will try again");
      clearTimeout(later);
      later = setTimeout(refresh, 5_000);
    }
  } while (askAgain);
  asking = false;
}

/* What this page brought back itself is shown though no news come. */
document.addEventListener("recorded", refresh);

function edited(editing) {
  for (const mark of document.querySelectorAll(".editing")) mark.textContent = "";
  for (const one of editing) {
    const row = rowOf(one.incident_number);
    if (row) row.querySelector(".editing").textContent = ` ✎ ${one.by}`;
  }
}

/* Who has left the screen alone for ten minutes watches no more, so that the session can end. */
const attention = 10 * 60 * 1000;
let source = null;
let attended = Date.now();
/* The number of the last news; what is known of this incident may be older than that, and need not be asked for again. */
let heard = last;

function watch() {
  if (source) return;
  source = new EventSource(`/incidents/${incident}/events`);
  source.addEventListener("open", () => say("watching", null));
  source.addEventListener("recorded", (event) => {
    const number = JSON.parse(event.data).last_record;
    if (number === heard) return;
    heard = number;
    refresh();
  });
  source.addEventListener("editing", (event) => edited(JSON.parse(event.data).editing));
  source.addEventListener("error", async () => {
    /* A browser comes back by itself when the connection broke, and never when the server answered no. */
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    say("watching", "自動更新が止まりました。10秒後につなぎ直します / updates have stopped; will try again in 10 s");
    await pause(10);
    if (Date.now() - attended <= attention) follow();
  });
}

function follow() {
  if (source) return;
  watch();
  refresh();
}

for (const kind of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(kind, () => {
    attended = Date.now();
    follow();
  }, { passive: true });
}

setInterval(() => {
  if (source && Date.now() - attended > attention) {
    source.close();
    source = null;
    say("watching", "操作がないため更新を止めました / paused");
  }
}, 30_000);

/* Reports */

const waiting = [];
let sending = false;

function ask(number, conflict) {
  const others = conflict ? said(conflict) : "ほかの人が先に記録しています";
  return confirm(`番号 ${number}: ${others}。\nそれでも記録しますか？ / Somebody else reported first. Record all the same?`);
}

/* Sends the report that has waited longest; whether the next may follow at once. */
async function deliverOne() {
  const { report, since, insist } = waiting[0];
  const number = report.incident_number;
  const unsent = () => `未送信 ${waiting.length} 件`;
  let answer;
  let outcome = null;
  let problem = {};
  try {
    const aged = report.observed_at
      ? report : { ...report, age_seconds: Math.floor((performance.now() - since) / 1_000) };
    answer = await send("reports", { reports: [aged], insist });
    if (answer.ok) [outcome] = (await answer.json()).reports;
    else problem = await answer.json().catch(() => ({}));
  } catch {
    say("unsent", `${unsent()}。送り直しています / ${waiting.length} not sent yet`);
    return false;
  }
  if (answer.status === 401 || answer.status === 403) {
    say("unsent", `別のタブでログインしてください。${unsent()} / log in in another tab; ${waiting.length} not sent yet`);
    return findSession();
  }
  if (answer.status >= 500) {
    say("unsent", `${unsent()}。送り直しています / ${waiting.length} not sent yet`);
    return false;
  }
  if (outcome?.outcome === "held-back" && ask(number, outcome.conflict)) {
    waiting[0].insist = true;
    return true;
  }
  waiting.shift();
  say("unsent", waiting.length > 0 ? `${unsent()} / ${waiting.length} not sent yet` : null);
  if (!outcome) {
    say(`refused ${number}`, `番号 ${number}: 記録できません: ${problem.title ?? answer.status}`);
  } else if (outcome.outcome === "held-back") {
    say("recorded", `番号 ${number}: 記録していません / not recorded`);
  } else {
    say(`refused ${number}`, null);
    say("recorded", `番号 ${number}: ${stages[outcome.stage] ?? outcome.stage} を記録しました / recorded`);
    await refresh();
  }
  return true;
}

async function deliver() {
  if (sending) return;
  sending = true;
  try {
    while (waiting.length > 0) if (!await deliverOne()) await pause(2);
  } finally {
    sending = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.classList.contains("report") || !event.submitter?.value) return;
  event.preventDefault();
  const number = Number(form.elements.namedItem("number").value);
  const [at, team] = ["at", "team"].map((name) => form.elements.namedItem(name));
  const report = {
    incident_number: number, state: event.submitter.value, seen: Number(form.elements.namedItem("seen").value),
    id: `page-${crypto.randomUUID()}`,
  };
  if (at.dataset.written) report.observed_at = utc(at.value) ?? undefined;
  if (team.value) report.team = team.value;
  /* The clocks of the computers in a hall differ: without a time the server reckons it of how old the report is when it comes. */
  waiting.push({ report, since: performance.now(), insist: false });
  forget(form, at, team);
  form.closest("details").open = false;
  deliver();
});

/* The next report of the household says for itself when it was so. */
function forget(form, at, team) {
  at.value = "";
  team.value = "";
  delete at.dataset.written;
  form.querySelector("details.detail").open = false;
}

/* Somebody who opens the time finds it at now, and only what they change is sent. */
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.detail[open]")) return;
  const at = event.target.querySelector("input[name=at]");
  if (!at.value) at.value = nowInJapan();
}, true);

document.addEventListener("input", (event) => {
  if (event.target.matches?.("details.detail input[name=at]")) event.target.dataset.written = "true";
});

addEventListener("beforeunload", (event) => { if (waiting.length > 0) event.preventDefault(); });

document.addEventListener("toggle", (event) => {
  const row = event.target.closest?.("tr[data-number]");
  const form = event.target.querySelector?.("form.report");
  if (!row || !form) return;
  send("editing", { incident_number: Number(row.dataset.number), open: event.target.open }).catch(() => {});
}, true);

watch();
