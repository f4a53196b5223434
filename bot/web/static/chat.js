// The chat: begins or resumes a conversation, sends each message exactly once, shows the answers,
// and looks now and then for what was said unasked: a reminder after a silence, or the closing.

import * as api from "./api.js";
import { element, fromBot, fromPatient, offer, save, settle, tickedIn } from "./view.js";

const byId = (id) => document.getElementById(id);
const [welcome, log, composer, words, trouble] =
  ["welcome", "log", "composer", "words", "trouble"].map(byId);
const OWN_SAFETY_NET = byId("trouble-net").textContent;
const OWN_WORDS = byId("words-label").textContent;
const NOTICE = "backline-notice";
const LONGEST_WAIT = 30;
const BETWEEN_LOOKS = 15_000;

let session = api.remembered();
let newest = null; // the item of the newest question
let sending = false;
let told = []; // the text of everything shown, in order

async function begin(reporter) {
  const locale = document.body.dataset.locale;
  const started = await persist(() => api.begin(locale, reporter), "Your conversation will begin as soon as possible.");
  session = { id: started.id, token: started.token, locale, outbox: null };
  api.remember(session);
  open();
  show(started);
  words.focus({ preventScroll: true });
}

async function resume() {
  open();
  if (session.outbox) await persist(() => api.say(session, session.outbox));
  session.outbox = null;
  api.remember(session);
  draw(await persist(() => api.transcript(session), "Your conversation will be shown as soon as possible."));
  log.lastElementChild?.scrollIntoView({ block: "end", behavior: "instant" });
}

/** Show what is on record and not yet here; all of it anew where something came in between. */
function draw(transcript) {
  const { messages, state } = transcript;
  if (!told.every((text, index) => messages[index]?.text === text)) {
    log.replaceChildren();
    told = [];
  }
  const fresh = messages.slice(told.length);
  if (!fresh.length) return 0;
  for (const said of fresh) {
    if (said.from === "patient") place(fromPatient(said.text), said.text);
    else add(said, said.level);
  }
  settleAllButLast(messages.at(-1));
  settled(state);
  return fresh.length;
}

async function look() {
  if (!session || sending || document.hidden || !navigator.onLine || !trouble.hidden) return;
  try {
    const transcript = await api.transcript(session);
    if (!sending && draw(transcript)) log.lastElementChild.scrollIntoView({ block: "nearest" });
  } catch (error) {
    if (!(error instanceof api.Unreachable)) throw error; // the next look may get through
  }
}

async function send(text) {
  if (sending || !text.trim()) return words.focus();
  busy(true);
  const inQuick = newest?.contains(document.activeElement);
  settle(newest);
  newest = null;
  const mine = place(fromPatient(text), text);
  mine.scrollIntoView({ block: "nearest" });
  session.outbox = { id: api.newId(), text };
  api.remember(session);
  const slow = setTimeout(() => trouble.hidden && status("Reading your message …"), 500);
  try {
    const answer = await persist(() => api.say(session, session.outbox));
    show(answer, inQuick);
  } catch (refused) {
    mine.remove();
    told.pop();
    words.value = text;
    throw refused;
  } finally {
    session.outbox = null;
    if (api.remembered()) api.remember(session);
    busy(false);
    clearTimeout(slow);
    status("");
  }
}

/** Try until there is an answer, telling the patient; only what is refused is thrown. */
async function persist(attempt, kept = "Your message is kept and will be sent once, as soon as possible.") {
  for (let wait = 2; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      const answer = await attempt();
      trouble.hidden = true;
      return answer;
    } catch (error) {
      if (!(error instanceof api.Unreachable)) throw error;
      const why = navigator.onLine ? error.message || "Backline can't be reached right now." : "You are offline.";
      tell(`${why} ${kept}`, error.safetyNet, { retry: true });
      await soon(Math.max(wait, error.seconds ?? 0));
    }
  }
}

/** Wait some seconds, or until the network is back, or until the patient asks. */
function soon(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(go, seconds * 1000);
    function go() {
      clearTimeout(timer);
      removeEventListener("online", go);
      byId("retry").removeEventListener("click", go);
      resolve();
    }
    addEventListener("online", go);
    byId("retry").addEventListener("click", go);
  });
}

function show(answer, moveFocus = false) {
  const items = answer.messages.map((message) => add(message, answer.assessment?.level));
  settled(answer.state);
  if (moveFocus || items.length > 1) items[0]?.focus({ preventScroll: true });
  items[0]?.scrollIntoView({ block: items.length > 1 ? "start" : "nearest" });
}

function add(message, level) {
  const item = place(fromBot(message, level), message.text);
  if (message.kind === "question") {
    settle(newest);
    newest = item;
    offer(item, message, { send: (text) => guarded(() => send(text)), ticked });
  }
  return item;
}

function place(item, text) {
  log.append(item);
  told.push(text);
  return item;
}

function settleAllButLast(last) {
  if (last?.kind === "question") return;
  settle(newest);
  newest = null;
}

function settled(state) {
  const closed = state === "closed";
  label(closed ? "Something new or worse? Write it here" : OWN_WORDS);
  log.querySelector(".closing-tools")?.remove();
  if (!closed) return;
  const link = document.querySelector("#menu a").href;
  const keep = element("a", { class: "button", href: link, text: "Print or save this advice" });
  log.append(element("li", { class: "closing-tools" }, keep, noEmergency() && calendarButton()));
}

function noEmergency() {
  return !([...log.querySelectorAll(".card")].at(-1)?.classList.contains("emergency") ?? true);
}

/** Only a request can carry the token: so a button that hands the file on, not a link. */
function calendarButton() {
  const button = element("button", { type: "button", text: "Put a check-in day in my calendar" });
  button.addEventListener("click", () => guarded(async () => save(await persist(() => api.checkIn(session), "The calendar file will come as soon as possible."), "check-in.ics")));
  return button;
}

function ticked() {
  const count = tickedIn(newest).length;
  label(count ? `${count} ticked. Add your own words, or just send` : OWN_WORDS);
  const button = newest.querySelector("button.ticked");
  button.hidden = count === 0;
  button.textContent = `Send ${count} ticked`;
}

function open() {
  welcome.hidden = true;
  for (const part of [byId("conversation"), composer, byId("menu")]) part.hidden = false;
}

/** Leave the conversation. Loading anew drops whatever is still being tried, too. */
function leave(notice) {
  api.forget();
  if (notice) sessionStorage.setItem(NOTICE, JSON.stringify(notice));
  location.reload();
}

function showNotice() {
  const notice = JSON.parse(sessionStorage.getItem(NOTICE) ?? "null");
  sessionStorage.removeItem(NOTICE);
  if (notice) tell(notice.text, notice.safetyNet);
}

function tell(text, safetyNet, { retry = false } = {}) {
  byId("trouble-text").textContent = text;
  byId("trouble-net").textContent = safetyNet ?? OWN_SAFETY_NET;
  byId("retry").hidden = !retry;
  trouble.hidden = false;
  status("");
}

function busy(now) {
  sending = now;
  byId("conversation").setAttribute("aria-busy", now);
}

function label(text) {
  byId("words-label").textContent = text;
}

function status(text) {
  byId("status").textContent = text;
}

/** Run what can be refused, and say so in the API's words. */
async function guarded(action) {
  try {
    await action();
  } catch (refused) {
    if (!(refused instanceof api.Refused)) throw refused;
    const gone = refused.status === 401 || refused.status === 404;
    if (gone) return leave({ text: refused.message, safetyNet: refused.safetyNet });
    tell(refused.message, refused.safetyNet);
    words.focus();
  }
}

async function confirmed(id) {
  const dialog = byId(id);
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "yes";
}

byId("start").addEventListener("submit", (event) => {
  event.preventDefault();
  const reporter = new FormData(event.target).get("reporter");
  if (sending) return;
  busy(true);
  guarded(() => begin(reporter)).finally(() => busy(false));
});

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  if (sending) return status("Your last message is still on its way.");
  const text = [...tickedIn(newest), words.value.trim()].filter(Boolean).join(", ");
  words.value = "";
  guarded(() => send(text));
});

words.addEventListener("keydown", (event) => {
  const touch = matchMedia("(pointer: coarse)").matches;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch) return;
  event.preventDefault();
  composer.requestSubmit();
});

document.querySelector("[data-ask=again]").addEventListener("click", async () => {
  if (await confirmed("ask-again")) leave();
});

document.querySelector("[data-ask=erase]").addEventListener("click", async () => {
  if (!(await confirmed("ask-erase"))) return;
  await guarded(async () => {
    const erased = await persist(() => api.erase(session), "Your data will be deleted as soon as possible.");
    leave({ text: "Your words were deleted.", safetyNet: erased.safety_net });
  });
});

setInterval(() => guarded(look), BETWEEN_LOOKS);
document.addEventListener("visibilitychange", () => guarded(look));

showNotice();
navigator.serviceWorker?.register("/offline.js");
if (session && session.locale !== document.body.dataset.locale) {
  location.replace(`/?locale=${session.locale}`);
} else if (session) {
  busy(true);
  guarded(resume).finally(() => busy(false));
}
