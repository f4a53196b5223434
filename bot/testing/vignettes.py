"""One simulated patient on paper: who they are, what is true, what they type when asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from bot.engine.findings import Status
from bot.engine.protocol import Level, Protocol

KEYS = frozenset(
    {
        "id",
        "title",
        "opening",
        "truth",
        "numbers",
        "course",
        "function",
        "can_follow_plan",
        "answers",
        "default_answer_no",
        "expected_disposition_min",
        "expected_disposition_max",
        "locale",
        "reporter",
    }
)
REPORTERS = ("self", "proxy")


class BadVignette(ValueError):
    """A line that is no vignette; says what is wrong with it."""


@dataclass(frozen=True)
class Vignette:
    """A patient as data/evaluation/LABELLING.md defines the format."""

    id: str
    title: str
    opening: str = field(repr=False)
    truth: Mapping[str, str]
    numbers: Mapping[str, float]
    answers: Mapping[str, str] = field(repr=False)
    """By finding, number or category: what this patient types when asked about it."""
    says_no: str | None
    """How this patient says no to what is not in `answers`; None: they cannot say."""
    least: Level | None
    most: Level | None
    locale: str
    reporter: str

    @classmethod
    def from_json(cls, value: Mapping[str, Any], protocol: Protocol) -> Self:
        """Return the patient of one line; BadVignette where the line is none."""
        for key in ("id", "opening"):
            if not isinstance(value.get(key), str):
                raise BadVignette(f"{key!r} must be a text; a vignette has id, opening, answers")
        _known("key", value, KEYS)
        truth, numbers = _mapping(value, "truth"), _mapping(value, "numbers")
        answers = _mapping(value, "answers")
        _known("finding in truth", truth, protocol.findings)
        _known("status in truth", set(truth.values()), {status.value for status in Status})
        _known("number", numbers, protocol.numbers)
        _known("id in answers", answers, _askable(protocol))
        if not all(isinstance(answer, str) for answer in answers.values()):
            raise BadVignette("every answer must be a text")
        _known("reporter", {value.get("reporter", "self")}, REPORTERS)
        return cls(
            id=value["id"],
            title=str(value.get("title", "")),
            opening=value["opening"],
            truth=truth,
            numbers=numbers,
            answers=answers,
            says_no=_says_no(value.get("default_answer_no", True)),
            least=_level(value, "expected_disposition_min"),
            most=_level(value, "expected_disposition_max"),
            locale=value.get("locale", "en-US"),
            reporter=value.get("reporter", "self"),
        )


def _askable(protocol: Protocol) -> set[str]:
    return {*protocol.findings, *protocol.numbers, *protocol.categories}


def _says_no(value: object) -> str | None:
    if isinstance(value, str):
        return value
    return "no" if value else None


def _level(value: Mapping[str, Any], key: str) -> Level | None:
    level = value.get(key)
    _known(f"level in {key}", {level} - {None}, Level.__members__)
    return None if level is None else Level[str(level)]


def _mapping(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    held = value.get(key, {})
    if not isinstance(held, Mapping):
        raise BadVignette(f"{key!r} must be an object")
    return held


def _known(what: str, given: Any, allowed: Any) -> None:
    unknown = sorted(str(one) for one in set(given) - set(allowed))
    if unknown:
        raise BadVignette(f"unknown {what}: {', '.join(unknown)}")
