"""Answers in people's own words: each sentence in its place, dialects, and harmless yeses."""

import pytest

from bot.nlu.reader import Reader
from tests.nlu.test_answers import statuses

GROIN = "saddle_numbness bladder_dysfunction bowel_dysfunction sexual_dysfunction other_emergency"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        (
            "All feels normal. Peeing fine. Like clockwork. No change there. Chest is clear.",
            "aaaaa",
        ),
        ("All feels normal. Peeing fine. Like clockwork. It's gone. Chest is clear.", "aaa-a"),
        ("Can't feel it when I wipe. Peeing fine. No. Nope. Chest is clear.", "paaaa"),
        ("Chest is clear. Nope, fine. Peeing is fine.", "-a--a"),
    ],
)
def test_sentences_that_name_nothing_answer_in_their_place(
    reader: Reader, text: str, letters: str
) -> None:
    assert statuses(reader, text, GROIN) == letters


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("nah im good", "fever"),
        ("nope im healthy", "immunosuppression"),
        ("no legs just ache end of the day", "motor_weakness"),
        ("no stays in my back", "radicular_pain"),
        ("yep bowels fine", "bowel_dysfunction"),
        ("uh yeah normal, awkward question lol", "sexual_dysfunction"),
        ("yep everything feels like it should", "saddle_numbness"),
        ("sleep totally fine", "night_pain"),
        ("no I'm peeing fine, hey", "bladder_dysfunction"),
        ("never had any kind of cancer", "cancer_history"),
        ("nothing fell on me", "major_trauma"),
        ("nee chest pain", "other_emergency"),
        ("huvnae lost any weight", "unexplained_weight_loss"),
        ("it divvent gan doon the leg", "radicular_pain"),
        ("im a dude", "pregnancy"),
        ("both legs fine", "bilateral_leg_symptoms"),
        ("legs are fine, both of them", "bilateral_leg_symptoms"),
        ("no one hit me", "major_trauma"),
    ],
)
def test_it_is_a_no(reader: Reader, text: str, asking: str) -> None:
    assert statuses(reader, text, asking) == "a"


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("nothing works down there", "sexual_dysfunction"),
        ("nothing happens when I try to pee", "bladder_dysfunction"),
        ("no feeling in it", "saddle_numbness"),
        ("I don't feel the paper", "saddle_numbness"),
        ("yes, and my legs are weak", "motor_weakness"),
        ("yep, bowels fine until Monday", "bowel_dysfunction"),
        ("by the time I reach the toilet the motion passes", "bowel_dysfunction"),
        ("both of them are numb", "bilateral_leg_symptoms"),
        ("a bit numb", "saddle_numbness"),
        ("cannae feel it when ah wipe", "saddle_numbness"),
    ],
)
def test_it_is_no_no(reader: Reader, text: str, asking: str) -> None:
    assert statuses(reader, text, asking) != "a"


def test_never_of_one_thing_denies_not_the_others(reader: Reader) -> None:
    assert statuses(reader, "never had the big C", "cancer_history fever night_pain")[1:] == "--"


@pytest.mark.parametrize(
    ("text", "asking", "may_deny"),
    [
        ("the legs would take me to Dublin", "motor_weakness", "motor_weakness"),
        ("yes, like a baby", "night_pain", "night_pain"),
        ("yes", "night_pain", None),
        ("leaked for a month after my third, back to normal", *["bladder_dysfunction"] * 2),
        ("leaking all day", "bladder_dysfunction", None),
        ("why do you ask?", "night_pain", None),
        ("the left one gives way since Monday", "motor_weakness", None),
        ("not sure", "motor_weakness", None),
        ("could well do the stairs until now", "motor_weakness", None),
    ],
)
def test_what_may_deny_the_one_thing_asked(
    reader: Reader, text: str, asking: str, may_deny: str | None
) -> None:
    assert reader.hear(text, [asking]).may_deny == ({may_deny} if may_deny else set())


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("the whole caboodle is in order", True),
        ("all shipshape, captain", True),
        ("the whole caboodle has packed up", False),
        ("the fever is back", False),
        ("what sort of list is that?", False),
        ("maybe the lot", False),
    ],
)
def test_several_things_may_be_denied_all_or_none(reader: Reader, text: str, may: bool) -> None:
    asked = ["night_pain", "fever"]

    assert reader.hear(text, asked).may_deny == (set(asked) if may else set())


def test_beside_a_number_nothing_may_be_denied_in_unknown_words(reader: Reader) -> None:
    assert not reader.hear("all shipshape, captain", ["fever", "age_years"]).may_deny


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("yes", True),
        ("actually yes", True),
        ("yeah i do", True),
        ("hard to tell", True),
        ("yes my knee", False),
    ],
)
def test_what_is_a_plain_answer_and_nothing_else(reader: Reader, text: str, *, bare: bool) -> None:
    assert reader.hear(text, ["night_pain"]).bare is bare


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("lymphoma when I was 22, that's it", {"night_pain", "osteoporosis"}),
        ("lymphoma when I was 22", set()),
        ("lymphoma when I was 22, that's it, but maybe my bones", {"night_pain"}),
        ("lymphoma, the rest is shipshape", {"night_pain", "osteoporosis"}),
    ],
)
def test_beside_an_end_or_a_rest_what_is_not_named_may_be_denied(
    reader: Reader, text: str, may: set[str]
) -> None:
    asked = ["cancer_history", "night_pain", "osteoporosis"]

    assert reader.hear(text, asked).may_deny == may


@pytest.mark.parametrize(
    ("text", "asked", "denied"),
    [
        ("hold me up fine", "motor_weakness", True),
        ("legs hold me up till they don't", "motor_weakness", False),
        ("nothing big, bent down for the soap", "major_trauma", True),
        ("not a big fall", "minor_trauma", False),
    ],
)
def test_what_denies_only_where_it_was_asked(
    reader: Reader, text: str, asked: str, denied: bool
) -> None:
    found = reader.hear(text, [asked]).reading.findings.get(asked)

    assert (found is not None and found.value == "absent") is denied


def test_not_a_big_fall_is_a_small_one(reader: Reader) -> None:
    found = reader.read("no not a big fall", ["major_trauma", "minor_trauma"]).findings

    assert {id: status.value for id, status in found.items()} == {
        "major_trauma": "absent",
        "minor_trauma": "present",
    }
