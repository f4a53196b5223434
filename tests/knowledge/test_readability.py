import pytest

from bot.knowledge.readability import grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("pain", 1), ("groin", 1), ("wakes", 1), ("checked", 1), ("treated", 2), ("bladder", 2),
        ("pharmacist", 3), ("genitals", 3), ("surgery", 3), ("emergency", 4), ("physiotherapy", 6),
        ("can't", 1), ("after-hours", 3), ("radiation", 4), ("needles", 2), ("people", 2),
        ("911", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_grade_follows_the_formula() -> None:
    """Ten words of one syllable in two sentences: 0.39 * 5 + 11.8 - 15.59."""
    assert grade("The dog ran to me. I ran to the dog.") == pytest.approx(-1.84)


def test_long_words_and_long_sentences_raise_the_grade() -> None:
    plain = grade("Call us if it hurts more.")

    assert plain < grade("Contact the department immediately if deterioration is experienced.")
    assert plain < grade("Call us if it hurts more and you feel that you can not do what you do.")


def test_a_text_without_words_has_no_grade() -> None:
    assert grade("...") == 0
