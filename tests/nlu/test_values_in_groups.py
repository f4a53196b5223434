"""Numbers and categories, alone and several in one message."""

import pytest

from bot.nlu.reader import Reader

PAIN = ["age_years", "duration_days", "pain_score", "course"]
LIFE = ["treatment_weeks", "function", "can_follow_plan"]


@pytest.mark.parametrize(
    ("text", "age", "days", "score", "course"),
    [
        ("45. 3 days. 6ish. about the same", 45, 3, 6, "unchanged"),
        ("45, 3 days, 6, same", 45, 3, 6, "unchanged"),
        ("40. a week. 8. getting worse by the hour", 40, 7, 8, "worse"),
        ("I am 62. two weeks. 4 out of 10. fading nicely", 62, 14, 4, "improving"),
        ("66 years. two months. 5. slowly increasing", 66, 60, 5, "worse"),
        ("29. 8 weeks ish. id say 5. exactly the same as week one", 29, 56, 5, "unchanged"),
        ("thirty eight. two weeks. six. hasnt budged", 38, 14, 6, "unchanged"),
        ("i'm 51, had it 5 days, it's a 7, worse every day", 51, 5, 7, "worse"),
        ("71. nine days. 7/10. up and down", 71, 9, 7, "unchanged"),
        ("24 yo. 4 days. 5 when i bend, 2 otherwise. bit better", 24, 4, 5, "improving"),
        ("63. 5 days since Friday. 7. NO CHANGE", 63, 5, 7, "unchanged"),
        ("52. 2 days, was saturday. a 7 mate. no different", 52, 2, 7, "unchanged"),
        ("58. about a month on and off. 6-7. bit worse", 58, 30, 7, "worse"),
        ("33. 14 weeks. 3. got better til week 6 then just stopped", 33, 98, 3, "unchanged"),
    ],
)
def test_bare_fragments_go_to_what_they_are(
    reader: Reader, text: str, age: float, days: float, score: float, course: str
) -> None:
    reading = reader.read(text, PAIN)
    assert dict(reading.numbers) == {"age_years": age, "duration_days": days, "pain_score": score}
    assert reading.categories["course"] == course


@pytest.mark.parametrize(
    ("text", "asking", "value"),
    [
        ("14 weeks", "duration_days", 98),
        ("about a month on and off", "duration_days", 30),
        ("6-7", "pain_score", 7),
        ("seven out of ten at worst", "pain_score", 7),
        ("6ish", "pain_score", 6),
        ("0", "pain_score", 0),
        ("dunno, bad", "pain_score", None),
        ("3 days of hell", "pain_score", None),
        ("2 weeks of sheets from the physio", "treatment_weeks", 2),
        ("nothing till now", "treatment_weeks", 0),
        ("nowt", "treatment_weeks", 0),
        ("45", "age_years", 45),
        ("my husband is 45", "duration_days", None),
    ],
)
def test_one_number_asked_alone(
    reader: Reader, text: str, asking: str, value: float | None
) -> None:
    assert reader.read(text, [asking]).numbers.get(asking) == value


@pytest.mark.parametrize(
    ("text", "weeks", "function", "plan"),
    [
        ("couple of ibuprofen. can do walls not ceilings. yeah no probs", None, "limited", "yes"),
        ("nothing. avoiding the spade. I can", 0, "limited", "yes"),
        ("none needed. nothing I can't do. certainly", 0, "normal", "yes"),
        ("physio for 6 weeks. cant work at all. yes", 6, "unable", "yes"),
        ("2 weeks of sheets from the physio. in bed all day. sure", 2, "unable", "yes"),
        ("nothing. struggling but managing. no problem", 0, "limited", "yes"),
        ("no. ok. k", 0, "normal", "yes"),
        ("rub. walk the dog same as ever. I'd manage that", None, "normal", "yes"),
        ("pills. work yes, football no. probably not", None, "limited", "no"),
        ("nowt yet. normal. i live alone and cant get to shops, no", 0, "normal", "no"),
    ],
)
def test_daily_life_is_read_in_the_order_asked(
    reader: Reader, text: str, weeks: float | None, function: str, plan: str
) -> None:
    reading = reader.read(text, LIFE)
    assert reading.numbers.get("treatment_weeks") == weeks
    assert dict(reading.categories) == {"function": function, "can_follow_plan": plan}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("i live alone and cant get to shops, no", "no"),
        ("yes", "yes"),
        ("no bother", "yes"),
        ("not really, no phone", "no"),
        ("I will", "yes"),
        ("nope", "no"),
        ("i doubt it", "no"),
    ],
)
def test_whether_a_plan_can_be_followed(reader: Reader, text: str, value: str) -> None:
    assert reader.read(text, ["can_follow_plan"]).categories == {"can_follow_plan": value}


def test_a_stalled_recovery_is_not_improving_even_unasked(reader: Reader) -> None:
    reading = reader.read("it got better til week 6 then just stopped", ())
    assert reading.categories.get("course") != "improving"


def test_years_that_are_an_age_are_no_duration(reader: Reader) -> None:
    reading = reader.read("30 yrs. 4. no change", ["age_years", "pain_score", "course"])
    assert dict(reading.numbers) == {"age_years": 30, "pain_score": 4}
