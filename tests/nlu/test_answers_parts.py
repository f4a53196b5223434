"""A part of an answer that is read alone: what the whole and the part make of each other."""

from typing import cast

import pytest

from bot.engine.findings import Status
from bot.nlu.clues import Clues
from bot.nlu.limits import TALKING
from bot.nlu.opinion import Estimate, Opinion, Opinions
from bot.nlu.reader import Reader

ASKED = ("motor_weakness", "progressive_numbness", "fever")
TEXT = "Legs are strong. It sings its song. No fever."
"""The middle sentence stands in the place of numbness and says nothing that rules know."""


class Fixed:
    """An opinion on numbness that only knows whether one thing was asked or several."""

    def __init__(self, *, whole: float, part: float) -> None:
        self._present = {True: part, False: whole}

    def of(self, clues: Clues) -> Opinions:
        present = self._present[len(clues.asked) == 1]
        shares = (0.0, 1 - present, 0.0, present)
        return Opinions([Estimate("progressive_numbness", shares, 0)], [])


@pytest.mark.parametrize(
    ("whole", "part", "status"),
    [
        (0.1, 0.05, Status.ABSENT),
        (0.1, 0.9, Status.PRESENT),
        (0.9, 0.05, Status.PRESENT),
    ],
)
def test_a_part_counts_where_the_whole_is_silent(
    reader: Reader, whole: float, part: float, status: Status
) -> None:
    opinion = cast("Opinion", Fixed(whole=whole, part=part))

    read = Reader(reader.lexicon, opinion).read(TEXT, ASKED)

    assert read.findings["progressive_numbness"] is status
    said = [one for one in read.mentions if one.finding == "progressive_numbness"]
    assert all(TEXT[one.start : one.end] == one.evidence for one in said)


@pytest.mark.parametrize(
    ("whole", "part", "status"),
    [(0.25, 0.9, None), (0.7, 0.05, None), (0.05, 0.05, Status.ABSENT)],
)
def test_in_a_conversation_what_part_and_whole_are_at_odds_about_is_asked_again(
    reader: Reader, whole: float, part: float, status: Status | None
) -> None:
    opinion = cast("Opinion", Fixed(whole=whole, part=part))

    read = Reader(reader.lexicon, opinion).read(TEXT, ASKED, TALKING)

    assert read.findings.get("progressive_numbness") is status
