"""The way a message takes, from top to bottom: receive, read, assess, answer, record.

    patient's words -> nlu: mentions -> engine: findings, assessment
        -> dialogue: reply -> storage: one commit -> patient

Two readers hear the same words, and caution only adds up: the reader and the engine here
come first, Rasa's pipeline, form and actions second. Rasa's answer is used where both
agree on what is known and on whether to close; else the scripted interview speaks.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.bridge.answer import RasaAnswer, RasaFailed
from bot.bridge.hearing import Heard, hear_message
from bot.dialogue import comeback
from bot.dialogue import talk as dialogue
from bot.dialogue.closing import Reason
from bot.dialogue.talk import Outcome, Talk
from bot.engine.findings import Reading
from bot.knowledge.scripts import Scripts
from bot.parts import Bot
from bot.recording import closed_by_fault, to_record
from bot.storage import values
from bot.storage.record import Record

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Started:
    """A conversation just begun."""

    id: str
    token: str
    messages: list[dict[str, Any]]
    state: str


def start(bot: Bot, *, locale: str, reporter: str, contact: str | None = None) -> Started:
    """Begin a conversation and greet; KeyError for a locale that has no scripts.

    `contact` is how a nurse may reach the patient, should the conversation break off.
    """
    greeting = dialogue.greeting(bot.scripts[locale], reporter=reporter)
    messages = [reply.to_json() for reply in greeting]
    memory = dialogue.to_json(Talk())
    created = bot.store.create(
        locale=locale, reporter=reporter, memory=memory, replies=messages, contact=contact
    )
    return Started(created.id, created.token, messages, "open")


def take_turn(bot: Bot, conversation: str, *, text: str, client_message_id: str) -> values.Answer:
    """Return the answer to one message, given exactly once however often it is asked for.

    The message is on record before anything is computed. Whatever a crash left unanswered
    is answered first, in order. Raises what `Store.receive` and `Store.locked` raise.
    """
    message = bot.store.receive(conversation, client_message_id=client_message_id, text=text)
    with bot.store.locked(conversation) as record:
        taken = answer_all(bot, record)
        given = record.answer_to(message)
    observe(bot, turns=taken, closings=taken)
    assert given, "every unanswered message was answered above"
    return given


def stop(bot: Bot, conversation: str) -> values.Answer:
    """Close a conversation whose patient leaves without a word; return what they hear yet.

    As in a turn, whatever a crash left unanswered is answered first. One that is closed is
    not closed again. Raises what `Store.locked` raises.
    """
    with bot.store.locked(conversation) as record:
        taken = answer_all(bot, record)
        said = taken if record.state == "closed" else [*taken, _stopped(bot, record)]
        messages = [message for outcome in said for message in outcome.replies]
        given = values.Answer(messages, record.state, record.assessment)
    observe(bot, turns=taken, closings=said)
    return given


def answer_all(bot: Bot, record: Record) -> list[values.Outcome]:
    """Answer every message that has no answer yet, in order of arrival."""
    taken = []
    for inbound in record.unanswered():
        taken.append(answer(bot, record, inbound.text))
        record.answer(inbound, taken[-1])
    return taken


def _stopped(bot: Bot, record: Record) -> values.Outcome:
    try:
        scripts = bot.scripts[record.locale]
        talk = dialogue.from_json(record.memory)
        closed = dialogue.close(bot.protocol, scripts, talk, Reason.STOPPED, today=bot.today())
        outcome = to_record(bot, scripts, Reading(), closed, None)
    except Exception as fault:  # noqa: BLE001  nobody leaves without the precautions
        outcome = failed(bot, record, fault)
    record.say(outcome)
    return outcome


def observe(
    bot: Bot, *, turns: Iterable[values.Outcome], closings: Iterable[values.Outcome]
) -> None:
    """Tell the observer what has been committed: what is rolled back never happened."""
    for outcome in turns:
        if outcome.assessment:
            bot.observer.turn(outcome.assessment["level"])
    for outcome in closings:
        if outcome.closing:
            bot.observer.closed(outcome.closing.reason)


def answer(bot: Bot, record: Record, text: str) -> values.Outcome:
    """Return what one message leads to; a fault of ours leads to the closing."""
    try:
        scripts = bot.scripts[record.locale]
        talk = recall(bot, record, scripts, text)
        second = ask_rasa(bot, record, talk, text)
        heard = hear(bot, scripts, talk, text, second)
        outcome = decide(bot, scripts, talk, heard, second)
        return to_record(bot, scripts, heard.reading, outcome, second)
    except Exception as fault:  # noqa: BLE001  whatever it is, the patient gets the closing
        return failed(bot, record, fault)


def recall(bot: Bot, record: Record, scripts: Scripts, text: str) -> Talk:
    """Return where the conversation stands: open again, where the patient comes back to it."""
    talk = dialogue.from_json(record.memory)
    if not talk.closed:
        return talk
    heard, gone = hear(bot, scripts, talk, text, None), record.closed_for
    back = comeback.comes_back(talk, heard.reading, heard.wish, gone)
    return comeback.reopened(bot.protocol, talk, gone) if back else talk


def failed(bot: Bot, record: Record, fault: Exception) -> values.Outcome:
    """Return the closing that a fault of ours leads to; its name is noted, nothing else of it."""
    log.error("a turn failed with %s; closing it safely", type(fault).__name__)
    bot.observer.fault(type(fault).__name__)
    return closed_by_fault(bot, record)


def ask_rasa(bot: Bot, record: Record, talk: Talk, text: str) -> RasaAnswer | None:
    """Return Rasa's answer, or None where there is no Rasa or it fails."""
    if bot.rasa is None:
        return None
    try:
        return bot.rasa.answer(record.id, text, talk, record.rasa_events, locale=record.locale)
    except Exception as failure:  # noqa: BLE001  whatever it is, the script goes on without it
        why = failure if isinstance(failure, RasaFailed) else type(failure).__name__
        log.warning("Rasa failed (%s); the scripted interview answers", why)
        bot.observer.rasa_failed(type(failure.__cause__ or failure).__name__)
        return None


def hear(bot: Bot, scripts: Scripts, talk: Talk, text: str, second: RasaAnswer | None) -> Heard:
    """Return what the message says and wants; Rasa's pipeline may add to it."""
    intent, found = (second.intent, second.entities) if second else (None, ())
    return hear_message(
        bot.protocol, scripts, bot.reader, bot.wishes, talk, text, intent=intent, entities=found
    )


def decide(
    bot: Bot, scripts: Scripts, talk: Talk, heard: Heard, second: RasaAnswer | None
) -> Outcome:
    """Return the scripted outcome, or Rasa's where it heard, knows and closes alike."""
    reading, wish = heard.reading, heard.wish
    ours = dialogue.respond(bot.protocol, scripts, talk, reading, today=bot.today(), wish=wish)
    if second is None:
        return ours
    theirs = second.outcome
    if (theirs.talk, theirs.closing) != (ours.talk, ours.closing):
        bot.observer.disagreed("closing" if theirs.closing != ours.closing else "knowledge")
        return ours
    alike = wish == dialogue.wish_in(second.intent)
    if not (alike and theirs.is_whole):
        return ours
    return replace(theirs, assessment=ours.assessment)  # what was open when it closed is ours alone
