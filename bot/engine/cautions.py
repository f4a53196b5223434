"""Where an assessment is held up by what the rules cannot see: how the talk itself went."""

from dataclasses import replace

from bot.engine.assess import Assessment, assess
from bot.engine.findings import Status
from bot.engine.interview import Interview
from bot.engine.protocol import Level, Protocol

UNANSWERED = "unanswered"
"""A question was left open whose answer could have been an emergency."""
FAULT = "fault"
"""Something broke while the patient's words were read: nobody knows what was in them."""


def pressing(protocol: Protocol, interview: Interview) -> bool:
    """Say whether a yes to the open question would make it an emergency."""
    return any(
        assess(protocol, interview.case.with_findings({id: Status.PRESENT})).level
        is Level.emergency
        for id in interview.asking
        if id in protocol.findings
    )


def held_up(protocol: Protocol, assessment: Assessment, why: str) -> Assessment:
    """Return the assessment at the level of one not settled or above, and why it is there."""
    floor = protocol.floor_while_unknown
    if assessment.level >= floor:
        return assessment
    return replace(
        assessment,
        level=floor,
        complete=False,
        follow_up_hours=protocol.dispositions[floor].follow_up_hours,
        raised_by=why,
    )
