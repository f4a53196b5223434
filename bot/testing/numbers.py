"""Numbers read against numbers given: right, wrong, or taken from somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.testing.scoring import Scored

SLACK = 0.15
"""A duration within 15 % is right: nobody counts days."""

LEAST_SLACK = {"duration_days": 1.0, "treatment_weeks": 1 / 7}
"""By duration: one day is always right, in its unit."""

EXACT = 0.1
"""For all else: what rounding and the change from Fahrenheit cost."""


@dataclass
class NumberTally:
    """What became of one number over all messages; `unread` is not held against the reader."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    """Ids of messages that give no such number of the patient's, where one was read."""
    unread: list[str] = field(default_factory=list)


def close(number: str, given: float, read: float) -> bool:
    """Say whether a number read is as good as the one given."""
    slack = EXACT
    if number in LEAST_SLACK:
        slack = max(LEAST_SLACK[number], SLACK * abs(given))
    return abs(read - given) <= slack + 1e-9


def number_tallies(scored: Iterable[Scored], numbers: Iterable[str]) -> dict[str, NumberTally]:
    """Return what became of every number, by its id."""
    tallies = {number: NumberTally() for number in numbers}
    for one in scored:
        for number, found in tallies.items():
            kind = _kind(number, one)
            if kind:
                getattr(found, kind).append(one.message.id)
    return tallies


def _kind(number: str, one: Scored) -> str | None:
    given, read = one.message.numbers.get(number), one.reading.numbers.get(number)
    match given, read:
        case None, None:
            return None
        case None, _:
            return "taken"
        case _, None:
            return "unread"
        case float() | int(), float() | int():
            return "right" if close(number, given, read) else "wrong"
        case _:
            return "wrong"
