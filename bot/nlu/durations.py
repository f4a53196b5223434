"""What a length of time is, and how long a pain has been treated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.numerals import Line

DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
"""Days in a unit; the month and the year as the labelling rules count them."""

LONGEST_DAYS = 365 * 70

_TREATMENT = re.compile(
    r"\b(?:physio\w*|pt|physical therapy|therapy|chiro\w*|osteo\w*|exercis\w+|"
    r"stretch\w*|rehab|pilates|"
    r"massage|acupuncture|treatment|conservative)\b"
)


@dataclass(frozen=True)
class Span:
    """A length of time in the line of a message."""

    days: float
    start: int
    end: int
    worth: float
    named: bool = False
    """Whether it is a day or a time by its name, as "yesterday" and "last week" are."""


def treatment_weeks(line: Line, found: Sequence[Span], *, asked: bool) -> float | None:
    """Return how many weeks of treatment there were."""
    best: Span | None = None
    for span in found:
        near = line.text[max(0, span.start - 30) : span.end + 30]
        if span.days >= 5 and (asked or _TREATMENT.search(near)) and best is None:
            best = span
    if best is None:
        nothing = re.match(
            r"^ (?:nothing|none|nope|no|not done|not tried|havent|have not)\b", line.text
        )
        return 0.0 if asked and nothing else None
    return round(best.days / 7, 1)
