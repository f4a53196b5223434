"""What becomes of a conversation in which nobody speaks any more: open -> closing -> closed.

After a silence a reminder is put on record, after a second one the closing; both reach the
patient when the transcript is read next. Any number of replicas may sweep at once.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import turn
from bot.dialogue import silence
from bot.dialogue import talk as dialogue
from bot.engine.findings import Reading
from bot.parts import Bot
from bot.recording import to_record
from bot.storage import values
from bot.storage.record import Record
from bot.storage.values import Silence

log = logging.getLogger(__name__)

LOST_AFTER = timedelta(minutes=1)
"""A message without its answer for so long is no longer being answered: something broke."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a patient: until the reminder, and from there to the closing."""

    remind_after: timedelta
    close_after: timedelta


@dataclass(frozen=True)
class Swept:
    """What one sweep did, by count."""

    answered: int = 0
    """Conversations with messages that a crash had left unanswered."""
    reminded: int = 0
    closed: int = 0
    failed: int = 0


@dataclass
class _Tally:
    tried: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)


def sweep(bot: Bot, patience: Patience, *, now: datetime) -> Swept:
    """Look after every conversation that is silent at this moment, each at most once."""
    since = Silence(now - patience.remind_after, now - patience.close_after, now - LOST_AFTER)
    tally = _Tally()
    while fresh := [id for id in bot.store.silent(since) if id not in tally.tried]:
        for conversation in fresh:
            tally.tried.add(conversation)
            tally.done.append(_look_after(bot, conversation, since))
    return Swept(**{name: tally.done.count(name) for name in vars(Swept())})


def _look_after(bot: Bot, conversation: str, since: Silence) -> str:
    """Return what was done, by the name `Swept` has for it; one that fails stops no other."""
    turns: Sequence[values.Outcome] = ()
    said: values.Outcome | None = None
    try:
        with bot.store.taken(conversation, since) as record:
            if record is None:
                return "left"
            turns = turn.answer_all(bot, record)
            if not turns:
                said = _unasked(bot, record)
    except Exception as fault:  # noqa: BLE001  the others are still to be looked after
        log.error("a silent conversation could not be looked after: %s", type(fault).__name__)
        bot.observer.fault(type(fault).__name__)
        return "failed"
    turn.observe(bot, turns=turns, closings=[*turns, *([said] if said else ())])
    if said is None:
        return "answered"
    return "closed" if said.closing else "reminded"


def _unasked(bot: Bot, record: Record) -> values.Outcome:
    try:
        outcome = _closing(bot, record) if record.state == "closing" else _reminder(bot, record)
    except Exception as fault:  # noqa: BLE001  as in a turn: it ends in the closing
        outcome = turn.failed(bot, record, fault)
    record.say(outcome)
    return outcome


def _reminder(bot: Bot, record: Record) -> values.Outcome:
    scripts = bot.scripts[record.locale]
    reminder = silence.remind(bot.protocol, scripts, dialogue.from_json(record.memory))
    outcome = to_record(bot, scripts, Reading(), reminder, None)
    # The reminder decides nothing: the last assessment stays the last.
    return replace(outcome, state="closing", assessment=None)


def _closing(bot: Bot, record: Record) -> values.Outcome:
    scripts = bot.scripts[record.locale]
    talk = dialogue.from_json(record.memory)
    calls = record.can_be_called and silence.needs_call(bot.protocol, talk)
    closed = silence.give_up(bot.protocol, scripts, talk, today=bot.today(), call_back=calls)
    outcome = to_record(bot, scripts, Reading(), closed, None)
    if calls and outcome.closing and outcome.closing.level:
        record.call_back("silence", outcome.closing.level)
    return outcome
