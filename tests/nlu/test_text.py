import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text import CLAUSE, COMMA, SENTENCE, normalise, words_of


def as_is(word: str) -> tuple[str, ...]:
    return (word,)


def read(text: str) -> list[str]:
    return [word.text for word in words_of(text, as_is)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Can’t feel", ["can't", "feel"]),
        ("nu\u200bmb", ["numb"]),
        ("ｎｕｍｂ ｂｕｍ", ["numb", "bum"]),
        ("nυmb", ["numb"]),
        ("numb\x00bum", ["numb", "bum"]),
        ("numb😢bum", ["numb", "bum"]),
        ("ﬁne", ["fine"]),
        ("38.6ºC", ["38.6", "c"]),
    ],
)
def test_odd_characters_are_read_as_plain_letters(typed: str, words: list[str]) -> None:
    assert read(typed) == words


@given(st.text(max_size=200))
def test_every_word_knows_its_place_in_the_original(text: str) -> None:
    for word in words_of(text, as_is):
        assert 0 <= word.start < word.end <= len(text)


@given(st.text(max_size=200))
def test_offsets_never_run_backwards(text: str) -> None:
    plain, origin = normalise(text)
    assert len(origin) == len(plain) + 1
    assert list(origin) == sorted(origin)


def test_a_word_read_as_two_keeps_one_place() -> None:
    words = words_of("I cant", lambda word: ("can", "not") if word == "cant" else (word,))
    assert [(word.text, word.start, word.end) for word in words] == [
        ("i", 0, 1),
        ("can", 2, 6),
        ("not", 2, 6),
    ]


def test_punctuation_says_how_strongly_it_parts() -> None:
    words = words_of("numb, tired; weak. cold\nhot", as_is)
    assert [word.parted for word in words] == [0, COMMA, CLAUSE, SENTENCE, SENTENCE]


def test_only_the_words_of_a_question_are_marked_as_asked() -> None:
    words = words_of("It hurts. Is it bad? Yes.", as_is)
    assert [word.text for word in words if word.question] == ["is", "it", "bad"]


def test_a_decimal_point_ends_no_sentence() -> None:
    assert read("temp 38.6. sore") == ["temp", "38.6", "sore"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i only no its wet", "know"),
        ("i no it sounds daft", "know"),
        ("I did not no", "know"),
        ("i no fever", "no"),
        ("only no, it hurts", "no"),
        ("no it hurts", "no"),
        ("can you? no i cant", "no"),
    ],
)
def test_a_no_that_stands_where_none_can_is_a_misspelt_know(typed: str, meant: str) -> None:
    assert ("know" in read(typed)) == (meant == "know")
    assert ("no" in read(typed)) == (meant == "no")
