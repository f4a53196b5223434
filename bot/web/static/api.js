// Talks to the API, and remembers the conversation for as long as this tab lives.

const KEY = "backline";
const TIME_LIMIT = 30_000;

/** The API refused what was sent: sending it again would not help. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.status = problem.status;
    this.safetyNet = problem.safety_net;
  }
}

/** No answer, or one that says to come back later. */
export class Unreachable extends Error {
  constructor(problem, seconds) {
    super(problem?.detail ?? "");
    this.safetyNet = problem?.safety_net;
    this.seconds = seconds;
  }
}

/** {id, token, locale, outbox: {id, text} | null}, or null. This tab only: phones get shared. */
export function remembered() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
}

export function remember(session) {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

export function forget() {
  sessionStorage.removeItem(KEY);
}

export function begin(locale, reporter) {
  return call("POST", "/v1/conversations", { body: { locale, reporter } });
}

export function say(session, { id, text }) {
  return call("POST", at(session, "/messages"), {
    token: session.token,
    body: { text, client_message_id: id },
  });
}

export function transcript(session) {
  return call("GET", at(session), { token: session.token });
}

export function summary(session) {
  return call("GET", at(session, "/summary"), { token: session.token });
}

/** The day to check in, as a calendar file. */
export function checkIn(session) {
  return call("GET", at(session, "/check-in.ics"), { token: session.token, read: (response) => response.blob() });
}

export function erase(session) {
  return call("DELETE", at(session), { token: session.token });
}

/** A new message id; `crypto.randomUUID` is missing where the page came without TLS. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function at(session, rest = "") {
  return `/v1/conversations/${session.id}${rest}`;
}

async function call(method, path, { token, body, read = (response) => response.json() } = {}) {
  const headers = { "Accept-Language": document.documentElement.lang };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  let response, answer;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIME_LIMIT),
    });
    answer = await (response.ok ? read(response) : response.json());
  } catch {
    throw new Unreachable();
  }
  if (response.ok) return answer;
  if (response.status >= 500 || response.status === 429) {
    throw new Unreachable(answer, Number(response.headers.get("Retry-After")) || undefined);
  }
  throw new Refused(answer);
}
