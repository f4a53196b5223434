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
        ("my husband's sixty-two and I'm 58, he can't straighten up", "age_years", 62),
        ("patient is 44, I'm the carer, 26. Lower back pain", "age_years", 44),
        ("I'm 33, my dad is 70 and has a bad back too", "age_years", 33),
        ("My girl's thirteen, a week of it, netball", "duration_days", 7),
        ("slipped disc at 23, another at 35, and now at 49 my back is gone", "age_years", 49),
        ("since I was a lad of 17 I've had a dodgy back", "age_years", None),
        ("my back's been there every single day for eighteen months", "duration_days", 540),
        ("need a fit note for 14 days please, back pain", "duration_days", None),
        ("couple o weeks of back pain", "duration_days", 14),
        ("back pain three weaks", "duration_days", 21),
        ("back pain, a fortnite", "duration_days", 14),
        ("pain seven on a scale of ten", "pain_score", 7),
        ("on the 0-10 thing id put 5, back pain", "pain_score", 5),
        ("temp last night 38.3, now 37.2 since the tablets", "temperature_c", 37.2),
        ("Yesterday 37.4, today 38.1, back pain 6 days", "temperature_c", 38.1),
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


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("37, 2wks, was 8 now 4, improving", {"age_years": 37, "duration_days": 14}),
        ("was a nine monday now a four. five days. 43", {"age_years": 43, "duration_days": 5}),
    ],
)
def test_in_an_answer_of_several_numbers_the_pain_is_that_of_now(
    reader: Reader, text: str, numbers: dict[str, float]
) -> None:
    asked = ["age_years", "duration_days", "pain_score", "course"]

    assert reader.read(text, asked).numbers == {**numbers, "pain_score": 4}


def test_a_fever_of_last_night_is_one_though_it_is_down_now(reader: Reader) -> None:
    found = reader.read("temp last night 38.3, now 37.2 since the tablets").findings

    assert found["fever"].value == "present"
