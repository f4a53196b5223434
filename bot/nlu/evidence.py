"""The words that a finding of the second opinion is shown with."""

from collections.abc import Sequence

from bot.engine.findings import Mention, Status
from bot.nlu.clues import Heard
from bot.nlu.opinion import Estimate
from bot.nlu.text import COMMA, Word

MOST_AROUND = 6
"""Words of a clause to each side of the strongest one that are shown as evidence."""


def mention_of(heard: Heard, estimate: Estimate, status: Status | None) -> Mention:
    """Return a mention with the clause around the strongest word, of a denial all, as evidence."""
    assert status, "the opinion only adds"
    first, last = 0, len(heard.words) - 1
    if status is not Status.ABSENT:
        first, last = _clause(heard.words, estimate.place)
    start, end = heard.words[first].start, heard.words[last].end
    return Mention(estimate.finding, status, start, end, heard.text[start:end])


def _clause(words: Sequence[Word], place: int) -> tuple[int, int]:
    first = last = place
    while first and place - first < MOST_AROUND and words[first].parted < COMMA:
        first -= 1
    while last + 1 < len(words) and last - place < MOST_AROUND and words[last + 1].parted < COMMA:
        last += 1
    return first, last
