"""What a conversation is assessed at when it closes, by what is known and by why it ends."""

from bot.dialogue.closing import Reason
from bot.engine import cautions
from bot.engine.assess import Assessment
from bot.engine.interview import Interview
from bot.engine.protocol import Level, Protocol


def verdict(
    protocol: Protocol, interview: Interview, reason: Reason, *, known: Level | None = None
) -> Assessment:
    """Return the assessment of a closing.

    What is left open, or was lost to a fault of ours, may be what matters most. `known` is
    the level on record, where a fault may have cost what it rests on.
    """
    assessment = cautions.standing(protocol, interview)
    if reason is Reason.FAULT:
        floor = max(protocol.floor_while_unknown, known or Level.self_care)
        return cautions.held_up(protocol, assessment, cautions.FAULT, floor=floor)
    if cautions.pressing(protocol, interview):
        return cautions.held_up(protocol, assessment, cautions.UNANSWERED)
    return assessment
