"""Whole denials: one "no", one "normal" or one "none" for a list of things."""

import pytest

from bot.nlu.reader import Reader

BELOW = ("bladder_dysfunction", "bowel_dysfunction")


def status(reader: Reader, text: str, finding: str) -> str | None:
    found = reader.read(text).findings.get(finding)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("My bladder, bowels and feeling around the seat are normal", BELOW),
        ("Saddle, bladder and bowel all clear", ("saddle_numbness", *BELOW)),
        ("No bladder signs, no bowel signs", BELOW),
        ("haven't any problems with my bowels or bladder", BELOW),
        ("All working: saddle area, bladder, legs", ("saddle_numbness", "motor_weakness")),
        (
            "fever, weight loss, injecting drugs are all blank",
            ("fever", "unexplained_weight_loss", "injection_drug_use"),
        ),
        (
            "no to injury, cancer, weight loss",
            ("major_trauma", "cancer_history", "unexplained_weight_loss"),
        ),
        ("no folding knees, no blockages", ("motor_weakness", "bladder_dysfunction")),
        ("not worse at night, not stiff, weight steady", ("unexplained_weight_loss",)),
        ("I'm continent of both", BELOW),
    ],
)
def test_one_word_denies_a_whole_list(reader: Reader, text: str, findings: tuple[str, ...]) -> None:
    assert {status(reader, text, finding) for finding in findings} == {"absent"}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("not lost weight, have got a fever", "fever"),
        ("Not pregnant, fever since morning", "fever"),
        ("no feeling passing urine, saddle area numb", "saddle_numbness"),
        ("legs weak both, bowels and bladder working", "motor_weakness"),
        ("I've not been able to empty my bladder", "bladder_dysfunction"),
        ("no urine, none", "bladder_dysfunction"),
        ("both legs tingle, bladder ok", "motor_weakness"),
        ("no immune drugs", "injection_drug_use"),
        ("I think the stream is normal", "bladder_dysfunction"),
        ("my wee was ok till Sunday", "bladder_dysfunction"),
        ("bladder fine until yesterday", "bladder_dysfunction"),
    ],
)
def test_a_denial_does_not_spread_over_what_is_not_understood(
    reader: Reader, text: str, finding: str
) -> None:
    assert status(reader, text, finding) != "absent"


def test_numbness_without_a_place_is_denied_of_what_the_message_is_about(reader: Reader) -> None:
    beside_the_toilet = reader.read("I can pee and I'm not numb").findings
    assert beside_the_toilet["saddle_numbness"].value == "absent"
    assert "progressive_numbness" not in beside_the_toilet
    of_the_legs = reader.read("both legs strong, no numbness").findings
    assert of_the_legs["progressive_numbness"].value == "absent"
    assert "saddle_numbness" not in of_the_legs
    assert "progressive_numbness" not in reader.read("No numbness in the groin").findings


@pytest.mark.parametrize("finding", BELOW)
def test_accidents_beside_the_toilet_are_not_injuries(reader: Reader, finding: str) -> None:
    found = reader.read("I have to strain a lot on the toilet. No accidents.").findings
    assert "major_trauma" not in found
    assert status(reader, "I go to the toilet often, no accidents", finding) == "absent"


def test_accidents_alone_may_mean_either_and_one_accident_is_an_injury(reader: Reader) -> None:
    assert not {"major_trauma", *BELOW} & set(reader.read("No accidents").findings)
    assert status(reader, "No falls or accidents", "major_trauma") == "absent"
    assert status(reader, "There was no accident", "major_trauma") == "absent"


def test_legs_that_do_not_hurt_do_not_deny_that_both_are_affected(reader: Reader) -> None:
    assert status(reader, "no pain in the legs", "bilateral_leg_symptoms") is None
    assert status(reader, "no pain in both legs", "bilateral_leg_symptoms") == "absent"


@pytest.mark.parametrize(
    ("text", "finding", "expected"),
    [
        ("I can't balance on that leg, it crumples", "motor_weakness", "present"),
        ("can't get on the quad bike as the left leg won't lift", "motor_weakness", "present"),
        ("I can't get either leg to hold me", "motor_weakness", None),
        ("not able to feel there since my back went", "saddle_numbness", None),
    ],
)
def test_what_one_cannot_do_denies_nothing_after_it(
    reader: Reader, text: str, finding: str, expected: str | None
) -> None:
    assert status(reader, text, finding) in {expected, "present"}


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("The rest is all no: numb, wee, poo", ("saddle_numbness", *BELOW)),
        ("No I dey piss well, I dey go toilet well", BELOW),
        ("nothing do my private part", ("saddle_numbness",)),
        ("I sat on a cold bench and felt every slat", ("saddle_numbness",)),
        ("water comes when I want it to", ("bladder_dysfunction",)),
        ("passing urine properly", ("bladder_dysfunction",)),
        ("bottom alive, bladder alive", ("bladder_dysfunction",)),
        ("I get my seven hours", ("night_pain",)),
        ("belt is on the same hole", ("unexplained_weight_loss",)),
    ],
)
def test_a_normal_state_is_a_denial(reader: Reader, text: str, findings: tuple[str, ...]) -> None:
    assert {status(reader, text, finding) for finding in findings} == {"absent"}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("water comes when I want it to but I can't feel it", "bladder_dysfunction"),
        ("not passing urine properly", "bladder_dysfunction"),
        ("I hardly pass water nicely", "bladder_dysfunction"),
        ("felt the wipe but only on one side", "saddle_numbness"),
        ("I never feel the toilet seat", "saddle_numbness"),
        ("barely feel the seat", "saddle_numbness"),
        ("I wish I felt the bidet", "saddle_numbness"),
        ("he says he can't hold both", "bladder_dysfunction"),
        ("I don't get my seven hours", "night_pain"),
    ],
)
def test_a_normal_state_that_is_lacking_or_lessened_is_none(
    reader: Reader, text: str, finding: str
) -> None:
    assert status(reader, text, finding) != "absent"
