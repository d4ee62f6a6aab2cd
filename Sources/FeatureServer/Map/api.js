// Requests to the server. Whatever fails becomes a Problem with the server's own words.

/** What went wrong with a request: a stable code and a sentence in both languages. */
export class Problem extends Error {
  constructor(status, code, japanese, english) {
    super(code);
    this.status = status;
    this.code = code;
    this.japanese = japanese;
    this.english = english;
  }
}

/** The token that shows the server that this page sends the form, not another site's. */
let formToken = "";

export function useFormToken(token) { formToken = token ?? ""; }

export async function get(path) { return check(await send(path, { method: "GET" })); }

export async function post(path, value, signal) {
  return check(await send(path, {
    method: "POST", signal, body: JSON.stringify(value), headers: { "Content-Type": "application/json" },
  }));
}

export async function postBytes(path, bytes) {
  return check(await send(path, {
    method: "POST", body: bytes, headers: { "Content-Type": "application/octet-stream" },
  }));
}

async function send(path, options) {
  options.headers = { ...options.headers, "Engo-Form-Token": formToken };
  options.credentials = "same-origin";
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "no-connection", "サーバーにつながりません。", "The server cannot be reached.");
  }
}

async function check(response) {
  if (response.ok) return response;
  let problem = {};
  try { problem = await response.json(); } catch { /* an answer without a body says as much by its status */ }
  throw new Problem(
    response.status, problem.code ?? "failed", problem.title ?? `エラー ${response.status}`,
    problem.detail ?? `Error ${response.status}`);
}
