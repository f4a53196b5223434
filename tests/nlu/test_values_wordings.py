"""Ages, scores and temperatures in the many ways people write them."""

import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("F 34, lbp", 34),
        ("34/F with sciatica", 34),
        ("m52 bad back", 52),
        ("eighty one and still gardening, back hurts", 81),
        ("I'm a sixty-four-year-old postman", 64),
        ("48yo male, sore back", 48),
        ("My back hurts. I'm 29 if that matters", 29),
        ("my wife is 63 and she can't pee, her back is agony", 63),
        ("I'm 33, my dad is 70 and has a bad back too", 33),
        ("hi im forty four", 44),
    ],
)
def test_an_age_is_read_in_any_wording(reader: Reader, text: str, age: float) -> None:
    assert reader.read(text).numbers.get("age_years") == age


@pytest.mark.parametrize(
    "text",
    [
        "my dad is 70 and his back is fine, mine hurts",
        "born in 1950",
        "in my fifties with a bad back",
        "I have 2 kids, 14 and 17, and my back hurts",
        "I did 45 squats and my back went",
        "my mattress is 15 years old",
        "my gran had a hip done at 82, my back aches",
        "lives at number 42, back pain",
    ],
)
def test_what_is_not_the_patients_age_is_left(reader: Reader, text: str) -> None:
    assert "age_years" not in reader.read(text).numbers


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("pain was 9 now 4", 4),
        ("the pain is 6 at rest, 9 moving", 9),
        ("out of ten I'd say six", 6),
        ("my back is 11 out of 10", 10),
        ("pain 7ish", 7),
        ("the pain is about a seven", 7),
        ("pain's 10/10", 10),
        ("I'd rate my back pain 5", 5),
    ],
)
def test_the_pain_now_is_read_in_any_wording(reader: Reader, text: str, score: float) -> None:
    assert reader.read(text).numbers.get("pain_score") == score


@pytest.mark.parametrize(
    "text",
    [
        "lbp 10d",
        "pain for 3 days",
        "my sister's sciatica is 9/10, mine is nothing much",
        "pain at 4 in the morning",
        "l5 pain",
    ],
)
def test_what_is_no_score_is_left(reader: Reader, text: str) -> None:
    assert "pain_score" not in reader.read(text).numbers


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("temp's 98.2", 36.8),
        ("T 38.9", 38.9),
        ("my temp is 101", 38.3),
        ("temp 39 point 2", 39.2),
        ("fever of one hundred and two", 38.9),
        ("fever a hundred and one point four", 38.6),
        ("temp of thirty nine", 39),
        ("temperature 37.2, normal", 37.2),
    ],
)
def test_a_temperature_is_read_in_any_wording(reader: Reader, text: str, degrees: float) -> None:
    assert reader.read(text).numbers.get("temperature_c") == pytest.approx(degrees, abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "my son has a temp of 39.4, I have a sore back",
        "bath at 40 degrees helps",
        "I'm 38 with a fever",
        "temp always under 38",
        "fever every evening, 100 to 101",
    ],
)
def test_what_is_no_temperature_of_the_patient_is_left(reader: Reader, text: str) -> None:
    assert "temperature_c" not in reader.read(text).numbers
