// Keeps the page of an incident as others record: news come by server-sent events, and rows are asked for when something changed.
// Reports are sent with an id of their own until the server says that it has them, so that nothing is lost and nothing is recorded twice.
// Without this script the same forms work by loading the page anew.

const page = document.getElementById("incident");
const incident = page.dataset.incident;
const news = document.getElementById("news");
let last = Number(page.dataset.last);

const stages = {
  untouched: "○ 未着手", assigned: "◐ 担当あり", "not-reached": "✕ 未到達", "needs-help": "‼ 要救助",
  "checked-safe": "● 安否確認済", evacuated: "▲ 避難済", away: "－ 不在確認済",
};

function say(text) { news.textContent = text; }

function send(address, body, token) {
  return fetch(`/incidents/${incident}/${address}`, {
    method: "POST", headers: { "Content-Type": "application/json", "Engo-Form-Token": token ?? "" },
    body: JSON.stringify(body),
  });
}

function tokenOf(form) { return form.elements.namedItem("form_token")?.value; }

function rowOf(number) { return document.getElementById(`h${number}`); }

/* What is known */

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

/* Asks for what was recorded since; one question at a time. */
async function refresh() {
  if (asking) { askAgain = true; return; }
  asking = true;
  do {
    askAgain = false;
    try {
      const answer = await fetch(`/incidents/${incident}?f=json${last > 0 ? `&after=${last}` : ""}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const status = await answer.json();
      count(status.progress);
      for (const household of status.households) show(household);
      say("");
    } catch {
      say("最新の状況を読めません。つながると自動で読み直します / cannot read; will try again");
    }
  } while (askAgain);
  asking = false;
}

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

function watch() {
  source = new EventSource(`/incidents/${incident}/events`);
  source.addEventListener("recorded", (event) => {
    if (JSON.parse(event.data).last_record !== last) refresh();
  });
  source.addEventListener("editing", (event) => edited(JSON.parse(event.data).editing));
}

for (const kind of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(kind, () => {
    attended = Date.now();
    if (!source) { watch(); refresh(); }
  }, { passive: true });
}

setInterval(() => {
  if (source && Date.now() - attended > attention) { source.close(); source = null; say("操作がないため更新を止めました / paused"); }
}, 30_000);

/* Reports */

const waiting = [];
let sending = false;

function ask(number, conflict) {
  const when = new Date(conflict.observed_at).toLocaleTimeString("ja-JP", { timeZone: "Asia/Tokyo" });
  return confirm(`番号 ${number}: ほかの人が「${conflict.label}」と記録しています（${when} ${conflict.recorded_by}）。\n`
    + "それでも記録しますか？ / Somebody else reported first. Record all the same?");
}

async function deliver() {
  if (sending) return;
  sending = true;
  try {
    await deliverAll();
  } finally {
    /* Whatever went wrong with one, the next is sent. */
    sending = false;
  }
}

async function deliverAll() {
  while (waiting.length > 0) {
    const { report, since, token, insist } = waiting[0];
    const aged = { ...report, age_seconds: Math.floor((performance.now() - since) / 1_000) };
    let answer = null;
    try { answer = await send("reports", { reports: [aged], insist }, token); } catch { /* no connection: again */ }
    if (answer === null || answer.status >= 500) {
      say(`未送信 ${waiting.length} 件。送り直しています / ${waiting.length} not sent yet`);
      await new Promise((done) => setTimeout(done, 2_000));
      continue;
    }
    waiting.shift();
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      say(`記録できません: ${problem.title ?? answer.status}`);
      continue;
    }
    const [outcome] = (await answer.json()).reports;
    if (outcome.outcome === "held-back") {
      if (ask(outcome.incident_number, outcome.conflict)) waiting.unshift({ report, since, token, insist: true });
      else say("記録していません / not recorded");
      continue;
    }
    say(`番号 ${outcome.incident_number}: ${stages[outcome.stage]} を記録しました / recorded`);
    await refresh();
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.classList.contains("report") || !event.submitter) return;
  event.preventDefault();
  const number = Number(form.elements.namedItem("number").value);
  waiting.push({
    report: {
      incident_number: number, state: event.submitter.value, seen: Number(form.elements.namedItem("seen").value),
      id: `page-${crypto.randomUUID()}`,
    },
    /* The clocks of the computers in a hall differ: the server reckons the time of how old the report is when it comes. */
    since: performance.now(), token: tokenOf(form), insist: false,
  });
  form.closest("details").open = false;
  deliver();
});

addEventListener("beforeunload", (event) => { if (waiting.length > 0) event.preventDefault(); });

document.addEventListener("toggle", (event) => {
  const row = event.target.closest?.("tr[data-number]");
  const form = event.target.querySelector?.("form.report");
  if (!row || !form) return;
  send("editing", { incident_number: Number(row.dataset.number), open: event.target.open }, tokenOf(form)).catch(() => {});
}, true);

watch();
