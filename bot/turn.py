"""The way a message takes, from top to bottom: receive, read, assess, answer, record.

    patient's words -> nlu: mentions -> engine: findings, assessment
        -> dialogue: reply -> storage: one commit -> patient

Two readers hear the same words, and caution only adds up: the reader and the engine here
come first, Rasa's pipeline, form and actions second. Rasa's answer is used where both
agree on what is known and on whether to close; else the scripted interview speaks.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.bridge.answer import Rasa, RasaAnswer, RasaFailed
from bot.bridge.hearing import read
from bot.dialogue import talk as dialogue
from bot.dialogue.closing import Reason, closing
from bot.dialogue.talk import Outcome, Talk
from bot.engine.assess import assess
from bot.engine.explain import as_json
from bot.engine.findings import Reading
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts
from bot.nlu.reader import Reader
from bot.nlu.wishes import Wishes
from bot.storage import values
from bot.storage.record import Record
from bot.storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bot:
    """What a turn needs; `rasa` is None where no model is trained."""

    protocol: Protocol
    scripts: Mapping[str, Scripts]
    reader: Reader
    wishes: Wishes
    store: Store
    today: Callable[[], date]
    rasa: Rasa | None = None


@dataclass(frozen=True)
class Started:
    """A conversation just begun."""

    id: str
    token: str
    messages: list[dict[str, Any]]
    state: str


def start(bot: Bot, *, locale: str, reporter: str) -> Started:
    """Begin a conversation and greet; KeyError for a locale that has no scripts."""
    greeting = dialogue.greeting(bot.scripts[locale], reporter=reporter)
    messages = [reply.to_json() for reply in greeting]
    memory = dialogue.to_json(Talk())
    created = bot.store.create(locale=locale, reporter=reporter, memory=memory, replies=messages)
    return Started(created.id, created.token, messages, "open")


def take_turn(bot: Bot, conversation: str, *, text: str, client_message_id: str) -> values.Answer:
    """Return the answer to one message, given exactly once however often it is asked for.

    The message is on record before anything is computed. Whatever a crash left unanswered
    is answered first, in order. Raises what `Store.receive` and `Store.locked` raise.
    """
    message = bot.store.receive(conversation, client_message_id=client_message_id, text=text)
    with bot.store.locked(conversation) as record:
        for inbound in record.unanswered():
            record.answer(inbound, answer(bot, record, inbound.text))
        given = record.answer_to(message)
    assert given, "every unanswered message was answered above"
    return given


def answer(bot: Bot, record: Record, text: str) -> values.Outcome:
    """Return what one message leads to; a fault of ours leads to the closing."""
    talk = dialogue.from_json(record.memory)
    scripts = bot.scripts[record.locale]
    try:
        second = ask_rasa(bot, record, talk, text)
        found = second.entities if second else ()
        reading = read(bot.protocol, scripts, bot.reader, talk, text, found)
        outcome = decide(bot, scripts, talk, reading, text, second)
    except Exception as fault:  # noqa: BLE001  whatever it is, the patient gets the closing
        log.error("a turn failed with %s; closing it safely", type(fault).__name__)
        reading, second = Reading(), None
        outcome = dialogue.close(bot.protocol, scripts, talk, Reason.FAULT, today=bot.today())
    return _to_record(bot, scripts, reading, outcome, second)


def ask_rasa(bot: Bot, record: Record, talk: Talk, text: str) -> RasaAnswer | None:
    """Return Rasa's answer, or None where there is no Rasa or it fails."""
    if bot.rasa is None:
        return None
    try:
        return bot.rasa.answer(record.id, text, talk, record.rasa_events, locale=record.locale)
    except RasaFailed as failure:
        log.warning("Rasa failed (%s); the scripted interview answers", failure)
        return None


def decide(
    bot: Bot, scripts: Scripts, talk: Talk, reading: Reading, text: str, second: RasaAnswer | None
) -> Outcome:
    """Return the scripted outcome, or Rasa's where it knows and closes alike."""
    wish = second.intent if second else bot.wishes.of(text)
    ours = dialogue.respond(bot.protocol, scripts, talk, reading, today=bot.today(), wish=wish)
    if second is None:
        return ours
    agrees = (second.outcome.talk, second.outcome.closing) == (ours.talk, ours.closing)
    return second.outcome if agrees else ours


def _to_record(
    bot: Bot, scripts: Scripts, reading: Reading, outcome: Outcome, second: RasaAnswer | None
) -> values.Outcome:
    assessment = as_json(assess(bot.protocol, outcome.talk.interview.case))
    closed = None
    if outcome.closing:
        closed = values.Closing(
            reason=outcome.closing.value,
            level=assessment["level"],
            script_locale=scripts.locale,
            script_version=scripts.version,
            script_sha256=scripts.sha256,
            texts=_scripted(bot, scripts, outcome.talk),
        )
    return values.Outcome(
        replies=[reply.to_json() for reply in outcome.replies],
        memory=dialogue.to_json(outcome.talk),
        mentions=[
            {"finding": m.finding, "status": m.status.value, "start": m.start, "end": m.end}
            for m in reading.mentions
        ],
        assessment=assessment,
        rasa_events_new=[dict(event) for event in second.events] if second else (),
        state="closed" if outcome.talk.closed else "open",
        closing=closed,
    )


def _scripted(bot: Bot, scripts: Scripts, talk: Talk) -> tuple[str, ...]:
    """Return what the closing says without the patient's words: its hash outlives them."""
    wordless = replace(talk.interview, evidence={})
    assessment = assess(bot.protocol, wordless.case)
    replies = closing(scripts, wordless, assessment, today=bot.today())
    return tuple(reply.text for reply in replies)
