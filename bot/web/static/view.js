// Turns messages into elements. Words go in as text, never as markup.

const LEVELS = {
  emergency: "Emergency",
  urgent: "Urgent",
  soon: "Soon",
  self_care: "Care at home",
};

export function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}

/** Hand a file to the patient. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

/** Paragraphs and lists, as the scripts write them: blank lines part, "- " begins an item. */
export function blocks(text) {
  const made = [];
  for (const part of text.split("\n\n")) {
    const lines = part.split("\n");
    const items = lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(2));
    const intro = lines.filter((line) => !line.startsWith("- "));
    if (intro.length) made.push(element("p", { text: intro.join("\n") }));
    if (items.length) made.push(element("ul", {}, ...items.map((text) => element("li", { text }))));
  }
  return made;
}

/** What the patient said. */
export function fromPatient(text) {
  return element("li", { class: "said patient" }, hidden("You said:"), element("p", { text }));
}

/** What the bot said; a disposition shows its level in words and in colour. */
export function fromBot(message, level) {
  if (message.kind === "disposition") return disposition(message.text, level);
  const item = element("li", { class: `said backline ${message.kind}`, tabindex: "-1" });
  item.append(hidden("Backline says:"), ...blocks(message.text));
  return item;
}

/** The card with what to do and by when. */
export function disposition(text, level, tag = "li") {
  const [headline, ...rest] = text.split("\n\n");
  const number = document.body.dataset.emergencyNumber;
  return element(
    tag,
    { class: `card ${level ?? ""}`, tabindex: "-1" },
    level && element("p", { class: "level", text: LEVELS[level] }),
    element("h2", { text: headline }),
    ...blocks(rest.join("\n\n")),
    level === "emergency" &&
      element("a", { class: "call", href: `tel:${number}`, text: `Call ${number}` }),
  );
}

/**
 * Quick answers under the newest question. Several things are ticked in the question's own
 * list and sent together; a single answer is sent by its button. `send` gets the words.
 */
export function offer(item, message, { send, ticked }) {
  if (!message.buttons.length) return;
  const several = message.asks.length > 1;
  const lines = [...item.querySelectorAll("li")];
  const alone = several ? message.buttons.slice(message.asks.length) : message.buttons;
  if (several) {
    item.querySelector("ul").classList.add("ticks");
    lines.forEach((line, index) => tickable(line, message.buttons[index].text, ticked));
  }
  const row = element("div", { class: "answers", role: "group", "aria-label": "Quick answers" });
  for (const { title, text } of alone) {
    const button = element("button", { type: "button", text: title });
    button.addEventListener("click", () => send(text));
    row.append(button);
  }
  if (several) row.append(element("button", { type: "submit", form: "composer", class: "primary ticked", hidden: true }));
  item.append(row);
}

/** The words behind everything that is ticked, in the order of the list. */
export function tickedIn(item) {
  return [...(item?.querySelectorAll("input:checked") ?? [])].map((box) => box.value);
}

/** Take the quick answers away again: the question is answered. */
export function settle(item) {
  item?.querySelector(".answers")?.remove();
  item?.querySelector(".ticks")?.classList.remove("ticks");
  for (const label of item?.querySelectorAll("label") ?? []) label.replaceWith(label.textContent);
}

function tickable(line, value, ticked) {
  const box = element("input", { type: "checkbox", value });
  box.addEventListener("change", ticked);
  line.replaceChildren(element("label", { class: "choice" }, box, element("span", { text: line.textContent })));
}

function hidden(text) {
  return element("span", { class: "unseen", text });
}
