"""The messages of data/messages as the numbers a network learns from."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.engine.findings import Status
from bot.nlu.clues import STATUSES, Clues, clues_of
from bot.nlu.figures import KINDS, Figure
from bot.nlu.opinion import UNKNOWN_WORD
from bot.nlu.reader import Reader
from bot.testing.bank import ANYTHING, NONE, Labelled
from bot.testing.numbers import close

UNSCORED = -1
"""The label of what may be anything: nothing is learnt from it."""
LEAST_WORD, LEAST_CONCEPT = 2, 3
"""How often a word or concept must occur to be learnt."""


@dataclass(frozen=True)
class Vocabulary:
    """The words and concepts that have a vector, and the findings in their order."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """One message in numbers: rows of words and concepts, marks, what was heard, labels."""

    words: list[int]
    marks: list[int]
    concepts: list[list[int]]
    heard: list[int]
    asked: list[int]
    """Of each finding 1 where it was asked about, else 0."""
    labels: list[int]
    figures: list[tuple[int, int, bool]]
    """Of each number: its word, its kind, and whether it is the patient's own."""


def clues(reader: Reader, messages: Iterable[Labelled]) -> list[Clues]:
    """Return what the second opinion would see of each message."""
    return [clues_of(reader.hear(one.text, one.asking)) for one in messages]


def vocabulary(seen: Iterable[Clues], findings: Sequence[str]) -> Vocabulary:
    """Return what occurs often enough to be learnt, most frequent first.

    The literal words of frames are left out: they are words already.
    """
    words: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    for one in seen:
        words.update(set(one.words))
        concepts.update({name for names in one.concepts for name in names if name[0] != "="})
    return Vocabulary(
        tuple(word for word, times in _frequent(words) if times >= LEAST_WORD),
        tuple(name for name, times in _frequent(concepts) if times >= LEAST_CONCEPT),
        tuple(findings),
    )


def examples(
    vocabulary: Vocabulary, messages: Iterable[Labelled], seen: Iterable[Clues]
) -> list[Example]:
    """Return the messages in numbers; those without a word are left out."""
    words = {word: row for row, word in enumerate(vocabulary.words, UNKNOWN_WORD + 1)}
    concepts = {name: row for row, name in enumerate(vocabulary.concepts)}
    return [
        Example(
            words=[words.get(word, UNKNOWN_WORD) for word in one.words],
            marks=one.marks,
            concepts=[
                [concepts[name] for name in dict.fromkeys(names) if name in concepts]
                for names in one.concepts
            ],
            heard=[_status(one.heard.get(id)) for id in vocabulary.findings],
            asked=[int(id in one.asked) for id in vocabulary.findings],
            labels=[_label(message, id) for id in vocabulary.findings],
            figures=[(f.place, KINDS.index(f.kind), _own(message, f)) for f in one.figures],
        )
        for message, one in zip(messages, seen, strict=True)
        if one.words
    ]


def batches(all_of: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield the examples in batches of like length."""
    told = sorted(all_of, key=lambda one: len(one.words) + 8 * chance.random())
    starts = list(range(0, len(told), size))
    chance.shuffle(starts)
    for start in starts:
        yield list(islice(told, start, start + size))


def _status(status: Status | None) -> int:
    return STATUSES.index(status) if status else 0


def _label(message: Labelled, finding: str) -> int:
    if message.accepted(finding) == ANYTHING:
        return UNSCORED
    label = message.label(finding)
    return 0 if label == NONE else STATUSES.index(Status(label))


def _own(message: Labelled, figure: Figure) -> bool:
    given = message.numbers.get(figure.kind)
    return given is not None and close(figure.kind, given, figure.value)


def _frequent(count: Counter[str]) -> list[tuple[str, int]]:
    """Return names and counts, most frequent first; alike ones by name, for the same result."""
    return sorted(count.items(), key=lambda item: (-item[1], item[0]))
