"""What is known of a patient: findings, numbers and categories."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Self


class Status(StrEnum):
    """What is known of one finding; unknown is not absent."""

    ABSENT = "absent"
    UNKNOWN = "unknown"
    UNCERTAIN = "uncertain"
    PRESENT = "present"

    @property
    def rank(self) -> int:
        """Place in the order of caution: absent 0, unknown 1, uncertain 2, present 3."""
        return _RANK[self]

    @property
    def counts(self) -> bool:
        """Say whether rules take it as there: uncertain counts as present."""
        return self.rank >= _RANK[Status.UNCERTAIN]


_RANK = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True)
class Mention:
    """One finding read in one message, with the words it was read from.

    `start` and `end` are offsets in code points into the message as the patient
    sent it, so that `text[start:end] == evidence`.
    """

    finding: str
    status: Status
    start: int
    end: int
    evidence: str


@dataclass(frozen=True)
class Reading:
    """All that one message says: findings, numbers, categories, and its plain answer."""

    mentions: tuple[Mention, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    answer: str | None = None
    """`yes`, `no`, `unsure`, or None where the message as a whole is no such answer."""
    corrects: bool = False
    """The message says in so many words that it puts something right."""
    leaning: Mapping[str, float] = field(default_factory=dict)
    """Of what was asked and not understood, how likely all answers to it so far deny it."""

    @property
    def findings(self) -> dict[str, Status]:
        """Return one status a finding: the most cautious of its mentions."""
        most: dict[str, Status] = {}
        for mention in self.mentions:
            known = most.get(mention.finding, Status.ABSENT)
            most[mention.finding] = max(known, mention.status, key=lambda status: status.rank)
        return most


@dataclass(frozen=True)
class Case:
    """What is known of one patient now.

    A finding that is not in `findings` is unknown; a number or a category that is
    not there is missing. Units: years, days, weeks, degrees Celsius, pain 0 to 10.
    """

    findings: Mapping[str, Status] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Freeze the three mappings."""
        for name in ("findings", "numbers", "categories"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of all that is known."""
        return frozenset((*self.findings, *self.numbers, *self.categories))

    def status(self, finding: str) -> Status:
        """Return what is known of a finding."""
        return self.findings.get(finding, Status.UNKNOWN)

    def with_findings(self, findings: Mapping[str, Status]) -> Self:
        """Return the case with these statuses put over its own."""
        return replace(self, findings={**self.findings, **findings})
