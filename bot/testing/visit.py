"""One simulated patient and the real bot, from the greeting to the closing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot import turn
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
            "transcript": [dict(entry) for entry in self.transcript],
        }
        return line if self.verdict is None else {**line, "verdict": self.verdict}


def visit(bot: Bot, vignette: Vignette, *, most_turns: int = MOST_TURNS) -> Visit:
    """Let the patient talk to the bot until it closes, or for so many messages at most."""
    started = turn.start(bot, locale=vignette.locale, reporter=vignette.reporter)
    text, state, turns, delivered = vignette.opening, started.state, 0, list(started.messages)
    while state != "closed" and turns < most_turns:
        turns += 1
        name = f"{vignette.id}-{turns}"
        answer = turn.take_turn(bot, started.id, text=text, client_message_id=name)
        state, delivered = answer.state, answer.messages
        text = patient.reply(vignette, _asked(delivered))
    return _looked_up(bot, vignette, started.id, turns, delivered)


def _looked_up(
    bot: Bot, vignette: Vignette, id: str, turns: int, delivered: Iterable[Mapping[str, Any]]
) -> Visit:
    """Return how it went by what is on record, and by what was delivered last."""
    transcript = bot.store.transcript(id)
    with bot.store.locked(id) as record:
        known = record.memory
    closed = transcript.state == "closed" and transcript.closing is not None
    assessment = transcript.assessment
    return Visit(
        vignette=vignette,
        level=Level[assessment["level"]] if assessment else None,
        turns=turns,
        questions_asked=sum(said.kind == "question" for said in transcript.messages),
        closed_with_precautions=closed and has_precautions(bot.scripts[vignette.locale], delivered),
        findings=known["findings"],
        numbers=known["numbers"],
        categories=known["categories"],
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
