"""How a message is heard, by the turn and by Rasa's actions alike: what it says, what it wants."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.bridge.entities import reading_of
from bot.bridge.unnamed import kept_open
from bot.dialogue.buttons import pressed
from bot.dialogue.talk import Talk
from bot.engine.findings import Reading, Status
from bot.engine.interview import Interview
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts
from bot.nlu.clues import Heard as ByRules
from bot.nlu.limits import TALKING
from bot.nlu.reader import Reader
from bot.nlu.weighing import Before
from bot.nlu.wishes import WISHES, Wishes, corrects, named, only_asks, puzzled

SAYS_NOTHING = frozenset(
    {"ask_bot", "ask_human", "ask_privacy", "ask_erasure", "ask_known", "ask_recovery"}
    | {"confused", "abuse", "nonsense", "other_language", "about_pet", "repeat", "thanks", "greet"}
)
"""Wishes that, put in words known by heart and nothing else, tell nothing of a patient."""

NO_ANSWER = frozenset({"confused", "nonsense", "other_language"})
"""Wishes that are no answer, whatever the words look like: "I don't get it" denies nothing."""

TELLING = frozenset({"crisis", "about_child", "about_headache", "about_pregnancy"})
"""Wishes whose sentences tell something, too."""

GUESSED = frozenset(
    {"abuse", "confused", "crisis", "greet", "nonsense", "other_language", "out_of_scope"}
    | {"stop", "thanks"}
)
"""Wishes that the classifier takes odd answers for: it is not heeded where something was read."""

_NAMES = {
    "age_years": re.compile(r"\b(?:age|aged|old|birthday)\b", re.IGNORECASE),
    "duration_days": re.compile(r"\b(?:days?|weeks?|wks?|months?|years?)\b", re.IGNORECASE),
    "pain_score": re.compile(r"\b(?:pain|score|10|ten)\b", re.IGNORECASE),
}
"""What names a number, or its unit, in a message that puts it right."""

_ASIDE = 5
"""A known wish in at most so many words tells what the rules read in it, and nothing besides."""


@dataclass(frozen=True)
class Heard:
    """What one message says, and what it wants beside that."""

    reading: Reading
    wish: str | None


def hear_message(
    protocol: Protocol,
    scripts: Scripts,
    reader: Reader,
    wishes: Wishes,
    talk: Talk,
    text: str,
    *,
    intent: str | None = None,
    entities: Iterable[Mapping[str, Any]] = (),
) -> Heard:
    """Return what a message says and wants: a pressed button by the letter, all else as words.

    `intent` and `entities` are what Rasa's pipeline found. It may add a finding, a doubt or a
    wish; the words themselves say what they deny.
    """
    asking = talk.interview.asking
    button = pressed(protocol, scripts, asking, text)
    if button:
        return Heard(button, None)
    known = wishes.of(text)
    if wishes.whole(text) in SAYS_NOTHING:
        return Heard(Reading(), known)
    beside = list(wishes.beside(text))
    told = _without_call(text, beside)
    by_rules = reader.hear(told, asking)
    known = known or wishes.spelt(word.text for word in by_rules.words)
    aside = known is not None and told == text and len(by_rules.words) <= _ASIDE
    weighed = by_rules.reading
    if not aside:
        weighed = reader.weighed(by_rules, asking, TALKING, _before(talk.interview))
    reading = reading_of(protocol, entities, weighed)
    asked = [id for id in asking if id in protocol.findings]
    reading = kept_open(reader, text, asked, reading)
    reading = _beside(reading, beside)
    if corrects(text):
        reading = _put_right(protocol, reader, talk, by_rules, reading)
    wish = known or _wordless(reading, by_rules) or _classified(intent, reading, by_rules)
    if wish == "repeat" and (reading.mentions or reading.answer):
        wish = None
    if wish in NO_ANSWER:
        reading = _without(reading, asking, {Status.ABSENT, Status.UNCERTAIN})
    elif only_asks(text):
        reading = _without(reading, asking, {Status.ABSENT})
    return Heard(replace(reading, corrects=corrects(text)), wish)


def _without_call(text: str, beside: Iterable[tuple[str, int, int]]) -> str:
    """Return a message with the wish for a person left blank: it tells nothing of the patient.

    "It is worse, and I want to talk to a nurse" sounds to the opinion like despair.
    """
    told = text
    for wish, start, end in beside:
        if wish == "ask_person":
            told = told[:start] + " " * (end - start) + told[end:]
    return told if any(map(str.isalnum, told)) else text


def _before(interview: Interview) -> Before:
    """Return what earlier messages denied, or seemed to, of what counts now."""
    known = interview.case.findings.items()
    denied = {id for id, status in known if status is Status.ABSENT}
    return Before(denied.difference(interview.asking), interview.leaning)


def _wordless(reading: Reading, by_rules: ByRules) -> str | None:
    """Return what a message without a word wants, where its signs say nothing: "??", a picture."""
    if by_rules.words or reading.mentions or reading.answer or not by_rules.text.strip():
        return None
    return "confused" if "?" in by_rules.text else "nonsense"


def _classified(intent: str | None, reading: Reading, by_rules: ByRules) -> str | None:
    """Return the wish that the classifier hears, where the words that were read allow it.

    It takes odd words for a child or a pregnancy, too, which then have to be named.
    """
    if intent not in WISHES or not named(intent, (word.text for word in by_rules.words)):
        return None
    told = reading.mentions or reading.numbers or reading.categories or reading.answer
    if intent == "confused" and puzzled(by_rules.text):
        return intent
    return None if told and intent in GUESSED else intent


def _put_right(
    protocol: Protocol, reader: Reader, talk: Talk, by_rules: ByRules, reading: Reading
) -> Reading:
    """Return the reading of a message that corrects: of what is asked it raises no doubt."""
    asking = talk.interview.asking
    read = by_rules.reading.findings
    if not (reading.mentions or read):
        reading = _numbers_put_right(reader, talk, by_rules.text, reading)
    if not read:
        return _of_earlier(protocol, reader, talk, by_rules.text, reading)
    if not read.keys().isdisjoint(asking):
        return reading
    return replace(_without(reading, asking, {Status.UNCERTAIN}), answer=reading.answer)


def _numbers_put_right(reader: Reader, talk: Talk, text: str, reading: Reading) -> Reading:
    """Return a reading with the numbers that a message puts right by their name or unit.

    It tells of nothing else: "actually I had a fever for 2 days" is not how long the pain lasts.
    """
    known = talk.interview.case.numbers.keys() - reading.numbers.keys()
    again = {
        id: reader.hear(text, (id,)).reading.numbers.get(id)
        for id in known & _NAMES.keys()
        if _NAMES[id].search(text)
    }
    told = {id: value for id, value in again.items() if value is not None}
    return replace(reading, numbers={**told, **reading.numbers})


def _of_earlier(
    protocol: Protocol, reader: Reader, talk: Talk, text: str, reading: Reading
) -> Reading:
    """Return a reading with what it puts right of earlier answers: "actually yes to the fever".

    It has to name what it means: words that fit everything that was asked fit nothing.
    """
    interview = talk.interview
    earlier = [
        id
        for id in interview.asked
        if id in interview.case.findings and id in protocol.findings and id not in interview.asking
    ]
    named = reader.read(text, earlier, TALKING).mentions if len(earlier) > 1 else ()
    if not named or {mention.finding for mention in named} == set(earlier):
        return reading
    return replace(reading, mentions=named, answer=None)


def _beside(reading: Reading, beside: Iterable[tuple[str, int, int]]) -> Reading:
    """Return a reading without what was read in a question: "is it cancer?" tells of none."""
    asked = [(start, end) for wish, start, end in beside if wish not in TELLING]
    kept = (
        m
        for m in reading.mentions
        if not any(start <= m.start and m.end <= end for start, end in asked)
    )
    return replace(reading, mentions=tuple(kept))


def _without(reading: Reading, asking: Iterable[str], statuses: set[Status]) -> Reading:
    """Return a reading without the plain answer, and without these statuses of what was asked."""
    asked = set(asking)
    kept = (m for m in reading.mentions if m.finding not in asked or m.status not in statuses)
    return replace(reading, mentions=tuple(kept), answer=None)
