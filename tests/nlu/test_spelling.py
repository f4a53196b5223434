import pytest

from bot.nlu.spelling import Speller

VOCABULARY = {"numb": 5, "urine": 3, "bladder": 4, "weakness": 2, "feel": 9, "leg": 8, "cant": 1}
ENGLISH = ["fine", "thumb", "dumb", "lag", "blander", "spine"]
READINGS = {"cant": "can not", "can't": "can not", "haven't": "have not"}


@pytest.fixture
def speller() -> Speller:
    return Speller(VOCABULARY, ENGLISH, READINGS)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("nmub", ("numb",)),
        ("numbb", ("numb",)),
        ("nuumb", ("numb",)),
        ("nuuuuumb", ("numb",)),
        ("bladdr", ("bladder",)),
        ("weaknees", ("weakness",)),
        ("wekaness", ("weakness",)),
        ("lge", ("leg",)),
        ("cantfeel", ("can", "not", "feel")),
        ("haevn't", ("have", "not")),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(
    speller: Speller, typed: str, read: tuple[str, ...]
) -> None:
    assert speller.read(typed) == read


@pytest.mark.parametrize("word", ["fine", "thumb", "dumb", "lag", "blander", "spine"])
def test_an_english_word_is_never_taken_for_a_clinical_one(speller: Speller, word: str) -> None:
    assert speller.read(word) == (word,)


@pytest.mark.parametrize("word", list(VOCABULARY)[:6])
def test_a_clinical_word_is_never_taken_for_another(speller: Speller, word: str) -> None:
    assert speller.read(word) == (word,)


@pytest.mark.parametrize("word", ["zzzz", "qwertyuiop", "x" * 60, "9" * 40])
def test_what_is_near_nothing_stays(speller: Speller, word: str) -> None:
    assert speller.read(word) == (word,)


def test_a_possessive_is_parted_from_its_owner(speller: Speller) -> None:
    assert speller.read("dad's") == ("dad", "'s")
