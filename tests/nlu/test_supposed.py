import pytest

from bot.bridge.resources import resources

ASKED = ((), ("course",))


def course(text: str, asking: tuple[str, ...]) -> str | None:
    return resources().reader.hear(text, asking).reading.categories.get("course")


@pytest.mark.parametrize("asking", ASKED)
@pytest.mark.parametrize(
    "text",
    [
        "I'll call if it gets worse",
        "if my pain gets any worse I go to A&E",
        "ok, once it is worsening I call",
        "I wait until it gets better",
        "should it change I ring 111",
        "I will be back unless it improves",
    ],
)
def test_how_the_pain_may_go_is_not_how_it_goes(text: str, asking: tuple[str, ...]) -> None:
    assert course(text, asking) is None


@pytest.mark.parametrize("asking", ASKED)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("it is worse", "worse"),
        ("it gets worse when I sit", "worse"),
        ("getting better", "improving"),
        ("I called as you said. It is worse now", "worse"),
        ("If I may say so, it is worse", "worse"),
        ("if anything it's worse", "worse"),
        ("since Monday, when it got worse, I take pills", "worse"),
        ("it is getting worse, I call if it gets any worse", "worse"),
        ("not sure if it's getting worse", "worse"),
    ],
)
def test_what_is_so_counts(text: str, told: str, asking: tuple[str, ...]) -> None:
    assert course(text, asking) == told
