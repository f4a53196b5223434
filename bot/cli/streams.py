"""JSON lines in, JSON lines out: in order, one bad line costing no other, in constant memory."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn, TextIO

LONGEST_LINE = 1_048_576
"""Bytes; a longer line is refused without being held in memory."""

Answer = Callable[[dict[str, Any]], Mapping[str, Any]]


class BadLine(ValueError):
    """A line that is not one JSON object as it should be."""


@dataclass(frozen=True)
class Line:
    """One line of input and its number; `content` is None where it was too long."""

    number: int
    content: bytes | None


def answer_lines(source: BinaryIO, target: TextIO, answer: Answer, refused: type[Exception]) -> int:
    """Write the answer to every line, or its error, as soon as it is there; count the errors.

    `refused` is what `answer` raises for an object that is not what it takes.
    """
    errors = 0
    for line in lines(source):
        id: Any = None
        try:
            value = parsed(line)
            id = value.get("id")
            result = answer(value)
        except (BadLine, refused) as wrong:
            errors += 1
            where = f"line {line.number}: " if id is None else ""
            result = {"id": id, "error": f"{where}{wrong}"}
        target.write(json.dumps(result, allow_nan=False) + "\n")
        target.flush()
    return errors


def lines(source: BinaryIO) -> Iterator[Line]:
    """Yield every line that is not blank."""
    number = 0
    while chunk := source.readline(LONGEST_LINE + 1):
        number += 1
        if len(chunk) > LONGEST_LINE and not chunk.endswith(b"\n"):
            _skip_rest(source)
            yield Line(number, None)
        elif chunk.strip():
            yield Line(number, chunk)


def parsed(line: Line) -> dict[str, Any]:
    """Return the object of a line; BadLine where there is none."""
    if line.content is None:
        raise BadLine(f"longer than {LONGEST_LINE} bytes")
    try:
        value = json.loads(
            line.content.decode("utf-8-sig" if line.number == 1 else "utf-8"),
            object_pairs_hook=_object,
            parse_constant=_no_number,
            parse_float=_finite,
        )
    except UnicodeDecodeError as wrong:
        raise BadLine(f"not UTF-8 at byte {wrong.start}") from wrong
    except json.JSONDecodeError as wrong:
        raise BadLine(f"not JSON: {wrong.msg} at character {wrong.pos}") from wrong
    except RecursionError as wrong:
        raise BadLine("nested too deeply") from wrong
    except ValueError as wrong:
        raise BadLine(str(wrong)) from wrong
    if not isinstance(value, dict):
        raise BadLine("not a JSON object")
    return value


def _skip_rest(source: BinaryIO) -> None:
    while (chunk := source.readline(LONGEST_LINE)) and not chunk.endswith(b"\n"):
        pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadLine("a key is there twice")  # unnamed: it may hold a patient's words
    return value


def _no_number(name: str) -> NoReturn:
    raise BadLine(f"{name} is not a JSON number")


def _finite(digits: str) -> float:
    value = float(digits)
    if abs(value) == float("inf"):
        raise BadLine("a number is too large")
    return value
