"""A yes or a maybe that names nothing is to one of the things that were asked: none is denied."""

import pytest

from bot.bridge.hearing import Heard, hear_message
from bot.bridge.resources import Resources
from bot.dialogue.talk import Talk
from bot.engine.findings import Status
from bot.engine.interview import Interview


def answered(here: Resources, text: str, question: str = "saddle") -> Heard:
    """Return what is heard in an answer to a whole question."""
    asking = next(q.asks for q in here.protocol.questions if q.id == question)
    talk, scripts = Talk(Interview(asking=asking)), here.scripts["en-US"]
    return hear_message(here.protocol, scripts, here.reader, here.wishes, talk, text)


@pytest.mark.parametrize("question", ["saddle", "legs_and_injury", "infection", "health"])
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("sometimes", "yes"),
        ("yeah a bit", "yes"),
        ("kind of", "yes"),
        ("only a little", "yes"),
        ("it does yes", "yes"),
        ("i think so", "unsure"),
        ("hard to say", "unsure"),
        ("maybe a bit", "unsure"),
    ],
)
def test_beside_no_to_the_rest_it_leaves_all_of_them_open(
    here: Resources, question: str, said: str, answer: str
) -> None:
    reading = answered(here, f"{said}. no to the rest", question).reading

    assert reading.answer == answer
    assert reading.findings == {}


@pytest.mark.parametrize("text", ["not sure, rest no", "maybe, the rest no"])
def test_in_one_sentence_with_the_rest_too(here: Resources, text: str) -> None:
    assert answered(here, text).reading.findings == {}


@pytest.mark.parametrize(
    "text",
    [
        "no to the rest",
        "no. none of these",
        "no, I don't think so. no to the rest",
        "no i dont think so, no",
        "yes I can feel everything. no to the rest",
    ],
)
def test_a_denial_stays_one(here: Resources, text: str) -> None:
    findings = answered(here, text).reading.findings

    assert set(findings.values()) == {Status.ABSENT}
    assert len(findings) == 5


def test_what_is_named_is_told_and_the_rest_denied(here: Resources) -> None:
    findings = answered(here, "yes a bit numb when I wipe. no to the rest").reading.findings

    assert findings.pop("saddle_numbness") is Status.PRESENT
    assert set(findings.values()) == {Status.ABSENT}
