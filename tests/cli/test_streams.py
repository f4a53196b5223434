import io
import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.cli import streams
from bot.cli.streams import answer_lines


class Refused(Exception):
    pass


def echo(line: dict[str, Any]) -> Mapping[str, Any]:
    if line.get("refuse"):
        raise Refused("not this one")
    return {"id": line.get("id"), "keys": sorted(line)}


def answered(source: bytes) -> list[dict[str, Any]]:
    target = io.StringIO()
    answer_lines(io.BytesIO(source), target, echo, Refused)
    return [json.loads(line) for line in target.getvalue().splitlines()]


def test_every_line_is_answered_in_order() -> None:
    assert [line["id"] for line in answered(b'{"id": 3}\n{"id": "b"}\n{"id": 1}\n')] == [3, "b", 1]


def test_a_last_line_without_a_line_end_counts() -> None:
    assert answered(b'{"id": 1}\n{"id": 2}')[-1] == {"id": 2, "keys": ["id"]}


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    assert answered(b'\xef\xbb\xbf{"id": 1}\r\n\n  \n{"id": 2}\n') == [
        {"id": 1, "keys": ["id"]},
        {"id": 2, "keys": ["id"]},
    ]


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (b"{nonsense", "line 2: not JSON: "),
        (b"[1, 2]", "line 2: not a JSON object"),
        (b'"text"', "line 2: not a JSON object"),
        (b'{"id": 5, "text": "\xff"}', "line 2: not UTF-8 at byte 19"),
        (b'{"id": 5, "n": NaN}', "line 2: NaN is not a JSON number"),
        (b'{"id": 5, "n": -Infinity}', "line 2: -Infinity is not a JSON number"),
        (b'{"id": 5, "n": 1e999}', "line 2: a number is too large"),
        (b'{"id": 5, "n": ' + b"9" * 5000 + b"}", "line 2: "),
        (b'{"id": 5, "id": 6}', "line 2: a key is there twice"),
        (b'{"id": 5, "x": {"a": 1, "a": 2}}', "line 2: a key is there twice"),
        (b"[" * 100_000, "line 2: nested too deeply"),
        (b'{"a":' * 100_000, "line 2: nested too deeply"),
    ],
)
def test_a_line_that_cannot_be_read_costs_no_other(bad: bytes, error: str) -> None:
    first, second, third = answered(b'{"id": 1}\n' + bad + b'\n{"id": 3}\n')

    assert (first["id"], third["id"]) == (1, 3)
    assert second["id"] is None
    assert second["error"].startswith(error)


def test_a_refused_line_keeps_its_id() -> None:
    assert answered(b'{"id": "x", "refuse": true}\n') == [{"id": "x", "error": "not this one"}]


def test_a_refused_line_without_an_id_is_named_by_its_number() -> None:
    assert answered(b'\n{"refuse": true}\n') == [{"id": None, "error": "line 2: not this one"}]


def test_what_a_key_says_is_not_repeated() -> None:
    assert "groin" not in answered(b'{"my groin": 1, "my groin": 2}')[0]["error"]


@pytest.mark.parametrize("spare", [0, 1])
def test_the_longest_line_is_read_and_a_longer_one_refused(
    monkeypatch: pytest.MonkeyPatch, spare: int
) -> None:
    line = b'{"id": 1, "text": "' + b"x" * 100 + b'"}'
    monkeypatch.setattr(streams, "LONGEST_LINE", len(line) - spare)

    first, second = answered(line + b'\n{"id": 2}\n')

    assert ("error" in first) is bool(spare)
    assert second["id"] == 2


class Endless(io.RawIOBase):
    """One line of a given length that is never all in memory."""

    def __init__(self, length: int) -> None:
        self.left = length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(len(buffer), self.left)
        buffer[:size] = b"x" * size
        self.left -= size
        return size


def test_a_huge_line_is_skipped_in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Watched(io.BufferedReader):
        def readline(self, size: int | None = -1) -> bytes:
            asked.append(size or -1)
            return super().readline(size)

    found = list(streams.lines(Watched(Endless(5 * streams.LONGEST_LINE))))

    assert [line.content for line in found] == [None]
    assert all(0 < size <= streams.LONGEST_LINE + 1 for size in asked)


def test_every_answer_is_out_before_the_next_line_is_read() -> None:
    target = io.StringIO()
    seen: list[str] = []

    class Source(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            seen.append(target.getvalue())
            return super().readline(size)

    answer_lines(Source(b'{"id": 1}\n{"id": 2}\n'), target, echo, Refused)

    assert [text.count("\n") for text in seen] == [0, 1, 2]
