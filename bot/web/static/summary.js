// The summary: what was advised, to print, to save, or to show to a clinician.

import * as api from "./api.js";
import { blocks, disposition, element, save as saveFile } from "./view.js";

const byId = (id) => document.getElementById(id);

function show(summary) {
  const given = new Date(summary.at).toLocaleString(summary.locale, { dateStyle: "long", timeStyle: "short" });
  byId("summary").replaceChildren(
    element("p", { text: `Given on ${given}.` }),
    disposition(summary.disposition, summary.level, "section"),
    ...(summary.plan ? [element("h2", { text: "The plan" }), ...blocks(summary.plan)] : []),
    element("h2", { text: "What to watch for" }),
    ...blocks(summary.return_precautions ?? summary.safety_net),
    element("p", {
      class: "quiet",
      text: `Protocol ${summary.protocol.version}, ${summary.protocol.sha256.slice(0, 12)}. Conversation ${summary.id}.`,
    }),
  );
  byId("tools").hidden = false;
  byId("save").addEventListener("click", () => save(summary, given));
}

function save(summary, given) {
  const text = [`Backline, ${given}`, summary.disposition, summary.plan, summary.return_precautions]
    .filter(Boolean)
    .join("\n\n");
  saveFile(new Blob([text], { type: "text/plain" }), "backline-summary.txt");
}

function say(text, problem) {
  byId("waiting")?.remove();
  if (!problem) return byId("summary").replaceChildren(element("p", { text }));
  byId("trouble-text").textContent = text;
  byId("trouble").hidden = false;
}

byId("print").addEventListener("click", () => print());

const session = api.remembered();
if (!session) {
  say("There is no conversation in this tab yet.", true);
} else {
  try {
    const summary = await api.summary(session);
    if (summary.disposition) show(summary);
    else say("There is no advice yet: please answer the questions in the chat first.", true);
  } catch (error) {
    say(error.message || "Backline can't be reached right now. Please load this page again.", true);
  }
}
