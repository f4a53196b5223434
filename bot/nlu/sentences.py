"""The sentences of a message, what concepts stand in each, and what parts their clauses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.nlu.text import CLAUSE, COMMA, SENTENCE, Word

MOST_WORDS = 90
"""A longer run without a full stop is cut, so that the work stays linear in the length."""
COMMA_COUNTS = 2
"""How many words of distance a comma is worth."""
BARRIER = "barrier"
NEGATION = "negation"
FINDING = "finding:"
"""How the names of whole phrases of a finding begin, as in `finding:fever:present`."""
_CALM = frozenset({"normal", "strong", "obey"})
_PLACES = frozenset({"at", "to", "from", "off", "after", "before"})

Hits = Mapping[str, Sequence[tuple[int, int]]]
"""Where each concept stands in one sentence, in order."""


class Hit(NamedTuple):
    """A phrase in the stream of words, and the names of all that it stands for."""

    names: tuple[str, ...]
    start: int
    end: int


@dataclass(eq=False, slots=True)
class Sentence:
    """One sentence's concept hits, and where a frame may not reach across."""

    stream: Sequence[Word] = field(repr=False)
    start: int
    end: int
    hits: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def open_between(self, left: int, right: int, *, over_barriers: bool) -> bool:
        """Say whether nothing parts what ends at `left` from what begins at `right`.

        A negation always does: "numb but not in the groin" is not a numb groin.
        """
        hits = self.hits
        if NEGATION in hits and any(left <= start < right for start, _ in hits[NEGATION]):
            return False
        if over_barriers:
            return True
        if BARRIER in hits and any(start < right and left < end for start, end in hits[BARRIER]):
            return False
        return max(self._marks(left, right)) < CLAUSE

    def distance(self, left: int, right: int) -> int:
        """Return how far apart two places are; a comma parts as much as two words do."""
        return right - left + COMMA_COUNTS * self._marks(left, right).count(COMMA)

    def _marks(self, left: int, right: int) -> list[int]:
        return [word.parted for word in self.stream[left : right + 1]]


def cut(stream: Sequence[Word], hits: Iterable[Hit]) -> list[Sentence]:
    """Cut the stream into sentences and give each its hits."""
    of_place = _sentence_of_each(stream)
    for hit in hits:
        names, start, end = hit
        sentence = of_place[start]
        if end > start + 1:
            names = _unbroken(stream, hit) if end <= sentence.end else ()
        if stream[start].text == "work" and start and stream[start - 1].text in _PLACES:
            names = tuple(n for n in names if n not in _CALM)  # at work nothing "works"
        there, place = sentence.hits, (start, end)
        for name in names:
            if name in there:
                there[name].append(place)
            else:
                there[name] = [place]
    return list(dict.fromkeys(of_place))


def _sentence_of_each(stream: Sequence[Word]) -> list[Sentence]:
    of_place: list[Sentence] = []
    for place, word in enumerate(stream):
        last = of_place[-1] if of_place else None
        if last is None or word.parted == SENTENCE or place - last.start >= MOST_WORDS:
            last = Sentence(stream, place, place)
        last.end = place + 1
        of_place.append(last)
    return of_place


def _unbroken(stream: Sequence[Word], hit: Hit) -> tuple[str, ...]:
    """Return the names of a hit that hold with its marks; a whole phrase may have a comma."""
    mark = max(word.parted for word in stream[hit.start + 1 : hit.end])
    if mark < COMMA:
        return hit.names
    return tuple(n for n in hit.names if n.startswith(FINDING)) if mark < CLAUSE else ()
