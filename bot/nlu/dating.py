"""Whether a word dates what is told: long past, of late, or again now."""

from collections.abc import Sequence

from bot.nlu import assertion_words as bounds
from bot.nlu.text import Word


def is_of_late(stream: Sequence[Word], name: str, place: int) -> bool:
    """Say whether it dates nothing old: "since 2009", or the very day in "july 19 2026"."""
    before = stream[place - 1]
    is_day = before.text.isdigit() and len(before.text) <= 2
    return before.stem == "sinc" or (name == "year_number" and is_day)


def present_again(stream: Sequence[Word], left: int, right: int) -> bool:
    """Say whether the past ends between, as in "two years ago ..., and now ..."."""
    return any(
        word.text in bounds.PRESENT_DAY and (word.parted or stream[place - 1].text == "and")
        for place, word in enumerate(stream[left : right + 1], left)
    )


def is_month(stream: Sequence[Word], place: int) -> bool:
    """Say whether "may" is the month, as in "since may"."""
    before = stream[place - 1].text if place else ""
    after = stream[place + 1].text if place + 1 < len(stream) else ""
    dates = before in bounds.DATING or before.isdigit() or after[:1].isdigit()
    return stream[place].text == "may" and dates
