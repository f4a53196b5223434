import pytest

from bot.nlu.supposed import supposes


@pytest.mark.parametrize(
    "text",
    [
        "I will call the doctor if it gets worse",
        "if my pain gets any worse I go to A&E",
        "ok, once it is worsening I call",
        "I wait until it gets better",
        "should it change I ring 111",
    ],
)
def test_what_may_come_is_only_supposed(text: str) -> None:
    assert supposes(text)


@pytest.mark.parametrize(
    "text",
    [
        "it is worse",
        "it got much worse when I sit",
        "getting better",
        "I called as you said. It is worse now.",
        "If I may say so. It is worse.",
    ],
)
def test_what_is_so_is_not(text: str) -> None:
    assert not supposes(text)
