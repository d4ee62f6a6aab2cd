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
  const place = "engo-field:" + sheet.sheet;

  // A device keeps its mark, so that its own reports do not contradict each other.
  let kept = { device: mark(), reports: [], written: 0 };
  try {
    const stored = JSON.parse(localStorage.getItem(place) || "null");
    if (stored && Array.isArray(stored.reports) && typeof stored.device === "string") kept = stored;
  } catch { /* no storage: the reports stay in memory until they are written out */ }

  function mark() {
    const bytes = crypto.getRandomValues(new Uint8Array(8));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function keep() {
    let isKept = true;
    try { localStorage.setItem(place, JSON.stringify(kept)); } catch { isKept = false; }
    document.getElementById("storage").hidden = isKept;
  }

  const utc = (date) => date.toISOString().slice(0, 19) + "Z";
  const two = (number) => String(number).padStart(2, "0");
  const clock = (text) => { const date = new Date(text); return two(date.getHours()) + ":" + two(date.getMinutes()); };
  const last = (number) => kept.reports.filter((report) => report.number === number).at(-1);

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function add(number, state, asked) {
    const household = sheet.households.find((one) => one.number === number);
    // Of two reports of one second the more cautious would stand, and not the later one.
    const before = last(number);
    const date = new Date(Math.max(asked.getTime(), before ? Date.parse(before.observed_at) + 1000 : 0));
    kept.reports.push({
      id: "f" + kept.device + "-" + (kept.reports.length + 1), number, state, observed_at: utc(date),
      seen: household.last_record,
    });
    keep();
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
    const update = () => {
      const report = last(household.number);
      const state = report ? report.state : household.stage;
      now.textContent = (names.get(state) || state) + (report ? " " + clock(report.observed_at) : "");
      article.classList.toggle("done", done.has(state));
      for (const button of buttons.children) button.setAttribute("aria-pressed", String(report?.state === button.value));
      time.value = report ? clock(report.observed_at) : "";
      label.hidden = !report;
      count();
    };
    for (const [state, name] of states) {
      const button = element("button", name);
      button.type = "button";
      button.value = state;
      button.addEventListener("click", () => { add(household.number, state, new Date()); update(); });
      buttons.append(button);
    }
    // What is on its way already stays as it is: another time is another report then.
    time.addEventListener("change", () => {
      const report = last(household.number);
      if (!report || !time.value) return;
      const [hours, minutes] = time.value.split(":").map(Number);
      const date = new Date();
      date.setHours(hours, minutes, 0, 0);
      if (date > new Date()) date.setDate(date.getDate() - 1);
      if (kept.reports.indexOf(report) >= kept.written) {
        report.observed_at = utc(date);
        keep();
      } else if (utc(date) > report.observed_at) {
        add(household.number, report.state, date);
      }
      update();
    });
    article.append(now, label, buttons);
    update();
    return article;
  }

  function count() {
    const reached = sheet.households.filter((household) => {
      const report = last(household.number);
      return done.has(report ? report.state : household.stage);
    }).length;
    document.getElementById("count").textContent = "終了 " + reached + " / " + sheet.households.length + " 世帯、報告 " + kept.reports.length + " 件";
  }

  function file() {
    kept.written = kept.reports.length;
    keep();
    return JSON.stringify({
      format: "engo-field", version: 1, incident: sheet.incident, team: sheet.team, reports: kept.reports,
    }, null, 1) + "\n";
  }

  document.getElementById("save").addEventListener("click", () => {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([file()], { type: "application/json" }));
    link.download = "engo-field-" + sheet.incident.number + "-" + kept.device + ".json";
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
  keep();
  count();
})();
