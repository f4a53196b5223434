"""The messages of data/messages as the numbers a network learns from."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any

from bot.engine.findings import Status
from bot.nlu.clues import STATUSES, Clues, clues_of
from bot.nlu.figures import KINDS, Figure
from bot.nlu.opinion import UNKNOWN_WORD
from bot.nlu.reader import Reader
from bot.nlu.text import SENTENCE
from bot.testing.bank import ANYTHING, NONE, Labelled
from bot.testing.numbers import close

UNSCORED = -1
"""The label of what may be anything: nothing is learnt from it."""
READ_AT_ONCE = 5_000
"""Messages that one process reads before it tells what it saw."""
SHORT = 25
"""The most words of a message that may become part of a story."""
JOINED = 0.35
"""The share of them that does, in each epoch others."""
PARTS = (2, 3, 4)
LEAST_WORD, LEAST_CONCEPT = 3, 3
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


def clues(reader: Reader, messages: Sequence[Labelled]) -> list[Clues]:
    """Return what the second opinion would see of each message; many are read by all cores."""
    if len(messages) <= READ_AT_ONCE:
        return _seen(messages, reader)
    starts = range(0, len(messages), READ_AT_ONCE)
    parts = [messages[start : start + READ_AT_ONCE] for start in starts]
    with ProcessPoolExecutor(initializer=_learn, initargs=(reader.to_json(),)) as pool:
        return [one for part in pool.map(_seen, parts) for one in part]


_readers: list[Reader] = []
"""The reader of a process that reads messages for another."""


def _learn(learnt: Mapping[str, Any]) -> None:
    _readers.append(Reader.from_json(learnt))


def _seen(messages: Iterable[Labelled], reader: Reader | None = None) -> list[Clues]:
    by = reader or _readers[0]
    return [clues_of(by.hear(one.text, one.asking)) for one in messages]


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


def joined(all_of: Sequence[Example], chance: random.Random) -> list[Example]:
    """Return the examples with a share of the short ones made into longer stories.

    Stories of many sentences are rarer in the lessons than among patients. What is present in
    any part is so of the whole, and what is doubted goes before what is denied.
    """
    short: list[Example] = []
    others: list[Example] = []
    for one in all_of:
        joins = len(one.words) <= SHORT and not any(one.asked) and chance.random() < JOINED
        (short if joins else others).append(one)
    chance.shuffle(short)
    parts = iter(short)
    stories = []
    while some := list(islice(parts, chance.choice(PARTS))):
        stories.append(_story(some))
    return others + stories


def _story(parts: Sequence[Example]) -> Example:
    starts = accumulate((len(one.words) for one in parts), initial=0)
    return Example(
        words=[word for one in parts for word in one.words],
        marks=[mark for one in parts for mark in (one.marks[0] | SENTENCE, *one.marks[1:])],
        concepts=[names for one in parts for names in one.concepts],
        heard=[max(statuses) for statuses in zip(*(one.heard for one in parts), strict=True)],
        asked=parts[0].asked,
        labels=[_of_all(labels) for labels in zip(*(one.labels for one in parts), strict=True)],
        figures=[
            (start + place, kind, own)
            for start, one in zip(starts, parts, strict=False)
            for place, kind, own in one.figures
        ],
    )


def _of_all(labels: Sequence[int]) -> int:
    worst = max(labels)
    present = STATUSES.index(Status.PRESENT)
    return UNSCORED if UNSCORED in labels and worst != present else worst


def batches(all_of: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield the examples in batches of like length."""
    told = sorted(all_of, key=lambda one: len(one.words) * (1 + chance.random() / 8))
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
