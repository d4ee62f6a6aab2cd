"use strict";
// A team's sheet on a phone without a network: shows the households, takes states, gives them back as a file.
(() => {
  const sheet = JSON.parse(document.getElementById("sheet").textContent);
  const states = [
    ["not-reached", "未到達"], ["needs-help", "要救助"], ["checked-safe", "安否確認済"], ["evacuated", "避難済"],
    ["away", "不在確認済"], ["reopened", "取消"],
  ];
  const names = new Map(states.concat([["untouched", "未着手"], ["assigned", "担当"]]));
  const done = new Set(["checked-safe", "evacuated", "away"]);
  const caution = ["needs-help", "not-reached", "reopened", "checked-safe", "away", "evacuated"];
  const redraws = [];

  // Every page that shows this sheet has a number, keeps what was reported on it in a place of its own, and reads all places: so none
  // overwrites what another one keeps, however late it hears of it, and no two give the same id.
  // Sheets of older programs kept everything in one place.
  const old = "engo-field:" + sheet.sheet;
  const place = old + ":";
  const page = String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(10, "0");
  // The reports of all pages by id, those of this one, and the ids of all that were ever written out.
  const reports = new Map();
  const own = new Map();
  const written = new Set();
  let given = 0;
  // A device keeps its mark, so that its own reports do not contradict each other; it gets it with its first report.
  let device;

  // Takes in what the pages keep, whose news may come at any time; nothing that is known here is lost by it.
  function recall() {
    for (const text of stored()) {
      try { take(JSON.parse(text)); } catch { /* nothing that a page of this sheet wrote */ }
    }
  }

  function stored() {
    try {
      return Object.keys(localStorage).filter((key) => key === old || key.startsWith(place)).map((key) => localStorage.getItem(key));
    } catch {
      return []; // no storage: the reports stay in memory until they are written out
    }
  }

  function take(kept) {
    // An older program said how many of its reports were written out, and did not count edits.
    const out = Array.isArray(kept.written) ? kept.written : kept.reports.slice(0, kept.written).map(({ id }) => id);
    for (const report of kept.reports) {
      report.edits ??= 0;
      const known = reports.get(report.id);
      if (!known || isLaterEdit(report, known)) reports.set(report.id, report);
    }
    for (const id of out) written.add(id);
    // Of two pages that made their first reports at once, both go on with the same mark.
    if (device === undefined || kept.device < device) device = kept.device;
  }

  const isLaterEdit = (one, other) =>
    one.edits === other.edits ? one.observed_at > other.observed_at : one.edits > other.edits;

  // Keeps what this page knows that no other one does.
  function keep() {
    device ??= mark();
    try {
      localStorage.setItem(place + page, JSON.stringify({ device, reports: [...own.values()], written: [...written] }));
      tell(true);
    } catch { tell(false); }
  }

  function mark() {
    const bytes = crypto.getRandomValues(new Uint8Array(8));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Nothing of the sheet is written before somebody reports.
  function tryStorage() {
    try {
      localStorage.setItem("engo-try:" + page, "");
      localStorage.removeItem("engo-try:" + page);
      tell(true);
    } catch { tell(false); }
  }

  function tell(isKept) { document.getElementById("storage").hidden = isKept; }

  const utc = (date) => date.toISOString().slice(0, 19) + "Z";
  const two = (number) => String(number).padStart(2, "0");
  const clock = (text) => { const date = new Date(text); return two(date.getHours()) + ":" + two(date.getMinutes()); };
  const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  // As headquarters does: the latest observation stands, of one second the more cautious, then the first id.
  const last = (number) => [...reports.values()].filter((report) => report.number === number).sort((one, other) =>
    order(other.observed_at, one.observed_at) || caution.indexOf(one.state) - caution.indexOf(other.state)
    || order(one.id, other.id))[0];
  // What headquarters had recorded when the sheet was made may be later than what this phone reported.
  const standing = (household) => {
    const report = last(household.number);
    return report && report.observed_at >= (household.observed_at ?? "") ? report : undefined;
  };

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function put(report) {
    reports.set(report.id, report);
    own.set(report.id, report);
    keep();
  }

  function add(household, state, asked) {
    recall();
    device ??= mark();
    given += 1;
    // Of two reports of one second the more cautious would stand, and not the later one; headquarters' may be of a clock ahead.
    const before = last(household.number);
    const date = new Date(Math.max(
      asked.getTime(), before ? Date.parse(before.observed_at) + 1000 : 0,
      household.observed_at ? Date.parse(household.observed_at) : 0));
    put({
      id: "f" + device + "-" + page + given, number: household.number, state, observed_at: utc(date),
      seen: household.last_record, edits: 0,
    });
  }

  function card(household) {
    const article = element("article");
    article.append(element("h2", household.number + (household.band ? "　" + household.band : "") + "　" + household.names.join("、")));
    const lines = [
      [household.address, household.building].filter(Boolean).join(" "), household.help.join("、"),
      household.phones.length ? "電話 " + household.phones.join("、") : "",
      household.floor === null ? "" : household.floor + "階",
    ];
    for (const line of lines.filter(Boolean)) article.append(element("p", line));
    const now = element("p", "", "now");
    now.setAttribute("aria-live", "polite");
    const label = element("label", "時刻 ");
    const time = element("input");
    time.type = "time";
    label.append(time);
    const buttons = element("div", undefined, "buttons");
    redraws.push(() => {
      const report = standing(household);
      const state = report ? report.state : household.stage;
      // What stays is not read out again.
      const text = (names.get(state) || state) + (report ? " " + clock(report.observed_at) : "");
      if (now.textContent !== text) now.textContent = text;
      article.classList.toggle("done", done.has(state));
      for (const button of buttons.children) button.setAttribute("aria-pressed", String(report?.state === button.value));
      time.value = report ? clock(report.observed_at) : "";
      label.hidden = !report;
    });
    for (const [state, name] of states) {
      const button = element("button", name);
      button.type = "button";
      button.value = state;
      button.addEventListener("click", () => { add(household, state, new Date()); redraw(); });
      buttons.append(button);
    }
    // What is on its way already stays as it is: another time is another report then.
    time.addEventListener("change", () => {
      recall();
      const report = standing(household);
      if (!report || !time.value) return;
      const [hours, minutes] = time.value.split(":").map(Number);
      const date = new Date();
      date.setHours(hours, minutes, 0, 0);
      if (date > new Date()) date.setDate(date.getDate() - 1);
      if (!written.has(report.id)) {
        put({ ...report, observed_at: utc(date), edits: report.edits + 1 });
      } else if (utc(date) > report.observed_at) {
        add(household, report.state, date);
      }
      redraw();
    });
    article.append(now, label, buttons);
    return article;
  }

  function redraw() {
    for (const update of redraws) update();
    const reached = sheet.households.filter((household) => {
      const report = standing(household);
      return done.has(report ? report.state : household.stage);
    }).length;
    document.getElementById("count").textContent = "終了 " + reached + " / " + sheet.households.length + " 世帯、報告 " + reports.size + " 件";
  }

  function refresh() {
    recall();
    redraw();
  }

  // Two pages write the same file of the same reports: by time, then by id.
  function file() {
    recall();
    for (const id of reports.keys()) written.add(id);
    keep();
    redraw();
    const sorted = [...reports.values()].sort((one, other) =>
      order(one.observed_at, other.observed_at) || order(one.id, other.id));
    return JSON.stringify({
      format: "engo-field", version: 1, incident: sheet.incident, team: sheet.team,
      reports: sorted.map(({ id, number, state, observed_at, seen }) => ({ id, number, state, observed_at, seen })),
    }, null, 1) + "\n";
  }

  document.getElementById("save").addEventListener("click", () => {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([file()], { type: "application/json" }));
    link.download = "engo-field-" + sheet.incident.number + "-" + device + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });
  document.getElementById("show").addEventListener("click", () => {
    const text = document.getElementById("text");
    text.hidden = false;
    text.value = file();
    text.select();
  });
  const list = document.getElementById("list");
  for (const household of sheet.households) list.append(card(household));
  window.addEventListener("storage", refresh);
  window.addEventListener("pageshow", refresh);
  document.addEventListener("visibilitychange", refresh);
  tryStorage();
  refresh();
})();
