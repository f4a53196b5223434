"""Numbers as people slip them in beside other ones."""

import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("pain 9 now, was a 4 last week", "pain_score", 9),
        ("on a good day its a 3, right now 8", "pain_score", 8),
        ("on a good day its a 3, right now 8", "duration_days", None),
        ("i rate the service 10/10, pain about 3", "pain_score", 3),
        ("the pain's been there for five", "pain_score", None),
        ("it hurts a lot, like 8.5", "pain_score", 8.5),
        ("20 years of back trouble, this flare a week", "duration_days", 7),
        ("back pain 3 years non stop", "duration_days", 1095),
        ("Four hundred days since my back went", "duration_days", 400),
        ("quarter of a year of this back pain", "duration_days", 91.2),
        ("I retired at 60, my back hurts", "age_years", None),
        ("turned fifty in march", "age_years", 50),
        ("70 in May, my back aches", "age_years", 69),
        ("Eighty next birthday was a joke, I'm 80 already", "age_years", 80),
        ("Sixty, and eleven days into this back pain", "age_years", 60),
        ("my mum can't pee, I'm her daughter, 50", "age_years", None),
        ("I'm writing for dad, 71, he has back pain", "age_years", 71),
        ("typing for my husband. I am worried, his pain is 10", "pain_score", 10),
        ("fever of a hundred and three", "temperature_c", 39.4),
        ("fever, one hundred and two point two", "temperature_c", 39.0),
    ],
)
def test_a_number_is_taken_for_what_it_is_of(
    reader: Reader, text: str, name: str, value: float | None
) -> None:
    assert reader.read(text).numbers.get(name) == value


def test_spelt_numbers_do_not_run_into_each_other(reader: Reader) -> None:
    read = reader.read("forty five, back pain seven, eight days").numbers

    assert read["age_years"] == 45
    assert read["duration_days"] == 8
