"""One labelled message, as data/evaluation/LABELLING.md defines the format."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from bot.engine.findings import Status
from bot.engine.protocol import Level, Protocol

NONE = "none"
"""No label, and no mention: neither said nor denied."""

LABELS = (Status.PRESENT.value, Status.UNCERTAIN.value, Status.ABSENT.value)

ANYTHING = frozenset({*LABELS, NONE})
"""Where all of these are accepted, nothing is scored."""

KEYS = frozenset(
    {"id", "text", "asking", "findings", "numbers", "also_accept", "min_disposition", "trap"}
)


class BadLabel(ValueError):
    """A line that breaks the format; says what and where, without the message's words."""


@dataclass(frozen=True)
class Labelled:
    """One message, and what a careful person reads in it."""

    id: str
    text: str = field(repr=False)
    asking: tuple[str, ...]
    """What the bot had just asked about."""
    findings: Mapping[str, str]
    numbers: Mapping[str, float]
    also_accept: Mapping[str, frozenset[str]]
    min_disposition: Level | None
    """The least level that the message alone leads to, where its author gave one."""

    @classmethod
    def from_json(cls, value: Mapping[str, Any], protocol: Protocol) -> Self:
        """Return the message of one line; BadLabel where the line breaks the format."""
        _known("key", value, KEYS)
        if not isinstance(value.get("id"), str) or not isinstance(value.get("text"), str):
            raise BadLabel("'id' and 'text' must be texts")
        _known("finding", value.get("findings", {}), protocol.findings)
        _known("number", value.get("numbers", {}), protocol.numbers)
        _known("finding in also_accept", value.get("also_accept", {}), protocol.findings)
        _known("label", set(value.get("findings", {}).values()), LABELS)
        also = {id: frozenset(labels) for id, labels in value.get("also_accept", {}).items()}
        _known("label in also_accept", frozenset().union(*also.values()), ANYTHING)
        level = value.get("min_disposition")
        _known("level", () if level is None else (level,), Level.__members__)
        return cls(
            id=value["id"],
            text=value["text"],
            asking=tuple(value.get("asking", ())),
            findings=value.get("findings", {}),
            numbers=value.get("numbers", {}),
            also_accept=also,
            min_disposition=None if level is None else Level[level],
        )

    def label(self, finding: str) -> str:
        """Return the label of a finding, `none` where it has none."""
        return self.findings.get(finding, NONE)

    def accepted(self, finding: str) -> frozenset[str]:
        """Return every label that is right for a finding."""
        return self.also_accept.get(finding, frozenset()) | {self.label(finding)}

    @property
    def is_trap(self) -> bool:
        """Say whether nothing is there to be found."""
        there = (Status.PRESENT.value, Status.UNCERTAIN.value)
        return not any(label in there for label in self.findings.values())


def _known(what: str, given: Collection[str], allowed: Collection[str]) -> None:
    unknown = sorted(set(given) - set(allowed))
    if unknown:
        raise BadLabel(f"unknown {what}: {', '.join(unknown)}")
