"""What the second opinion sees of a message: its words, their concepts, what the rules read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.engine.findings import Reading, Status
from bot.nlu.figures import Figure
from bot.nlu.frames import Found
from bot.nlu.sentences import Hit
from bot.nlu.telling import Apart
from bot.nlu.text import Word

STATUSES = (Status.UNKNOWN, Status.ABSENT, Status.UNCERTAIN, Status.PRESENT)
"""The statuses in the order in which the network counts them; unknown is "says nothing"."""
MARKS = 16
"""How many marks there are: strength of the punctuation, question, someone else."""
_QUESTION, _OTHER = 4, 8


@dataclass(frozen=True)
class Heard:
    """A message as the rules have read it, with all they saw on the way."""

    text: str = field(repr=False)
    words: Sequence[Word]
    stream: Sequence[Word]
    hits: Sequence[Hit]
    found: Sequence[Found]
    reading: Reading
    figures: Sequence[Figure] = ()
    asked: Sequence[str] = ()
    """The findings it was asked about."""
    apart: Sequence[Apart] = ()
    """Parts that answer one of several questions by themselves."""
    bare: bool = False
    """Whether it is a plain answer and nothing else."""
    left_open: bool = False
    """Whether it says no and leaves open what words beside that, not understood, may tell."""
    may_deny: frozenset[str] = frozenset()
    """What was asked and this may deny, all of it, in words that the rules do not know."""


class Clues(NamedTuple):
    """A message as names and numbers, one entry a word."""

    words: list[str]
    marks: list[int]
    concepts: list[tuple[str, ...]]
    """What a word may mean; a name may come twice."""
    heard: Mapping[str, Status]
    """By finding: what the rules have read."""
    figures: Sequence[Figure] = ()
    """The numbers that may be the patient's."""
    asked: Sequence[str] = ()
    """The findings it was asked about."""


def clues_of(heard: Heard) -> Clues:
    """Return what the second opinion may judge by."""
    concepts: list[tuple[str, ...]] = [()] * len(heard.words)
    for names, start, end in _named(heard):
        for word in heard.stream[start:end]:
            concepts[word.place] += names
    for figure in heard.figures:
        concepts[figure.place] += (f"figure/{figure.kind}",)
    return Clues(
        [word.text for word in heard.words],
        [word.parted + _QUESTION * word.question + _OTHER * word.other for word in heard.words],
        concepts,
        heard.reading.findings,
        heard.figures,
        heard.asked,
    )


def _named(heard: Heard) -> Iterable[tuple[tuple[str, ...], int, int]]:
    """Yield the concepts and what frames and phrases found."""
    yield from heard.hits
    for one in heard.found:
        yield (f"{one.finding}/{one.role}",), one.start, one.end
