"""Conversations under way, and what moves them on."""

from datetime import date

from bot.dialogue.replies import Reply
from bot.dialogue.talk import (
    Outcome,
    Talk,
    respond,
)
from bot.engine.findings import Mention, Reading, Status
from bot.knowledge.loader import load

KNOWLEDGE = load()


PROTOCOL = KNOWLEDGE.protocol


TODAY = date(2026, 3, 1)


LOCALES = sorted(KNOWLEDGE.scripts)


def says(**findings: str) -> Reading:
    return Reading(
        tuple(Mention(id, Status(status), 0, 3, "xyz") for id, status in findings.items())
    )


def after(talk: Talk, reading: Reading, wish: str | None = None, locale: str = "en-US") -> Outcome:
    scripts = KNOWLEDGE.scripts[locale]
    return respond(PROTOCOL, scripts, talk, reading, today=TODAY, wish=wish)


def denies(talk: Talk) -> Reading:
    """A "no" to everything that is being asked, with a plain answer to numbers."""
    findings = {id: "absent" for id in talk.interview.asking if id in PROTOCOL.findings}
    numbers = {"age_years": 34.0, "duration_days": 5.0, "pain_score": 4.0}
    categories = {"course": "improving", "function": "normal", "can_follow_plan": "yes"}
    return Reading(says(**findings).mentions, numbers, categories, answer="no")


def text_of(replies: tuple[Reply, ...]) -> str:
    return "\n".join(reply.text for reply in replies)


def to_the_end(outcome: Outcome, limit: int = 30) -> list[Outcome]:
    told = [outcome]
    while not told[-1].closing:
        assert len(told) < limit, "the interview does not end"
        told.append(after(told[-1].talk, denies(told[-1].talk)))
    return told
