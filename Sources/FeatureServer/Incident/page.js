// What the scripts of an incident's page share: words, the session, and requests.

export const page = document.getElementById("incident");
export const incident = page.dataset.incident;

/* The server's own words, as the headings have them. */
export const stages = Object.fromEntries(
  [...document.querySelectorAll("#progress th[data-stage]")].map((heading) => [heading.dataset.stage, heading.textContent]));

export const json = { Accept: "application/json" };

export function send(address, body) {
  return fetch(`/incidents/${incident}/${address}`, {
    method: "POST", headers: { ...json, "Content-Type": "application/json", "Engo-Form-Token": formToken() },
    body: JSON.stringify(body),
  });
}

/* A time as a field has it, by clocks in Japan, as the server reads it; null for none. */
export function utc(written) { return written ? new Date(`${written}+09:00`).toISOString().replace(/\.\d+Z$/, "Z") : null; }

/* What others say of a household. */
export function said(conflict) {
  const when = new Date(conflict.observed_at).toLocaleTimeString("ja-JP", { timeZone: "Asia/Tokyo" });
  return `ほかの人が「${conflict.label}」と記録しています（${when} ${conflict.recorded_by}）`;
}

export function rowOf(number) { return document.getElementById(`h${number}`); }

/* Who is in */

function tokenFields() { return document.querySelectorAll("input[name=form_token]"); }

export function formToken() { return tokenFields()[0]?.value ?? ""; }

/* Takes the form token of a session that began in another tab; whether there is one that the page did not have. */
export async function findSession() {
  try {
    const answer = await fetch("/session", { headers: json });
    if (!answer.ok) return false;
    const { form_token: token } = await answer.json();
    if (!token || token === formToken()) return false;
    for (const field of tokenFields()) field.value = token;
    return true;
  } catch {
    return false;
  }
}
