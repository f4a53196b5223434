"""One JSON object in, one out: what `assess` and `extract` do, as commands and over HTTP.

Everything that is wrong with a line is reported at once, by field, problem and remedy;
never with the values that were sent, which may be a patient's words.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NoReturn

from bot.engine.assess import assess
from bot.engine.cautions import CAUTIONS, held_up
from bot.engine.explain import as_json
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level, NumberField, Protocol
from bot.nlu.reader import Reader

Line = Mapping[str, Any]
Faults = Iterator["Fault"]

_NAMEABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_STATUSES = ", ".join(status.value for status in reversed(Status))


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a line: where, what, and what to do about it."""

    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Say it in one sentence."""
        return f"{self.field}: {self.problem}; {self.remedy}"


class LineError(ValueError):
    """A line that cannot be worked on, with every fault of it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" | ".join(str(fault) for fault in self.faults))


def parse(text: str) -> dict[str, Any]:
    """Return the JSON object of one line; LineError where it is none."""
    try:
        line = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        fault = Fault("line", "is not valid JSON", "send one JSON object a line")
        raise LineError([fault]) from None
    if not isinstance(line, dict):
        raise LineError([Fault("line", "is not a JSON object", "send one JSON object a line")])
    return line


def assess_line(protocol: Protocol, line: Line) -> dict[str, Any]:
    """Return the assessment of the findings, numbers and categories of one line.

    `raised_by` and `raised_to` stand in the `inputs` of an assessment that was held up by how
    the conversation went: with them it is made again as it was.
    """
    keys = ("id", "findings", "numbers", *protocol.categories, "raised_by", "raised_to")
    _settle(
        [
            *_unknown_keys(line, keys, "line"),
            *_bad_id(line),
            *_bad_group(line, "findings", protocol.findings, _bad_status),
            *_bad_group(line, "numbers", protocol.numbers, _bad_number(protocol.numbers)),
            *_bad_categories(protocol, line),
            *_bad_choice("raised_by", line.get("raised_by"), CAUTIONS),
            *_bad_choice("raised_to", line.get("raised_to"), Level.__members__),
        ]
    )
    case = Case(
        {id: Status(status) for id, status in (line.get("findings") or {}).items()},
        {id: n for id, n in (line.get("numbers") or {}).items() if n is not None},
        {id: line[id] for id in protocol.categories if line.get(id) is not None},
    )
    verdict, why, to = assess(protocol, case), line.get("raised_by"), line.get("raised_to")
    if why:
        verdict = held_up(protocol, verdict, why, floor=Level[to] if to else None)
    return {"id": line.get("id"), **as_json(verdict)}


def extract_line(reader: Reader, line: Line, protocol: Protocol) -> dict[str, Any]:
    """Return what the reader finds in the text of one line."""
    known = (*protocol.findings, *protocol.numbers, *protocol.categories)
    _settle(
        [
            *_unknown_keys(line, ("id", "text", "asking"), "line"),
            *_bad_id(line),
            *_bad_text(line),
            *_bad_asking(line, known),
        ]
    )
    reading = reader.read(line["text"], tuple(line.get("asking") or ()))
    return {
        "id": line.get("id"),
        "mentions": [
            {
                "finding": mention.finding,
                "status": mention.status.value,
                "start": mention.start,
                "end": mention.end,
                "evidence": mention.evidence,
            }
            for mention in reading.mentions
        ],
        "findings": {id: status.value for id, status in reading.findings.items()},
        "numbers": dict(reading.numbers),
        "categories": dict(reading.categories),
    }


def _settle(faults: list[Fault]) -> None:
    if faults:
        raise LineError(faults)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _unknown_keys(group: Mapping[str, Any], known: Iterable[str], place: str) -> Faults:
    known = tuple(known)
    for position, key in enumerate(group, start=1):
        if key in known:
            continue
        # A key that is no identifier may be a sentence of the patient's: count, not quote.
        name = key if _NAMEABLE.fullmatch(key) else f"key {position}"
        close = get_close_matches(key, known, n=1)
        remedy = f"did you mean {close[0]}?" if close else f"allowed are {', '.join(known)}"
        yield Fault(name if place == "line" else f"{place}.{name}", "is not known", remedy)


def _bad_id(line: Line) -> Faults:
    value = line.get("id")
    if value is not None and (isinstance(value, bool) or not isinstance(value, str | int)):
        yield Fault("id", "is neither text nor a whole number", "send text, a number or no id")


def _bad_group(
    line: Line, name: str, known: Iterable[str], bad: Callable[[str, Any], Faults]
) -> Faults:
    group = line.get(name)
    if group is None:
        return
    if not isinstance(group, dict):
        yield Fault(name, "is not an object", f'send {{"{name}": {{id: value}}}}')
        return
    known = tuple(known)
    yield from _unknown_keys(group, known, name)
    for id, value in group.items():
        if id in known:
            yield from bad(id, value)


def _bad_status(id: str, value: Any) -> Faults:
    if not isinstance(value, str) or value not in list(Status):
        yield Fault(f"findings.{id}", "is not a status", f"use one of {_STATUSES}")


def _bad_number(fields: Mapping[str, NumberField]) -> Callable[[str, Any], Faults]:
    def bad(id: str, value: Any) -> Faults:
        field = fields[id]
        span = f"{field.minimum:g} to {field.maximum:g} (unit: {field.unit})"
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Fault(f"numbers.{id}", "is not a number", f"send a number, {span}")
        elif not field.minimum <= value <= field.maximum:  # false for NaN too
            yield Fault(f"numbers.{id}", "is out of range", f"send a number, {span}")

    return bad


def _bad_categories(protocol: Protocol, line: Line) -> Faults:
    for id, category in protocol.categories.items():
        yield from _bad_choice(id, line.get(id), category.values)


def _bad_choice(field: str, value: Any, choices: Iterable[str]) -> Faults:
    choices = tuple(choices)
    if value is not None and value not in choices:
        yield Fault(field, "is not one of its values", f"use one of {', '.join(choices)}")


def _bad_text(line: Line) -> Faults:
    if not isinstance(line.get("text"), str):
        problem = "is not text" if "text" in line else "is missing"
        yield Fault("text", problem, "send the patient's words as text")


def _bad_asking(line: Line, known: tuple[str, ...]) -> Faults:
    asking = line.get("asking")
    if asking is None:
        return
    if not isinstance(asking, list):
        yield Fault("asking", "is not a list", "send a list of finding ids, or leave it out")
        return
    for position, id in enumerate(asking):
        if id not in known:
            yield Fault(f"asking[{position}]", "is not known", f"use ids out of {', '.join(known)}")
