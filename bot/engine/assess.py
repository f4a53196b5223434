"""From what is known to a disposition: total, deterministic, never lower for more danger."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.engine.findings import Case, Status
from bot.engine.imaging import Imaging, imaging
from bot.engine.protocol import Level, Protocol, Rule


@dataclass(frozen=True)
class Assessment:
    """What the protocol says of one case."""

    case: Case
    """What it was made from, as it was told."""
    level: Level
    complete: bool
    """False while a finding of the emergency class is unknown."""
    rules: tuple[Rule, ...]
    """Every rule that fired, in the protocol's order."""
    suspicions: tuple[str, ...]
    refer_to: tuple[str, ...]
    imaging: Imaging
    unknown: tuple[str, ...]
    """Findings, numbers and categories that nobody has established yet."""
    follow_up_hours: tuple[int, int]
    version: str
    sha256: str
    raised_by: str | None = None
    """What holds the level up beside the rules (`cautions.py`), or None where nothing does."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return one sentence a fired rule, with its sources."""
        return tuple(f"{rule.reason} [{', '.join(rule.sources)}]" for rule in self.rules)


def established(protocol: Protocol, case: Case) -> Case:
    """Return the case with the findings that its numbers establish (38.0 C is a fever)."""
    by_number = {
        finding.id: Status.PRESENT
        for finding in protocol.findings.values()
        if finding.established(case, frozenset())
    }
    return case.with_findings(by_number) if by_number else case


def assess(protocol: Protocol, case: Case) -> Assessment:
    """Return the highest level that any rule gives, with everything that led to it."""
    told, case = case, established(protocol, case)
    fired = tuple(rule for rule in protocol.rules if rule.test(case, frozenset()))
    unsettled = [id for id in protocol.emergency_class if case.status(id) is Status.UNKNOWN]
    level = level_of(fired, floor=protocol.floor_while_unknown if unsettled else Level.self_care)
    return Assessment(
        case=told,
        level=level,
        complete=not unsettled,
        rules=fired,
        suspicions=_once(text for rule in fired for text in rule.suspicions),
        refer_to=_once(text for rule in fired for text in rule.refer_to),
        imaging=imaging(protocol, case, {rule.id for rule in fired}),
        unknown=_unknown(protocol, case),
        follow_up_hours=protocol.dispositions[level].follow_up_hours,
        version=protocol.governance.version,
        sha256=protocol.sha256,
    )


def level_of(fired: tuple[Rule, ...], *, floor: Level = Level.self_care) -> Level:
    """Return the highest level that the rules give or the floor holds, raised where one raises."""
    level = max((rule.level for rule in fired if rule.level is not None), default=Level.self_care)
    level = max(level, floor)
    raised = any(level in rule.raises_from for rule in fired)
    return Level(level + 1) if raised else level


def _unknown(protocol: Protocol, case: Case) -> tuple[str, ...]:
    return (
        *(id for id in protocol.findings if case.status(id) is Status.UNKNOWN),
        *(id for id in protocol.numbers if id not in case.numbers),
        *(id for id in protocol.categories if id not in case.categories),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
