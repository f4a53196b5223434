"""Numbers and categories that stand in free text, and single answers."""

import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("im 52", 52),
        ("52F with back pain", 52),
        ("I'm a 46 year old nurse", 46),
        ("aged 71", 71),
        ("thirty eight years old", 38),
        ("Back pain for a week. 63.", 63),
        ("I'm 70 in May, my back hurts", 69),
        ("just turned 50", 50),
        ("a man of 49", 49),
    ],
)
def test_an_age_is_read(reader: Reader, text: str, age: float) -> None:
    assert reader.read(text).numbers.get("age_years") == age


@pytest.mark.parametrize(
    "text", ["pain for 52 days", "I weigh 52 kg", "4 out of 10", "it took 20 minutes"]
)
def test_other_numbers_are_no_ages(reader: Reader, text: str) -> None:
    assert "age_years" not in reader.read(text).numbers


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("back pain for 3 weeks", 21),
        ("my back has hurt for a fortnight", 14),
        ("pain started two months ago", 60),
        ("it's been a year of back pain", 365),
        ("back pain since yesterday", 1),
        ("back pain for 3-4 weeks", 24.5),
        ("had this pain a couple of weeks", 14),
        ("pain for two and a half weeks", 17.5),
        ("sore back, day 12", 12),
        ("Two days.", 2),
    ],
)
def test_a_duration_is_read_in_any_wording(reader: Reader, text: str, days: float) -> None:
    assert reader.read(text).numbers.get("duration_days") == days


@pytest.mark.parametrize(
    "text", ["I've taken prednisolone for 2 years", "I am 52 years old", "physio in 3 weeks"]
)
def test_other_times_are_no_duration(reader: Reader, text: str) -> None:
    assert "duration_days" not in reader.read(text).numbers


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("pain 8/10", 8),
        ("eight out of ten pain", 8),
        ("the pain is like a nine", 9),
        ("Pain 5, was 8 at the beginning", 5),
        ("pain down to a 2 from a 9", 2),
    ],
)
def test_the_pain_now_is_read(reader: Reader, text: str, score: float) -> None:
    assert reader.read(text).numbers.get("pain_score") == score


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("temp 38.6", 38.6),
        ("temperature of 101.2 F", 38.4),
        ("my temperature was 39 this morning", 39),
        ("fever 100.8", 38.2),
        ("thermometer says 36,6", 36.6),
    ],
)
def test_a_temperature_is_read_in_celsius(reader: Reader, text: str, degrees: float) -> None:
    assert reader.read(text).numbers.get("temperature_c") == degrees


@pytest.mark.parametrize("text", ["it's 35 degrees outside", "38 weeks pregnant", "I am 38"])
def test_other_numbers_are_no_temperature(reader: Reader, text: str) -> None:
    assert "temperature_c" not in reader.read(text).numbers


def test_a_measured_temperature_says_whether_there_is_a_fever(reader: Reader) -> None:
    assert reader.read("took my temp, 38.0").findings["fever"].value == "present"
    assert reader.read("took my temp, 36.8").findings["fever"].value == "absent"
    assert "fever" not in reader.read("took my temp, 37.9").findings


@pytest.mark.parametrize(
    ("asked", "text", "number"),
    [
        ("age_years", "52", 52),
        ("duration_days", "about three weeks", 21),
        ("pain_score", "8", 8),
        ("temperature_c", "38.2", 38.2),
        ("treatment_weeks", "physio for 6 weeks", 6),
    ],
)
def test_a_bare_number_answers_what_was_asked(
    reader: Reader, asked: str, text: str, number: float
) -> None:
    assert reader.read(text, [asked]).numbers[asked] == number


@pytest.mark.parametrize(
    ("text", "age"),
    [("change the weight one to no", None), ("this one hurts", None), ("fifty one", 51)],
)
def test_one_that_stands_for_a_noun_is_no_number(
    reader: Reader, text: str, age: float | None
) -> None:
    assert reader.read(text, ["age_years"]).numbers.get("age_years") == age
