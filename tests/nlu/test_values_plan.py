"""Whether a plan can be followed, in the many ways to say so."""

import pytest

from bot.bridge.resources import resources

ASKED = "can_follow_plan"


@pytest.mark.parametrize("before", ["", "most things, but slower. "])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("should be able to", "yes"),
        ("not a problem", "yes"),
        ("shouldn't be a problem", "yes"),
        ("I reckon so", "yes"),
        ("I don't see why not", "yes"),
        ("probably", "yes"),
        ("my neighbour would help", "yes"),
        ("I can't do much but yes I'll follow it", "yes"),
        ("i cant work but yeah i can folow it", "yes"),
        ("yes but I can't follow it", "no"),
        ("probably not", "no"),
        ("I don't think so", "no"),
        ("not on my own", "no"),
        ("we struggle to get anywhere", "no"),
        ("hard with the kids", "no"),
        ("I'm stuck out here with no signal", "no"),
    ],
)
def test_a_plan_can_be_followed_or_not(before: str, text: str, told: str) -> None:
    asking = ("function", ASKED) if before else (ASKED,)

    assert resources().reader.hear(before + text, asking).reading.categories[ASKED] == told
