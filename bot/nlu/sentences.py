"""The sentences of a message, what concepts stand in each, and what parts their clauses."""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    """A concept or phrase in the stream of words."""

    name: str
    start: int
    end: int


@dataclass(eq=False)
class Sentence:
    """One sentence's concept hits, and where a frame may not reach across."""

    start: int
    end: int
    hits: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _words: list[int] = field(default_factory=list)
    _marks: list[int] = field(default_factory=list)
    _commas: list[int] = field(default_factory=list)
    _negations: list[int] = field(default_factory=list)

    def open_between(self, left: int, right: int, *, over_barriers: bool) -> bool:
        """Say whether nothing parts what ends at `left` from what begins at `right`.

        A negation always does: "numb but not in the groin" is not a numb groin.
        """
        first, last = left - self.start, right - self.start
        if self._negations[last] != self._negations[first]:
            return False
        return over_barriers or (
            self._words[last] == self._words[first] and self._marks[last] == self._marks[first - 1]
        )

    def distance(self, left: int, right: int) -> int:
        """Return how far apart two places are; a comma parts as much as two words do."""
        first, last = left - self.start, right - self.start
        return right - left + COMMA_COUNTS * (self._commas[last] - self._commas[first - 1])

    def note_barriers(
        self, stream: Sequence[Word], barriers: Collection[int], denials: Collection[int]
    ) -> None:
        """Count what parts clauses: barrier words before each place, strong marks up to it."""
        words = marks = commas = negations = 0
        for place in range(self.start, self.end):
            marks += stream[place].parted >= CLAUSE
            commas += stream[place].parted == COMMA
            self._words.append(words)
            self._marks.append(marks)
            self._commas.append(commas)
            self._negations.append(negations)
            words += place in barriers
            negations += place in denials
        self._words.append(words)
        self._negations.append(negations)
        self._marks.append(marks)


def cut(stream: Sequence[Word], hits: Iterable[Hit]) -> list[Sentence]:
    """Cut the stream into sentences and give each its hits."""
    of_place = _sentence_of_each(stream)
    barriers: set[int] = set()
    denials: set[int] = set()
    for hit in hits:
        name, start, end = hit
        sentence = of_place[start]
        if end > start + 1 and (end > sentence.end or _broken(stream, hit)):
            continue
        if name in _CALM and _is_workplace(stream, hit):
            continue
        sentence.hits.setdefault(name, []).append((start, end))
        if name == BARRIER:
            barriers.update(range(start, end))
        elif name == NEGATION:
            denials.add(start)
    sentences = list(dict.fromkeys(of_place))
    for sentence in sentences:
        for places in sentence.hits.values():
            places.sort()
        sentence.note_barriers(stream, barriers, denials)
    return sentences


def _sentence_of_each(stream: Sequence[Word]) -> list[Sentence]:
    of_place: list[Sentence] = []
    for place, word in enumerate(stream):
        last = of_place[-1] if of_place else None
        if last is None or word.parted == SENTENCE or place - last.start >= MOST_WORDS:
            last = Sentence(place, place)
        last.end = place + 1
        of_place.append(last)
    return of_place


def _is_workplace(stream: Sequence[Word], hit: Hit) -> bool:
    """Say whether a word of calm is "at work", where nothing is said to work."""
    before = stream[hit.start - 1].text if hit.start else ""
    return stream[hit.start].text == "work" and before in _PLACES


def _broken(stream: Sequence[Word], hit: Hit) -> bool:
    """Say whether a mark stands inside a hit; a whole phrase may hold a comma."""
    least = CLAUSE if hit.name.startswith(FINDING) else COMMA
    return any(stream[place].parted >= least for place in range(hit.start + 1, hit.end))
