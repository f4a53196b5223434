"""One simulated patient and the real bot, from the greeting to the closing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot import turn
from bot.dialogue import talk as dialogue
from bot.engine.findings import Status
from bot.engine.interview import TIMES_ASKED, Interview, known
from bot.engine.protocol import Level
from bot.knowledge.scripts import Scripts
from bot.parts import Bot
from bot.storage.values import Said
from bot.testing import patient
from bot.testing.vignettes import Vignette

MOST_TURNS = 60
"""A conversation that is open after so many messages of the patient has failed."""


@dataclass(frozen=True)
class Visit:
    """How one conversation went."""

    vignette: Vignette
    level: Level | None
    turns: int
    """Messages of the patient, the opening included."""
    questions_asked: int
    closed_with_precautions: bool
    asked_again: tuple[str, ...]
    """What was asked though it was on record: see `answered_already`."""
    findings: Mapping[str, str]
    numbers: Mapping[str, float]
    categories: Mapping[str, str]
    transcript: tuple[Mapping[str, Any], ...] = field(repr=False)

    @property
    def verdict(self) -> str | None:
        """Return `under`, `over` or `ok`; None where the vignette expects nothing."""
        least, most = self.vignette.least, self.vignette.most
        if least is None and most is None:
            return None
        if self.level is None or (least is not None and self.level < least):
            return "under"
        return "over" if most is not None and self.level > most else "ok"

    @property
    def failed(self) -> bool:
        """Say whether the patient was sent too low, or left without precautions."""
        return self.verdict == "under" or not self.closed_with_precautions

    def to_json(self) -> dict[str, Any]:
        """Return the line that `converse` prints."""
        line: dict[str, Any] = {
            "id": self.vignette.id,
            "level": None if self.level is None else self.level.name,
            "turns": self.turns,
            "questions_asked": self.questions_asked,
            "closed_with_precautions": self.closed_with_precautions,
            "findings": dict(self.findings),
            "numbers": dict(self.numbers),
            "categories": dict(self.categories),
            "asked_again": list(self.asked_again),
            "transcript": [dict(entry) for entry in self.transcript],
        }
        return line if self.verdict is None else {**line, "verdict": self.verdict}


def visit(bot: Bot, vignette: Vignette, *, most_turns: int = MOST_TURNS) -> Visit:
    """Let the patient talk to the bot until it closes, or for so many messages at most."""
    started = turn.start(bot, locale=vignette.locale, reporter=vignette.reporter)
    text, state, turns, delivered = vignette.opening, started.state, 0, list(started.messages)
    again: list[str] = []
    while state != "closed" and turns < most_turns:
        turns += 1
        name = f"{vignette.id}-{turns}"
        answer = turn.take_turn(bot, started.id, text=text, client_message_id=name)
        state, delivered = answer.state, answer.messages
        asked = _asked(delivered)
        again += answered_already(_interview(bot, started.id), asked)
        text = patient.reply(vignette, asked)
    return _looked_up(bot, vignette, started.id, turns, delivered, again)


def answered_already(interview: Interview, asked: Iterable[str]) -> list[str]:
    """Return what was just asked though the answer was on record.

    A question that was not understood has no answer yet: it may be put once more. A doubt is
    one only after that. What the patient takes back, or tells in two ways, is asked about.
    """
    return [
        id
        for id in asked
        if known(interview.case, id) and id not in interview.retracting
        if interview.case.status(id) is not Status.UNCERTAIN or interview.asked[id] > TIMES_ASKED
    ]


def _interview(bot: Bot, id: str) -> Interview:
    with bot.store.locked(id) as record:
        return dialogue.from_json(record.memory).interview


def _looked_up(
    bot: Bot,
    vignette: Vignette,
    id: str,
    turns: int,
    delivered: Iterable[Mapping[str, Any]],
    again: Iterable[str],
) -> Visit:
    """Return how it went by what is on record, and by what was delivered last."""
    transcript = bot.store.transcript(id)
    case = _interview(bot, id).case
    closed = transcript.state == "closed" and transcript.closing is not None
    assessment = transcript.assessment
    return Visit(
        vignette=vignette,
        level=Level[assessment["level"]] if assessment else None,
        turns=turns,
        questions_asked=sum(said.kind == "question" for said in transcript.messages),
        closed_with_precautions=closed and has_precautions(bot.scripts[vignette.locale], delivered),
        asked_again=tuple(again),
        findings={finding: status.value for finding, status in case.findings.items()},
        numbers=dict(case.numbers),
        categories=dict(case.categories),
        transcript=tuple(_entry(said) for said in transcript.messages),
    )


def _entry(said: Said) -> dict[str, Any]:
    if said.direction == "in":
        return {"from": "patient", "text": said.text}
    return {"from": "bot", "text": said.text, "kind": said.kind, "asks": said.asks}


def has_precautions(scripts: Scripts, delivered: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether the messages hold a safety net that names every emergency sign."""
    return any(
        message["kind"] == "safety_net"
        and scripts.messages["return_precautions"] in message["text"]
        and all(sign in message["text"] for sign in scripts.emergency_signs)
        for message in delivered
    )


def _asked(messages: Iterable[Mapping[str, Any]]) -> list[str]:
    return [id for message in messages if message["kind"] == "question" for id in message["asks"]]
