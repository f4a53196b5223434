"""Numbers that a message puts right itself."""

import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "asked", "name", "value"),
    [
        ("im 52, no hang on i had my birthday, 53", (), "age_years", 53),
        ("back pain is an 8, nah lets be honest its a 5", (), "pain_score", 5),
        ("had this pain 3 months. sorry no, 3 weeks", (), "duration_days", 21),
        ("i said 3 months i meant 3 weeks", ("duration_days",), "duration_days", 21),
        ("not 3 weeks, its 3 months", ("duration_days",), "duration_days", 90),
        ("its 34", ("age_years",), "age_years", 34),
        ("I am 45 and I mean it", (), "age_years", 45),
        ("pain 7 out of 10. No sorry, no fever", (), "pain_score", 7),
    ],
)
def test_the_right_one_counts(
    reader: Reader, text: str, asked: tuple[str, ...], name: str, value: float
) -> None:
    assert reader.read(text, asked).numbers.get(name) == value
