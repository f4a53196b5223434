"""What "no to the rest" may deny, and what it never does."""

import pytest

from bot.bridge.resources import resources
from bot.engine.findings import Status
from bot.nlu.reader import Reader
from tests.nlu.test_answers import statuses

FIRST = (
    "saddle_numbness",
    "bladder_dysfunction",
    "bowel_dysfunction",
    "sexual_dysfunction",
    "other_emergency",
)
LEGS = ("motor_weakness", "progressive_numbness", "bilateral_leg_symptoms", "major_trauma")
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
    reading = resources().reader.read(text, FIRST)

    assert reading.findings.get(finding) is not Status.ABSENT


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("no, she needs me. no to the rest", LAST),
        ("god no, just anxious. no to the rest", LAST),
        ("no more breathless than usual, no chest pain. no to the rest", FIRST),
        ("no burning urine, normal. no to the rest", FIRST),
        ("no i can breathe, just the spasm that makes me gasp. no to the rest", FIRST),
        ("just DOMS in both quads, nothing nervy. no to the rest", LEGS),
    ],
)
def test_words_that_deny_leave_nothing_open(text: str, asking: tuple[str, ...]) -> None:
    findings = resources().reader.read(text, asking).findings

    assert {id: findings.get(id) for id in asking} == dict.fromkeys(asking, Status.ABSENT)


@pytest.mark.parametrize(
    ("text", "asking", "finding"),
    [
        ("nobody needs me. no to the rest", LAST, "self_harm"),
        ("my chest pain makes me gasp. no to the rest", FIRST, "other_emergency"),
        ("no burning, it just won't come out. no to the rest", FIRST, "bladder_dysfunction"),
    ],
)
def test_words_much_like_them_are_not_denied(
    text: str, asking: tuple[str, ...], finding: str
) -> None:
    assert resources().reader.read(text, asking).findings.get(finding) is not Status.ABSENT


@pytest.mark.parametrize("no", ["no", "no nothing", "nope"])
@pytest.mark.parametrize(
    "told",
    [
        "I only know I've gone by the sound",
        "it's like somebody else is sat there",
        "the wife noticed the sheets before I did",
        "I can't tell whether I've finished",
    ],
)
def test_a_no_beside_words_not_understood_leaves_emergencies_open(
    reader: Reader, told: str, no: str
) -> None:
    asked = ["saddle_numbness", "bladder_dysfunction", "sexual_dysfunction", "other_emergency"]

    for text in (f"{told}. {no}", f"{told}\n{no}", f"{no}. {told}"):
        assert Status.ABSENT not in reader.read(text, asked).findings.values()


@pytest.mark.parametrize(
    "told",
    [
        "it's gone to sleep on me, since the back went, wife thinks I've gone off her",
        "I grab the banister or I'd be on the floor, it just isn't there",
    ],
)
def test_the_rest_of_nothing_understood_denies_nothing(reader: Reader, told: str) -> None:
    asked = ["bladder_dysfunction", "sexual_dysfunction", "motor_weakness", "fever"]

    read = reader.read(f"{told}. no to the rest", asked).findings

    assert Status.ABSENT not in read.values()


def test_a_yes_to_the_rest_counts_whatever_stands_before_it(reader: Reader) -> None:
    asked = ["saddle_numbness", "bladder_dysfunction", "motor_weakness"]

    for told in ("hmm where to begin", "dunno what you mean by that"):
        read = reader.read(f"{told}. yes to the rest", asked).findings
        assert read == dict.fromkeys(asked, Status.PRESENT)


def test_a_no_meant_of_all_denies_all(reader: Reader) -> None:
    asked = ["major_trauma", "fever"]

    for text in ("i sneezed and that did it. no to all of that", "i sneezed. none of those"):
        assert reader.read(text, asked).findings == dict.fromkeys(asked, Status.ABSENT)


FOUR = ["saddle_numbness", "bladder_dysfunction", "bowel_dysfunction", "sexual_dysfunction"]


@pytest.mark.parametrize(
    "text",
    [
        "there's not one on that list I haven't got",
        "none of those are right",
        "none of it works any more",
        "nah, can't say no to any of them mate",
        "not one of those is a no, sorry",
        "na all of them o",
        "every one of those is me",
        "not all of them",
        "it's for my 4 year old",
    ],
)
def test_twice_a_no_denies_nothing(reader: Reader, text: str) -> None:
    found = reader.hear(text, FOUR)

    assert not any(status.value == "absent" for status in found.reading.findings.values())


@pytest.mark.parametrize(
    "text",
    [
        "none of that, all is fine",
        "none of those I haven't had any",
        "nothing like that no, not at all",
        "no to every single one",
        "none of these apply to me",
        "negative across the board",
    ],
)
def test_a_list_is_denied_in_few_words(reader: Reader, text: str) -> None:
    assert {reader.hear(text, FOUR).reading.findings[id].value for id in FOUR} == {"absent"}


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("both legs tingling and spreading but they are not weak", {1, 2}, {0}),
        ("only the 2nd", {1}, {0, 2}),
        ("3rd only", {2}, {0, 1}),
        ("yes to all of them", {0, 1, 2}, set()),
        ("believe it or not all three", {0, 1, 2}, set()),
        ("aye had it done years ago, nane o the rest", set(), set()),
    ],
)
def test_what_a_list_names_is_no_more_than_that(
    reader: Reader, text: str, present: set[int], absent: set[int]
) -> None:
    asked = ["motor_weakness", "progressive_numbness", "bilateral_leg_symptoms"]
    found = reader.hear(text, asked).reading.findings

    told = {id: found[id].value for id in asked if id in found}
    assert told == {asked[n]: "present" for n in present} | {asked[n]: "absent" for n in absent}


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("tingling in my foot that keeps creeping higher. that's it", "apaa"),
        ("tingling in my foot that keeps creeping higher. my hose sings. that's about it", "-paa"),
        ("a bit of something, that's all", "----"),
    ],
)
def test_an_end_after_what_was_told_denies_the_others_and_emergencies_where_all_was_understood(
    reader: Reader, text: str, letters: str
) -> None:
    asked = "motor_weakness progressive_numbness bilateral_leg_symptoms minor_trauma"
    assert statuses(reader, text, asked) == letters
