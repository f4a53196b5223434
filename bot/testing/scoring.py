"""What was read against what a careful person reads; plain functions over plain values.

data/evaluation/LABELLING.md says what is right. A label that is accepted beside the first
one is right too; where every label is accepted nothing is scored.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.engine.assess import assess
from bot.engine.findings import Case, Reading, Status
from bot.engine.protocol import Level, Protocol
from bot.testing.bank import ANYTHING, NONE, Labelled
from bot.testing.tallies import Share, Tally

ALARMS = frozenset({Status.PRESENT.value, Status.UNCERTAIN.value})
"""What the rules take as there."""


@dataclass(frozen=True)
class Cell:
    """One finding in one message: what it is, what it may be, what was read."""

    id: str
    finding: str
    label: str
    accepted: frozenset[str]
    read: str

    @property
    def right(self) -> bool:
        """Say whether what was read is acceptable."""
        return self.read in self.accepted


@dataclass(frozen=True)
class Scored:
    """One message with what was read in it."""

    message: Labelled
    reading: Reading = field(repr=False)
    cells: tuple[Cell, ...]
    level: Level
    """The highest level that any rule gives to what was read."""


def score(protocol: Protocol, message: Labelled, reading: Reading) -> Scored:
    """Return the cells of one message that are scored."""
    read = {finding: status.value for finding, status in reading.findings.items()}
    cells = (
        Cell(
            id=message.id,
            finding=finding,
            label=message.label(finding),
            accepted=message.accepted(finding),
            read=read.get(finding, NONE) if read.get(finding) != "unknown" else NONE,
        )
        for finding in protocol.findings
    )
    scored = tuple(cell for cell in cells if cell.accepted != ANYTHING)
    return Scored(message, reading, scored, level_of(protocol, reading))


def level_of(protocol: Protocol, reading: Reading) -> Level:
    """Return the highest level that a rule gives, without the floor for what is still unknown."""
    case = Case(reading.findings, reading.numbers, reading.categories)
    levels = (rule.level for rule in assess(protocol, case).rules if rule.level is not None)
    return max(levels, default=Level.self_care)


def tally(cells: Iterable[Cell], status: str) -> Tally:
    """Return how often one status was read rightly, read falsely, and missed."""
    total = Counter(_verdict(cell, status) for cell in cells)
    return Tally(total["right"], total["false"], total["missed"])


def _verdict(cell: Cell, status: str) -> str:
    if cell.read == status:
        return "right" if cell.right else "false"
    # An accepted other reading is no miss, and what may be left unsaid cannot be missed.
    missed = cell.label == status and not cell.right and NONE not in cell.accepted
    return "missed" if missed else ""


def alarms(cells: Iterable[Cell]) -> Tally:
    """Return the same for `present or uncertain`, which the rules take alike."""
    right = false = missed = 0
    for cell in cells:
        if cell.read in ALARMS:
            right += bool(cell.accepted & ALARMS)
            false += not cell.accepted & ALARMS
        else:
            missed += cell.accepted <= ALARMS
    return Tally(right, false, missed)


def invented_denials(cells: Iterable[Cell]) -> Share:
    """Return how many of the denials read were never made: the gravest kind of mistake."""
    denied = [cell for cell in cells if cell.read == Status.ABSENT]
    return Share(sum(not cell.right for cell in denied), len(denied))


def false_alarms(scored: Iterable[Scored], alarms: Collection[str] = ALARMS) -> Share:
    """Return how many of the messages with nothing to find were read as having something."""
    traps = [one for one in scored if one.message.is_trap]
    alarmed = (any(cell.read in alarms and not cell.right for cell in one.cells) for one in traps)
    return Share(sum(alarmed), len(traps))


def reached(scored: Iterable[Scored], level: Level) -> Share:
    """Return how many messages that alone lead to this level were read to at least it."""
    due = [one for one in scored if one.message.min_disposition is level]
    return Share(sum(one.level >= level for one in due), len(due))


def false_emergencies(scored: Iterable[Scored]) -> Share:
    """Return how many messages that lead to nothing by themselves were read to an emergency."""
    harmless = [one for one in scored if one.message.min_disposition is Level.self_care]
    return Share(sum(one.level is Level.emergency for one in harmless), len(harmless))


def confusions(cells: Iterable[Cell]) -> list[tuple[str, str, str, list[str]]]:
    """Return finding, label, what was read instead and in which messages, most frequent first."""
    wrong: dict[tuple[str, str, str], list[str]] = {}
    for cell in cells:
        if not cell.right:
            wrong.setdefault((cell.finding, cell.label, cell.read), []).append(cell.id)
    ordered = sorted(wrong.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(*kind, ids) for kind, ids in ordered]


def by_finding(
    scored: Sequence[Scored], protocol: Protocol, statuses: Iterable[str]
) -> Mapping[tuple[str, str], Tally]:
    """Return a tally for every finding and status."""
    cells: dict[str, list[Cell]] = {finding: [] for finding in protocol.findings}
    for one in scored:
        for cell in one.cells:
            cells[cell.finding].append(cell)
    statuses = tuple(statuses)
    return {
        (finding, status): tally(cells[finding], status) for finding in cells for status in statuses
    }
