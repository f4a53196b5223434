"""The state of one conversation and what moves it on: hear, answer, ask, close.

`respond` is the scripted interview: the whole dialogue without Rasa. Rasa's form and
actions call the same four steps, so that both say the same things.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.dialogue.asides import INTERRUPTIONS, SIMPLY, answer, noted, with_doubt
from bot.dialogue.closing import Reason, closing
from bot.dialogue.questions import question
from bot.dialogue.replies import Kind, Reply
from bot.dialogue.summary import summary
from bot.dialogue.verdict import verdict
from bot.engine import interview as engine
from bot.engine.assess import Assessment, assess
from bot.engine.cautions import standing
from bot.engine.findings import Case, Reading, Status
from bot.engine.hearing import hear
from bot.engine.interview import Interview, next_step
from bot.engine.protocol import Level, Protocol
from bot.knowledge.scripts import Scripts

ENDINGS = {"stop": Reason.STOPPED, "ask_person": Reason.HANDOFF}
"""By intent: why it closes the conversation."""


@dataclass(frozen=True)
class Talk:
    """Where a conversation stands: the interview, and the level it last closed at."""

    interview: Interview = Interview()
    closed_at: Level | None = None
    """None while it is open for the first time; kept when a closed one goes on."""
    closed: bool = False


@dataclass(frozen=True)
class Outcome:
    """What one message led to; `closing` says why it closed the conversation, if it did."""

    talk: Talk
    replies: tuple[Reply, ...]
    closing: Reason | None = None
    assessment: Assessment | None = None
    """What the closing was made from; else what is known says it all."""

    @property
    def is_whole(self) -> bool:
        """Say whether the patient gets words, and with a closing all that belongs to one."""
        kinds = {reply.kind for reply in self.replies}
        needed = {Kind.DISPOSITION, Kind.SAFETY_NET} if self.closing else set()
        return bool(kinds) and needed <= kinds and all(reply.text.strip() for reply in self.replies)


def greeting(scripts: Scripts, *, reporter: str) -> tuple[Reply, ...]:
    """Return the first words of a conversation with the patient or with who speaks for them."""
    first = "greeting_proxy" if reporter == "proxy" else "greeting"
    return (Reply(scripts.messages[first], Kind.GREETING),)


def respond(
    protocol: Protocol,
    scripts: Scripts,
    talk: Talk,
    reading: Reading,
    *,
    today: date,
    wish: str | None = None,
) -> Outcome:
    """Return what follows from one message in the scripted interview.

    `wish` is an intent of the message beyond telling symptoms. Nothing that was said
    is lost to it: findings are heard first, and an emergency outranks every wish.
    """
    before = talk
    talk = listen(protocol, talk, reading, wish)
    said = aside(protocol, scripts, before, talk, wish)
    small_talk = talk.interview == before.interview and wish in INTERRUPTIONS
    if talk.closed and (small_talk or adds_nothing(protocol, talk, reading, wish)):
        return Outcome(talk, (*said, *after_closing(protocol, scripts, talk, wish, today=today)))
    if wish in ENDINGS:
        return close(protocol, scripts, talk, ENDINGS[wish], today=today)
    if next_step(protocol, talk.interview).kind is engine.Kind.FINISH:
        ended = close(protocol, scripts, talk, Reason.FINISHED, today=today)
        return replace(ended, replies=(*said, *ended.replies))
    asked = go_on(protocol, scripts, talk, wish)
    return replace(asked, replies=(*said, *asked.replies))


def adds_nothing(protocol: Protocol, talk: Talk, reading: Reading, wish: str | None) -> bool:
    """Say whether a message to a closed conversation is about the closing only: "OK, I will"."""
    if not talk.closed or wish or reading.mentions or reading.numbers or reading.categories:
        return False
    return next_step(protocol, talk.interview).kind is engine.Kind.FINISH


def wish_in(intent: str | None) -> str | None:
    """Return the intent where it is a wish: an interruption, or an end."""
    return intent if intent in INTERRUPTIONS or intent in ENDINGS else None


def listen(protocol: Protocol, talk: Talk, reading: Reading, wish: str | None = None) -> Talk:
    """Return the conversation with one message folded in; a wish is no answer."""
    reading = with_doubt(talk.interview, reading, wish)
    answers = wish not in INTERRUPTIONS and wish not in ENDINGS
    heard = hear(protocol, talk.interview, reading, answers=answers)
    return replace(talk, interview=heard)


def aside(
    protocol: Protocol, scripts: Scripts, before: Talk, after: Talk, wish: str | None
) -> tuple[Reply, ...]:
    """Return what is said before the dialogue goes on: a correction noted, a wish answered.

    Nothing where an emergency came up: then the way to help is the first thing to read.
    """
    still = before.interview.case == after.interview.case
    emergency = assess(protocol, after.interview.case).level is Level.emergency
    if emergency and not still and next_step(protocol, after.interview).kind is engine.Kind.FINISH:
        return ()
    told = replace(after.interview, asking=before.interview.asking)
    return (
        *noted(scripts, before.interview, after.interview),
        *answer(protocol, scripts, told, wish),
    )


def go_on(protocol: Protocol, scripts: Scripts, talk: Talk, wish: str | None = None) -> Outcome:
    """Return the next question, put; the interview must not be finished."""
    step = next_step(protocol, talk.interview)
    put = replace(talk, interview=engine.ask(talk.interview, step), closed=False)
    asked = question(protocol, scripts, step, talk.interview, simply=wish == SIMPLY)
    return Outcome(put, (asked,))


def close(
    protocol: Protocol,
    scripts: Scripts,
    talk: Talk,
    reason: Reason,
    *,
    today: date,
    known: Level | None = None,
) -> Outcome:
    """Return the closing, introduced by why it comes now and by what has changed since the last.

    `known` is the level on record, where a fault may have cost what it rests on.
    """
    assessment = verdict(protocol, talk.interview, reason, known=known)
    ends = closing(scripts, talk.interview, assessment, today=today)
    introduced = _introduction(protocol, scripts, talk, reason, assessment.level)
    still = replace(
        talk.interview, asking=(), affirmed=False, interrupted=0, missed=False, reviewing=False
    )
    ended = Talk(still, closed_at=assessment.level, closed=True)
    return Outcome(ended, (*introduced, *ends), reason, assessment)


def after_closing(
    protocol: Protocol, scripts: Scripts, talk: Talk, wish: str | None, *, today: date
) -> tuple[Reply, ...]:
    """Return what goes with small talk after a closing: who asks for it once more gets it all."""
    if wish == "repeat":
        assessment = standing(protocol, talk.interview)
        return closing(scripts, talk.interview, assessment, today=today)
    return (Reply(scripts.messages["after_closing"], Kind.SAFETY_NET),)


def _introduction(
    protocol: Protocol, scripts: Scripts, talk: Talk, reason: Reason, level: Level
) -> tuple[Reply, ...]:
    why = _why_now(protocol, scripts, talk, reason)
    if talk.closed_at is None or (why and level <= talk.closed_at):
        return why
    order = (level > talk.closed_at) - (level < talk.closed_at)
    changed = {1: "changed_worse", 0: "changed_same", -1: "changed_better"}[order]
    return (*why, Reply(scripts.messages[changed], Kind.INFORMATION))


def _why_now(protocol: Protocol, scripts: Scripts, talk: Talk, reason: Reason) -> tuple[Reply, ...]:
    match reason:
        case Reason.STOPPED:
            return (Reply(scripts.messages["stopped"], Kind.INFORMATION),)
        case Reason.HANDOFF:
            return (_handoff(protocol, scripts, talk),)
        case Reason.SILENCE:
            return (Reply(scripts.messages["silence"], Kind.INFORMATION),)
        case Reason.FAULT:
            return (Reply(scripts.messages["failed"], Kind.ERROR),)
        case _:
            return ()


def _handoff(protocol: Protocol, scripts: Scripts, talk: Talk) -> Reply:
    """Return who can be called, as nobody here can take over, and what to tell them."""
    told = summary(protocol, scripts, talk.interview)
    text = "\n\n".join([scripts.messages["handoff"], scripts.messages["handoff_summary"], told])
    return Reply(text if talk.interview.case.ids else scripts.messages["handoff"], Kind.HANDOFF)


def to_json(talk: Talk) -> dict[str, Any]:
    """Return the conversation's state as plain JSON values."""
    interview = talk.interview
    return {
        "findings": {id: status.value for id, status in interview.case.findings.items()},
        "numbers": dict(interview.case.numbers),
        "categories": dict(interview.case.categories),
        "asked": dict(interview.asked),
        "asking": list(interview.asking),
        "affirmed": interview.affirmed,
        "interrupted": interview.interrupted,
        "missed": interview.missed,
        "reviewing": interview.reviewing,
        "worsened": interview.worsened,
        "doubted": list(interview.doubted),
        "retracting": list(interview.retracting),
        "leaning": dict(interview.leaning),
        "evidence": dict(interview.evidence),
        "closed_at": talk.closed_at.name if talk.closed_at is not None else None,
        "closed": talk.closed,
    }


def from_json(value: dict[str, Any]) -> Talk:
    """Return the state that `to_json` wrote; missing parts are taken as not yet there."""
    findings = {id: Status(status) for id, status in value.get("findings", {}).items()}
    closed_at = value.get("closed_at")
    return Talk(
        Interview(
            case=Case(findings, value.get("numbers", {}), value.get("categories", {})),
            asked=value.get("asked", {}),
            asking=tuple(value.get("asking", ())),
            affirmed=value.get("affirmed", False),
            interrupted=int(value.get("interrupted", 0)),
            missed=value.get("missed", False),
            reviewing=value.get("reviewing", False),
            worsened=value.get("worsened", False),
            doubted=tuple(value.get("doubted") or ()),
            retracting=tuple(value.get("retracting") or ()),
            leaning=value.get("leaning") or {},
            evidence=value.get("evidence", {}),
        ),
        Level[closed_at] if closed_at else None,
        closed=value.get("closed", False),
    )
