"""The quick answers of a question, and what it means that one was pressed."""

from collections.abc import Iterator

from bot.dialogue.replies import Button
from bot.engine.findings import Mention, Reading, Status
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts

JOIN = ", "
"""Between the texts of several buttons that are sent as one message."""


def buttons(protocol: Protocol, scripts: Scripts, asks: tuple[str, ...]) -> tuple[Button, ...]:
    """Return the buttons of a question; none where it asks for a number."""
    if any(id in protocol.numbers for id in asks):
        return ()
    if len(asks) == 1:
        choices = scripts.items[asks[0]].choices.values()
        texts = list(choices) or [scripts.buttons[id] for id in ("yes", "no", "unsure")]
    elif any(id in protocol.categories for id in asks):
        return ()
    else:
        rest = (scripts.buttons["none_of_these"], scripts.buttons["unsure"])
        texts = [*(scripts.items[id].short for id in asks), *rest]
    return tuple(Button(text, text) for text in texts)


def pressed(
    protocol: Protocol, scripts: Scripts, asking: tuple[str, ...], text: str
) -> Reading | None:
    """Return what the text of one or several buttons of the open question says.

    None where it is anything else: then it is read as words. A button that was not
    pressed says nothing of its finding.
    """
    texts = [button.text for button in buttons(protocol, scripts, asking)]
    parts = list(_parts(text, texts))
    if not parts or any(end < 0 for _, _, end in parts):
        return None
    mentions: list[Mention] = []
    categories: dict[str, str] = {}
    answer = None
    for part, start, end in parts:
        ids, status = _meaning(protocol, scripts, asking, part)
        mentions += (Mention(id, status, start, end, part) for id in ids)
        categories |= _choice(scripts, asking, part)
        answer = _plain_answer(scripts, part) or answer
    return Reading(tuple(mentions), {}, categories, answer)


def _parts(text: str, texts: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the buttons a message is made of; one with the end -1 where it is made otherwise."""
    start = 0
    while start < len(text):
        fits = [t for t in texts if text.startswith(t, start) and _ends(text, start + len(t))]
        if not fits:
            yield text, start, -1
            return
        part = max(fits, key=len)
        yield part, start, start + len(part)
        start += len(part) + len(JOIN)


def _ends(text: str, place: int) -> bool:
    return place == len(text) or text.startswith(JOIN, place)


def _meaning(
    protocol: Protocol, scripts: Scripts, asking: tuple[str, ...], part: str
) -> tuple[tuple[str, ...], Status]:
    findings = tuple(id for id in asking if id in protocol.findings)
    if part in (scripts.buttons["none_of_these"], scripts.buttons["no"]):
        return findings, Status.ABSENT
    if part == scripts.buttons["yes"]:
        return findings, Status.PRESENT
    return tuple(id for id in findings if scripts.items[id].short == part), Status.PRESENT


def _choice(scripts: Scripts, asking: tuple[str, ...], part: str) -> dict[str, str]:
    return {
        id: value
        for id in asking
        for value, text in scripts.items[id].choices.items()
        if text == part
    }


def _plain_answer(scripts: Scripts, part: str) -> str | None:
    words = {scripts.buttons[id]: id for id in ("yes", "no", "unsure")}
    words[scripts.buttons["none_of_these"]] = "no"
    return words.get(part)
