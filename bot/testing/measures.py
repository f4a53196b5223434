"""The few figures that a release is held to, by name, and the thresholds they are held against."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.engine.findings import Status
from bot.engine.protocol import Level, Protocol
from bot.testing import scoring
from bot.testing.numbers import NumberTally
from bot.testing.scoring import Scored
from bot.testing.tallies import Share


class BadThresholds(ValueError):
    """The file of thresholds names what is not measured, or holds no number."""


def measures(
    scored: Sequence[Scored], protocol: Protocol, numbers: Mapping[str, NumberTally]
) -> dict[str, Share]:
    """Return every figure with what it was counted from."""
    cells = [cell for one in scored for cell in one.cells]
    grave = [cell for cell in cells if cell.finding in protocol.emergency_class]
    present, absent = scoring.tally(cells, Status.PRESENT), scoring.tally(cells, Status.ABSENT)
    uncertain = scoring.tally(cells, Status.UNCERTAIN)
    emergencies, flagged = scoring.tally(grave, Status.PRESENT), scoring.alarms(grave)
    right = sum(len(tally.right) for tally in numbers.values())
    read = right + sum(len(tally.wrong) + len(tally.taken) for tally in numbers.values())
    return {
        "emergency_class_alarm_recall": flagged.recall,
        "emergency_class_alarm_precision": flagged.precision,
        "emergency_class_present_recall": emergencies.recall,
        "emergency_class_present_precision": emergencies.precision,
        "emergency_messages_reached": scoring.reached(scored, Level.emergency),
        "urgent_messages_reached": scoring.reached(scored, Level.urgent),
        "false_emergencies": scoring.false_emergencies(scored),
        "false_alarms_on_traps": scoring.false_alarms(scored),
        "false_presents_on_traps": scoring.false_alarms(scored, {Status.PRESENT.value}),
        "invented_denials": scoring.invented_denials(cells),
        "present_recall": present.recall,
        "present_precision": present.precision,
        "absent_recall": absent.recall,
        "absent_precision": absent.precision,
        "uncertain_recall": uncertain.recall,
        "uncertain_precision": uncertain.precision,
        "numbers_right": Share(right, read),
    }


def below(figures: Mapping[str, Share], thresholds: Mapping[str, Any]) -> list[str]:
    """Return a sentence for every threshold missed; BadThresholds for one that is none."""
    unknown = set(thresholds) - {"at_least", "at_most"}
    if unknown:
        raise BadThresholds(f"unknown key: {', '.join(sorted(unknown))}")
    missed = []
    for key, sign in (("at_least", 1), ("at_most", -1)):
        for name, limit in (thresholds.get(key) or {}).items():
            value = _figure(figures, name, limit)
            if value is not None and sign * value < sign * limit:
                missed.append(f"{name} is {value:.3f}, {key.replace('_', ' ')} {limit} is wanted")
    return missed


def _figure(figures: Mapping[str, Share], name: str, limit: object) -> float | None:
    if name not in figures:
        raise BadThresholds(f"no such figure: {name}; there are {', '.join(figures)}")
    if isinstance(limit, bool) or not isinstance(limit, (int, float)):
        raise BadThresholds(f"{name}: the threshold must be a number")
    return figures[name].value
