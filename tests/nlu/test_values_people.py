"""Ages beside what people are, and no age of another person."""

import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Zumba instructor 37. My left leg won't kick", 37),
        ("I am a retired headmistress of 72 and not given to fuss", 72),
        ("48 years lady, pain in the waist", 48),
        ("At 57 you expect some stiffness", 57),
        ("At eighty-four one expects to slow down", 84),
        ("19 and mortified, my back went at camp", 19),
        ("33 and 27 weeks gone, sciatic pain", 33),
        ("Only thirty nine and I have wet the bed", 39),
        ("my back aches. 70 last birthday", 70),
        ("I blamed my age, which is 57", 57),
        ("back stiff, 31yrs", 31),
        ("Ravi's 49, he can't stand up from the carpet", 49),
        ("Mum is 82. Carer says the legs went from under her", 82),
        ("Wife, 33, section 12 days ago, sore spine", 33),
        ("Asking for my nineteen year old: week of back ache and she has a fever", 19),
        ("I'm 52, no sorry 53, and my back hurts", 53),
        ("prostate injections finished (72 now), back aches", 72),
    ],
)
def test_an_age_is_read_beside_people(reader: Reader, text: str, age: float) -> None:
    assert reader.read(text).numbers.get("age_years") == age


@pytest.mark.parametrize(
    "text",
    [
        "I'm 5 foot 2, back hurts",
        "I'm 6'4 if that matters",
        "dad, 80s, sore back",
        "14 hours in seat 42F did for my spine",
        "rheumy nurse of thirty years, only a strain",
        "leukaemia at age six, cured. Ache only",
        "fell off the bike aged nine, why do you ask",
        "our physio is 25 and she's off sick, my back is fine",
        "my 6 year old has a temp of 39 and my back is killing me",
        "sixty-a-day lungs and a tight back",
        "I am one of those with a bad back",
        "forty years of scaffolding and I stepped over every gap",
        "had an epidural with my eldest, he's 22 now, could that be it?",
        "Poppy our physio is twenty five and she's off sick herself",
    ],
)
def test_more_numbers_that_are_no_age_of_the_patient(reader: Reader, text: str) -> None:
    assert "age_years" not in reader.read(text).numbers
