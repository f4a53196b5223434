"""Lengths of time in wordings beyond "for three weeks", and what they belong to."""

import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Eight days ago I was loading the van, nothing special", 8),
        ("month of this misery", 30),
        ("low back pain for two months, no sorry, two weeks", 14),
        ("low back pain for three weeks, i mean 3 months", 90),
        ("its 6 weeks not 6 days", 42),
        ("week and a day now, left calf cramping too", 8),
        ("eleven nights in a row of back ache", 11),
        ("on the 3rd day of it, my lower back is locked", 3),
        ("lumbar pain, 3 mos", 90),
        ("rücken schmerz, 3 tage", 3),
        ("10/7 R sciatica after a lift", 10),
        ("a horse put me over a hedge the day before yesterday", 2),
        ("day 1 lifted a slab, day 4 no better, day 19 still bad", 19),
        ("pulled my back, 48h, what stretches?", 2),
        ("Six weeks this has gone on", 42),
        ("2 weeks left sided sciatica", 14),
        ("back pain started way before the bump, I'd say two years ago at least", 730),
    ],
)
def test_a_length_is_read_in_more_wordings(reader: Reader, text: str, days: float) -> None:
    assert reader.read(text).numbers.get("duration_days") == pytest.approx(days, abs=0.5)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("numb between my legs for the last 2 days", 2),
        ("three weeks in and the tingling reaches my thigh, it was the toes", 21),
        ("my foot has dragged for ten days", 10),
        ("havent been able to get hard in 8 days", 8),
        ("can't feel myself wiping these four days, back pain for six weeks", 42),
    ],
)
def test_how_long_a_sign_has_lasted_counts_where_the_pain_has_no_length(
    reader: Reader, text: str, days: float
) -> None:
    assert reader.read(text).numbers.get("duration_days") == days


def test_an_event_counts_where_the_pain_began_with_it(reader: Reader) -> None:
    began = "my spine was injected eight days ago and the ache began straight after"
    assert reader.read(began).numbers.get("duration_days") == 8


@pytest.mark.parametrize(
    "text",
    [
        "I shovel coal for 30 years, an old back",
        "cycling 200k a week, back fine",
        "three weeks for an appointment and my back just aches",
        "62 yrs, retired joiner, sore back",
        "24 weeks. Back ache. Baby kicks a lot",
        "no sex for 2 months, midwife's orders, and a back ache",
        "codeine bunged me up, no poo for 4 days",
        "a scar that has been numb for five years",
        "numb down below since this morning",
        "9 weeks into a van conversion",
    ],
)
def test_more_lengths_that_are_not_this_episode(reader: Reader, text: str) -> None:
    assert "duration_days" not in reader.read(text).numbers


def test_many_numbers_are_read_as_few_are(reader: Reader) -> None:
    text = "I am 45 and for 3 weeks pain 6/10, temp 38.5, room 12; my wife is 50. "
    read = reader.read(text * 200).numbers
    assert read == {**read, "age_years": 45, "pain_score": 6, "temperature_c": 38.5}
