"""Who comes back after a closing: what time has changed, and whether it got worse.

What was said stands, but how the pain is going is as old as the closing: it is asked about
anew before anything is advised again.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.engine.assess import assess
from bot.engine.findings import Case, Reading
from bot.engine.interview import COURSE, Interview
from bot.engine.protocol import Level, Protocol

DURATION, TREATMENT, PAIN = "duration_days", "treatment_weeks", "pain_score"
IMPROVING, UNCHANGED, WORSE = "improving", "unchanged", "worse"
DAYS_A_WEEK = 7

Value = TypeVar("Value")


def reopened(protocol: Protocol, interview: Interview, days: int) -> Interview:
    """Return the interview as it goes on so many days after it was closed."""
    numbers = dict(interview.case.numbers)
    for id, more in ((DURATION, days), (TREATMENT, days // DAYS_A_WEEK)):
        if id in numbers:
            numbers[id] = min(numbers[id] + more, protocol.numbers[id].maximum)
    categories = _without(interview.case.categories, COURSE)
    return replace(
        interview,
        case=Case(interview.case.findings, numbers, categories),
        asked=_without(interview.asked, COURSE),
        reviewing=True,
        leaning={},
    )


def answered(interview: Interview, reading: Reading) -> Reading:
    """Return the reading with what a bare "no" to "has anything changed?" says of the course."""
    asked = interview.reviewing and interview.asking == (COURSE,)
    if not asked or reading.answer != "no" or reading.findings or COURSE in reading.categories:
        return reading
    return replace(reading, categories={**reading.categories, COURSE: UNCHANGED})


def compared(
    protocol: Protocol, before: Interview, after: Interview, reading: Reading
) -> Interview:
    """Return the interview after a message, with the note whether it got worse since the closing.

    It stays worse, and is advised as such, until the patient says that it is getting better.
    """
    course = reading.categories.get(COURSE)
    if course == IMPROVING:
        return replace(after, worsened=False)
    if course != WORSE or not before.reviewing or before.worsened:
        return after
    return replace(_pain_anew(protocol, after, reading), worsened=True)


def _pain_anew(protocol: Protocol, interview: Interview, reading: Reading) -> Interview:
    """Forget a pain score from before it got worse where a higher one would be an emergency."""
    case = interview.case
    without = replace(case, numbers=_without(case.numbers, PAIN))
    known_now = PAIN in reading.numbers or PAIN not in case.numbers
    if known_now or assess(protocol, without).level < Level.emergency:
        return interview
    return replace(interview, case=without, asked=_without(interview.asked, PAIN))


def _without(values: Mapping[str, Value], id: str) -> dict[str, Value]:
    return {key: value for key, value in values.items() if key != id}
