"""Scores told with their times, and temperatures as people and nurses write them."""

import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Yesterday a 4, today more like 9", 9),
        ("8 when i got here, make it 6", 6),
        ("Six from ten, kindly suggest", 6),
        ("My back? 8", 8),
        ("It's a five most of the day, in my ankle", 5),
        ("It's a 3 and I just need my result explained", 3),
        ("34, three weeks, 6", 6),
        ("back pain, 7 out of a possible 10", 7),
    ],
)
def test_the_score_of_now_is_read_among_others(reader: Reader, text: str, score: float) -> None:
    assert reader.read(text).numbers.get("pain_score") == score


@pytest.mark.parametrize(
    "text",
    [
        "tore a sheet and put my back out, 10/10 comedy",
        "ten out of ten for the nurse, back's loads better",
        "both legs tingle. No pain in either one",
        "10/7 R sciatica after a lift",
        "8 needles in the lower back, feels looser",
        "area by day: 40, 40, 38, 22, 9",
    ],
)
def test_more_numbers_that_are_no_score(reader: Reader, text: str) -> None:
    assert "pain_score" not in reader.read(text).numbers


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("T38.7 P110", 38.7),
        ("98.6 on the nose", 37.0),
        ("103.6 wtf", 39.8),
        ("fieber 40 since yesterday", 40.0),
        ("102 bukhar hai", 38.9),
        ("36 on the dot", 36.0),
        ("thirty eight point two", 38.2),
        ("got rigors and 39", 39.0),
        ("I've gone up to 39", 39.0),
        ("two weeks, 6/10, today 37 degrees", 37.0),
        ("No fever I said, then my wife got the thermometer out, 39.1", 39.1),
    ],
)
def test_a_temperature_is_read_in_more_wordings(reader: Reader, text: str, degrees: float) -> None:
    assert reader.read(text).numbers.get("temperature_c") == degrees


@pytest.mark.parametrize(
    "text",
    [
        "37.3 litres of paint lugged upstairs",
        "it's 98 degrees outside and I am sweating",
        "sweating cos its 42 degrees here",
        "she swore by whisky for fevers and lived till ninety nine",
        "my son is shivering, the thermometer said 39.1, my back aches",
    ],
)
def test_more_numbers_that_are_no_temperature(reader: Reader, text: str) -> None:
    assert "temperature_c" not in reader.read(text).numbers


def test_an_old_temperature_is_not_of_now(reader: Reader) -> None:
    read = reader.read("it was 38 a month ago with covid, normal since", ["fever"])
    assert "temperature_c" not in read.numbers


def test_a_tenth_said_after_the_degrees_answers(reader: Reader) -> None:
    assert reader.read("thirty eight three", ["fever"]).numbers["temperature_c"] == 38.3
