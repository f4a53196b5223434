"""A message as the clauses that answers come in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.engine.findings import Mention, Status
from bot.nlu.text import COMMA, SENTENCE, Word, word_set

MOST_CLAUSES = 40
"""A message with more is a story, not an answer."""
TURNS = word_set("but though although however except")
_DENIES = word_set("no not never nor neither without none nothing")
_BOTH = ["yes", "and", "no"]
_LAST_BUT_ONE = ["last", "but", "one"]
_LIST_MARKS = frozenset(":-=?")


@dataclass(frozen=True)
class Clause:
    """A run of words between marks or conjunctions, and what was read in it."""

    words: tuple[Word, ...]
    start: int
    end: int
    sentence: int
    mark: str
    """The mark in front of it."""
    mentions: tuple[Mention, ...] = ()

    @property
    def texts(self) -> list[str]:
        """Return its words as read."""
        return [word.text for word in self.words]

    def after(self, start: int) -> "Clause":
        """Return it without the words before a place."""
        return replace(self, words=self.words[start - self.start :], start=start)

    @property
    def named(self) -> bool:
        """Say whether its mark makes it the answer to the words before: "bladder: fine"."""
        return self.mark[:1] in _LIST_MARKS if self.mark else False

    @property
    def claims(self) -> bool:
        """Say whether something that it states or doubts was read in it."""
        return any(mention.status is not Status.ABSENT for mention in self.mentions)


def clauses_of(words: Sequence[Word], mentions: Iterable[Mention]) -> list[Clause]:
    """Cut a message at its marks, at "but", and at an "and" that joins two statements."""
    read = list(mentions)
    cuts = [place for place in range(1, len(words)) if _cut_before(words, place)]
    bounds = [0, *cuts, len(words)]
    clauses: list[Clause] = []
    sentence = 0
    for start, end in pairwise(bounds):
        if start == end or len(clauses) == MOST_CLAUSES:
            break
        sentence += start > 0 and words[start].parted == SENTENCE
        inside = tuple(words[start:end])
        clauses.append(
            Clause(inside, start, end, sentence, words[start].mark, _within(inside, read))
        )
    return clauses


def _cut_before(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.parted >= COMMA or (word.text in TURNS and _around(words, place) != _LAST_BUT_ONE):
        return True
    if word.mark == "/" and not (word.text.isdigit() or words[place - 1].text.isdigit()):
        return True
    if word.text != "and" or _around(words, place) == _BOTH:
        return False
    return not (_denied_list(words, place) or _names_two(words, place))


def _around(words: Sequence[Word], place: int) -> list[str]:
    return [word.text for word in words[place - 1 : place + 2]]


def _denied_list(words: Sequence[Word], place: int) -> bool:
    """Say whether "and" goes on with a denial, as in "no numbness and tingling"."""
    before = place - 1
    while before > 0 and not words[before].parted and words[before].text not in TURNS:
        before -= 1
    return any(word.text in _DENIES for word in words[before:place])


def _names_two(words: Sequence[Word], place: int) -> bool:
    """Say whether "and" joins two names at the start of a clause: "face and arms fine"."""
    return place == 1 or any(word.parted >= COMMA for word in words[place - 1 : place])


def _within(words: Sequence[Word], mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    start, end = words[0].start, words[-1].end
    return tuple(one for one in mentions if one.start < end and start < one.end)
