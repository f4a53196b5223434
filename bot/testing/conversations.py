"""Conversations on paper, that a nurse can read and correct, played to the real bot.

A file holds a list of conversations. Each has a `title`, its `turns` in order, and how it ends:
`level`, and the `rules`, `findings`, `numbers` and `categories` that matter. A turn is one of

- `patient`: what the patient types;
- `bot`: what the bot must do then. `says` names scripts, by their key in the messages
  ("about_scans") or their place ("reasons.E1", "questions.saddle.why"); `asks` names the question
  that must be put, or lists exactly what is asked about; `closes` is why it ends now. What is
  not named must not happen, but for scripts: more may be said;
- `the rest`: what the patient answers from here on until the end, by what is asked; all else is
  answered "no".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot import turn
from bot.knowledge.scripts import Scripts
from bot.parts import Bot
from bot.testing import patient
from bot.testing.vignettes import Vignette

MOST_TURNS = 40
KEYS = frozenset(
    {"title", "turns", "level", "findings", "numbers", "categories", "locale", "reporter", "rules"}
)
STEPS = ({"patient"}, {"bot"}, {"the rest"})
EXPECTED = frozenset({"says", "asks", "closes"})
PLAIN: Mapping[str, str] = {
    "age_years": "34",
    "duration_days": "5 days",
    "pain_score": "4 out of 10",
    "course": "getting better",
    "treatment_weeks": "for 1 week",
    "function": "as normal",
    "can_follow_plan": "yes I can follow a plan",
}
"""What a patient answers of numbers and categories where the conversation does not say."""


class BadConversation(ValueError):
    """A conversation that is not written as it should be; says what is wrong with it."""


@dataclass(frozen=True)
class Conversation:
    """One conversation on paper."""

    title: str
    turns: Sequence[Mapping[str, Any]]
    level: str
    findings: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    locale: str = "en-US"
    reporter: str = "self"
    rules: Sequence[str] = ()
    """Rules of the protocol that must have led to the level."""


def conversations(folder: Path) -> Iterator[Conversation]:
    """Yield the conversations of all files in a folder; BadConversation where one is none."""
    for file in sorted(folder.glob("*.yml")):
        for entry in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield _conversation(file.stem, entry)


def _conversation(file: str, entry: Mapping[str, Any]) -> Conversation:
    place = f"{file}: {entry.get('title')}"
    if unknown := entry.keys() - KEYS:
        raise BadConversation(f"{place}: unknown {sorted(unknown)}")
    for step in entry["turns"]:
        if step.keys() not in STEPS or set(step.get("bot", ())) - EXPECTED:
            raise BadConversation(f"{place}: a turn that is none: {step}")
    return Conversation(**{**entry, "title": place})


def play(bot: Bot, written: Conversation) -> list[str]:
    """Return what went otherwise than written, in the order it went; empty where nothing did."""
    return list(_Play(bot, written).faults())


class _Play:
    """One conversation under way."""

    def __init__(self, bot: Bot, written: Conversation) -> None:
        self._bot = bot
        self._written = written
        self._scripts = bot.scripts[written.locale]
        started = turn.start(bot, locale=written.locale, reporter=written.reporter)
        self._id, self._state, self._said = started.id, started.state, started.messages
        self._count = 0
        self._before: object = None

    def faults(self) -> Iterator[str]:
        for step in self._written.turns:
            match step:
                case {"patient": text}:
                    self._say(str(text))
                case {"bot": expected}:
                    yield from self._otherwise(expected)
                case {"the rest": answers}:
                    yield from self._to_the_end(answers or {})
        yield from self._ends_otherwise()

    def _say(self, text: str) -> None:
        self._count += 1
        self._before = self._bot.store.transcript(self._id).closing
        name = str(self._count)
        given = turn.take_turn(self._bot, self._id, text=text, client_message_id=name)
        self._state, self._said = given.state, given.messages

    def _to_the_end(self, answers: Mapping[str, str]) -> Iterator[str]:
        who = Vignette("", "", "", {}, {}, {**PLAIN, **answers}, "no", None, None, "en-US", "self")
        for _ in range(MOST_TURNS):
            if self._state == "closed":
                return
            self._say(patient.reply(who, self._asked()))
        yield "it does not end"

    def _asked(self) -> list[str]:
        return [id for m in self._said if m["kind"] == "question" for id in m["asks"]]

    def _otherwise(self, expected: Mapping[str, Any]) -> Iterator[str]:
        told = "\n".join(message["text"] for message in self._said)
        says = expected.get("says", [])
        for key in [says] if isinstance(says, str) else says:
            if any(part not in told for part in _parts(self._scripts, key)):
                yield f"after message {self._count} it does not say {key!r}, but: {told[:400]}"
        yield from self._asks_otherwise(expected.get("asks", []))
        closes = self._closed_now()
        if expected.get("closes") != closes:
            yield f"after message {self._count} it closes as {closes!r}"

    def _closed_now(self) -> str | None:
        """Return why the last message closed the conversation; None where it did not."""
        closing = self._bot.store.transcript(self._id).closing
        return closing.reason if closing and closing != self._before else None

    def _asks_otherwise(self, asks: str | list[str]) -> Iterator[str]:
        asked = self._asked()
        questions = {question.id: question.asks for question in self._bot.protocol.questions}
        if isinstance(asks, list):
            right = asked == asks
        else:
            right = bool(asked) and set(asked) <= set(questions[asks])
        if not right:
            yield f"after message {self._count} it asks about {asked}, not about {asks}"

    def _ends_otherwise(self) -> Iterator[str]:
        with self._bot.store.locked(self._id) as record:
            memory, assessment = record.memory, record.assessment
        level = assessment["level"] if assessment else None
        if level != self._written.level:
            yield f"it ends at {level}, not at {self._written.level}"
        for rule in self._written.rules:
            if rule not in (assessment or {}).get("rules", ()):
                yield f"{rule} does not hold in the end"
        for part in ("findings", "numbers", "categories"):
            for id, value in getattr(self._written, part).items():
                known = memory[part].get(id, "unknown" if part == "findings" else None)
                if known != value:
                    yield f"{id} is {known} in the end, not {value}"


def _parts(scripts: Scripts, key: str) -> list[str]:
    """Return the parts of a script between its placeholders."""
    section, *place = key.split(".") if "." in key else ("messages", key)
    text = getattr(scripts, section)[place[0]]
    text = getattr(text, place[1]) if len(place) > 1 else text
    return [part.split("}")[-1] for part in text.split("{")]
