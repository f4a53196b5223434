"""A turn's outcome in the form it is put on record."""

import logging
from dataclasses import replace

from bot.bridge.answer import RasaAnswer
from bot.dialogue import talk as dialogue
from bot.dialogue.closing import Reason, closing
from bot.dialogue.talk import Outcome, Talk
from bot.engine.assess import Assessment
from bot.engine.cautions import standing
from bot.engine.explain import as_json
from bot.engine.findings import Reading
from bot.engine.protocol import Level
from bot.knowledge.scripts import Scripts
from bot.parts import Bot
from bot.storage import values
from bot.storage.record import Record

log = logging.getLogger(__name__)


def to_record(
    bot: Bot, scripts: Scripts, reading: Reading, outcome: Outcome, second: RasaAnswer | None
) -> values.Outcome:
    """Return all that a turn leaves behind, as storage keeps it."""
    verdict = outcome.assessment or standing(bot.protocol, outcome.talk.interview)
    assessment = as_json(verdict)
    closed = None
    if outcome.closing:
        closed = values.Closing(
            reason=outcome.closing.value,
            level=assessment["level"],
            script_locale=scripts.locale,
            script_version=scripts.version,
            script_sha256=scripts.sha256,
            texts=_scripted(bot, scripts, outcome.talk, verdict),
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


def closed_by_fault(bot: Bot, record: Record) -> values.Outcome:
    """Return the closing after a fault of ours, whatever part of the conversation is broken.

    Where not even what is remembered can be read, it is made from nothing: at the level on
    record, and with all the precautions.
    """
    scripts = bot.scripts.get(record.locale) or next(iter(bot.scripts.values()))
    on_record = record.assessment
    level = Level[on_record["level"]] if on_record else None
    try:
        return _closed(bot, scripts, dialogue.from_json(record.memory), level)
    except Exception as fault:  # noqa: BLE001  the way out of every failure must not fail
        log.error("what a conversation remembers is broken: %s", type(fault).__name__)
        return _closed(bot, scripts, Talk(), level)


def _closed(bot: Bot, scripts: Scripts, talk: Talk, level: Level | None) -> values.Outcome:
    outcome = dialogue.close(
        bot.protocol, scripts, talk, Reason.FAULT, today=bot.today(), known=level
    )
    return to_record(bot, scripts, Reading(), outcome, None)


def _scripted(bot: Bot, scripts: Scripts, talk: Talk, assessment: Assessment) -> tuple[str, ...]:
    """Return what the closing says without the patient's words: its hash outlives them."""
    wordless = replace(talk.interview, evidence={})
    replies = closing(scripts, wordless, assessment, today=bot.today())
    return tuple(reply.text for reply in replies)
