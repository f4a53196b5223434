"""Answers by number and by place: "1. no 2. yes", "the last but one"."""

import itertools

import pytest

from bot.engine.findings import Status
from bot.nlu.reader import Reader
from tests.nlu.test_answers_rest import FIRST, LEGS


@pytest.mark.parametrize("yes", range(5))
@pytest.mark.parametrize(
    "shape", ["{}. {}", "{}) {}", "{} {}", "{}: {}", "{} - {}", "{}. {},", "{} {},", "{}: {}\n"]
)
def test_each_number_goes_with_its_own_answer(reader: Reader, shape: str, yes: int) -> None:
    text = " ".join(shape.format(n + 1, "yes" if n == yes else "no") for n in range(5))

    read = reader.read(text, FIRST).findings

    assert [read.get(id) for id in FIRST] == [
        Status.PRESENT if n == yes else Status.ABSENT for n in range(5)
    ]


@pytest.mark.parametrize("text", ["1 no 2 no 3 no 4 no 5 no", "1. no 2. no 3. no 4. no 5. no"])
def test_all_of_them_may_be_denied(reader: Reader, text: str) -> None:
    assert set(reader.read(text, FIRST).findings.values()) == {Status.ABSENT}


def test_no_before_what_a_body_does_is_no_denial(reader: Reader) -> None:
    assert reader.read("no pee", FIRST).findings.get("bladder_dysfunction") is not Status.ABSENT


@pytest.mark.parametrize(
    ("only", "what"),
    itertools.product(
        ["only ", "just ", "no, apart from "], ["the last but one", "the second to last"]
    ),
)
def test_the_last_but_one_is_neither_the_last_nor_the_second(
    reader: Reader, only: str, what: str
) -> None:
    read = reader.read(only + what, FIRST).findings

    assert {id for id, status in read.items() if status.counts} == {"sexual_dysfunction"}


def test_all_but_one_by_its_name(reader: Reader) -> None:
    read = reader.read("all of it but the tingle", LEGS).findings

    assert read.pop("progressive_numbness") is Status.ABSENT
    assert set(read.values()) == {Status.PRESENT}
    assert len(read) == 3
