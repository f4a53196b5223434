"""Which numbers of a message may be the patient's, and which of them count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.counted import DOUBTED, PREFERRED, TAKEN, counted
from bot.nlu.figures import KINDS, Figure, figures_of
from bot.nlu.lengths import lengths
from bot.nlu.lexicon import Lexicon
from bot.nlu.numerals import line_of
from bot.nlu.reader import Reader

LEXICON = Lexicon.learn([], {})


def figures(text: str) -> set[tuple[str, float]]:
    line = line_of(LEXICON.words(text))
    return {(one.kind, round(one.value, 1)) for one in figures_of(line, lengths(line))}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("my neighbour, 83, fell", "age_years", 83),
        ("fifty two and sore", "age_years", 52),
        ("8/10", "pain_score", 8),
        ("seven and a half? no, 7.5", "pain_score", 7.5),
        ("it was 38,4 this morning", "temperature_c", 38.4),
        ("101.3 on the drugstore one", "temperature_c", 38.5),
        ("three weeks of this", "duration_days", 21),
        ("since yesterday", "duration_days", 1),
    ],
)
def test_a_number_may_be_what_it_is_in_the_range_of(text: str, kind: str, value: float) -> None:
    assert (kind, value) in figures(text)


def test_what_is_out_of_range_is_none() -> None:
    assert figures("number 250 bus, 0.25 mg, 1998") == set()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("the mattress is 19 yrs old", "age_years", 19),
        ("that is 20 years old news", "age_years", 20),
        ("I pulled my back lifting mum, she is 86", "age_years", 86),
    ],
)
def test_what_its_words_give_to_another_is_none(text: str, kind: str, value: float) -> None:
    assert (kind, value) not in figures(text)


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("My gym partner got an abscess, 38.9 fever. I am fine", True),
        ("my dad, 71, has back pain and a 38.9 fever", False),
    ],
)
def test_the_fever_of_another_is_none(reader: Reader, text: str, theirs: bool) -> None:
    kinds = {one.kind for one in reader.hear(text).figures}

    assert ("temperature_c" not in kinds) is theirs


def test_every_figure_stands_in_the_word_that_says_it() -> None:
    words = LEXICON.words("I am forty two, it is three weeks and 8/10")

    said = {
        (one.kind, words[one.place].text)
        for one in figures_of(line_of(words), lengths(line_of(words)))
    }

    assert ("age_years", "forty") in said
    assert ("duration_days", "weeks") in said
    assert ("pain_score", "8") in said


AGES = [Figure("age_years", 83, 2), Figure("age_years", 50, 9)]


@pytest.mark.parametrize(
    ("read", "shares", "expected"),
    [
        ({}, (TAKEN, 0), {"age_years": 83}),
        ({}, (TAKEN - 0.01, 0), {}),
        ({"age_years": 50}, (PREFERRED, TAKEN - 0.01), {"age_years": 83}),
        ({"age_years": 50}, (PREFERRED, TAKEN), {"age_years": 50}),
        ({"age_years": 50}, (TAKEN, DOUBTED), {"age_years": 50}),
        ({"age_years": 50}, (TAKEN, DOUBTED - 0.01), {}),
        ({"age_years": 49}, (0, 0), {"age_years": 49}),
    ],
)
def test_what_becomes_of_a_number(
    read: dict[str, float], shares: tuple[float, float], expected: dict[str, float]
) -> None:
    assert counted(read, AGES, shares) == expected


def test_where_it_may_not_act_alone_it_takes_no_number_that_the_rules_passed_over() -> None:
    assert counted({}, AGES, (1, 0), alone=False) == {}
    assert counted({"age_years": 50}, AGES, (1, 0), alone=False) == {"age_years": 83}


@given(
    read=st.dictionaries(st.sampled_from(KINDS), st.floats(0, 110)),
    shares=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_an_answer_to_what_was_asked_stands(
    read: dict[str, float], shares: tuple[float, float]
) -> None:
    assert counted(read, AGES, shares, asked=KINDS) == read
