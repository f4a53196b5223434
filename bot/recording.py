"""A turn's outcome in the form it is put on record."""

from dataclasses import replace

from bot.bridge.answer import RasaAnswer
from bot.dialogue import talk as dialogue
from bot.dialogue.closing import closing
from bot.dialogue.talk import Outcome, Talk
from bot.engine.assess import Assessment, assess
from bot.engine.explain import as_json
from bot.engine.findings import Reading
from bot.knowledge.scripts import Scripts
from bot.parts import Bot
from bot.storage import values


def to_record(
    bot: Bot, scripts: Scripts, reading: Reading, outcome: Outcome, second: RasaAnswer | None
) -> values.Outcome:
    """Return all that a turn leaves behind, as storage keeps it."""
    verdict = outcome.assessment or assess(bot.protocol, outcome.talk.interview.case)
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


def _scripted(bot: Bot, scripts: Scripts, talk: Talk, assessment: Assessment) -> tuple[str, ...]:
    """Return what the closing says without the patient's words: its hash outlives them."""
    wordless = replace(talk.interview, evidence={})
    replies = closing(scripts, wordless, assessment, today=bot.today())
    return tuple(reply.text for reply in replies)
