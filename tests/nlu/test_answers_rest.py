"""What "no to the rest" may deny, and what it never does."""

import pytest

from bot.bridge.resources import resources
from bot.engine.findings import Status

LAST = ("radicular_pain", "prior_spine_surgery", "inflammatory_features", "pregnancy", "self_harm")


@pytest.mark.parametrize(
    "text",
    [
        "i've got my pills put by. no to the rest",
        "the dark thoughts come at night. no to the rest",
        "nobody would notice. no to the rest",
        "told my sister how i feel, yes. no to the rest",
    ],
)
def test_a_sideways_word_of_despair_is_never_denied_by_the_rest(text: str) -> None:
    reading = resources().reader.read(text, LAST)

    assert reading.findings.get("self_harm") is not Status.ABSENT
    assert reading.findings["inflammatory_features"] is Status.ABSENT


def test_a_plain_answer_beside_the_rest_leaves_nothing_open() -> None:
    reading = resources().reader.read("had my back operated on in 2012. no to the rest", LAST)

    assert reading.findings["prior_spine_surgery"] is Status.PRESENT
    assert reading.findings["self_harm"] is Status.ABSENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no fever, just shivery", "fever"),
        ("no temperature, only the shakes", "fever"),
        ("nothing like a crash, just slipped on a wet floor", "minor_trauma"),
    ],
)
def test_just_after_a_comma_begins_what_is_so(text: str, finding: str) -> None:
    assert resources().reader.hear(text).reading.findings[finding] is Status.PRESENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("i'm not getting any warning these days. no to the rest", "bladder_dysfunction"),
        ("i didn't notice till somebody said. no to the rest", "bowel_dysfunction"),
        ("can't feel a thing during it. no to the rest", "sexual_dysfunction"),
    ],
)
def test_what_somebody_cannot_do_is_not_denied_by_the_rest(text: str, finding: str) -> None:
    first = (
        "saddle_numbness",
        "bladder_dysfunction",
        "bowel_dysfunction",
        "sexual_dysfunction",
        "other_emergency",
    )

    reading = resources().reader.read(text, first)

    assert reading.findings.get(finding) is not Status.ABSENT
