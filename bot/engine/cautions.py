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

WORSE = "worse"
"""The patient came back and it had got worse: the precautions say that this is urgent."""
CAUTIONS = (UNANSWERED, FAULT, WORSE)


def pressing(protocol: Protocol, interview: Interview) -> bool:
    """Say whether a yes to the open question would make it an emergency."""
    return any(
        assess(protocol, interview.case.with_findings({id: Status.PRESENT})).level
        is Level.emergency
        for id in interview.asking
        if id in protocol.findings
    )


def standing(protocol: Protocol, interview: Interview) -> Assessment:
    """Return the assessment of all that is known now, of what became of it since a closing too."""
    assessment = assess(protocol, interview.case)
    return held_up(protocol, assessment, WORSE) if interview.worsened else assessment


def held_up(
    protocol: Protocol, assessment: Assessment, why: str, *, floor: Level | None = None
) -> Assessment:
    """Return the assessment at `floor` or above, and why; by default that of one not settled."""
    floor = protocol.floor_while_unknown if floor is None else floor
    if assessment.level >= floor:
        return assessment
    return replace(
        assessment,
        level=floor,
        complete=assessment.complete and why == WORSE,
        follow_up_hours=protocol.dispositions[floor].follow_up_hours,
        raised_by=why,
    )
