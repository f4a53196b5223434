"""Answers to whole questions, made of answers to one thing each: patients give them in a row.

"No feels normal. Works fine. No to the rest" answers five things by their order. Of such rows
the lessons have few; of answers to one thing they have many, and a row is what they make.
"""

import random
from collections.abc import Mapping, Sequence

from bot.engine.findings import Status
from bot.testing.bank import ANYTHING, NONE, Labelled

ROWS = 10_000
"""How many are made."""
LONGEST = 16
"""The most words of an answer in a row."""
PARTS = (2, 2, 3, 3, 4)
DENIED = 0.75
"""The share of denials in a row; of a question of five things few people have two."""
ENDED = 0.8
"""The share of rows that end in words about what they have not named."""
ENDS = (
    "no to the rest",
    "no to the rest",
    "no to the others",
    "none of the others",
    "nothing else",
    "rest no",
    "the rest is no",
    "other things no",
)
_MARKS = (". ", ". ", ". ", "\n", ", ")
_WORST_FIRST = (Status.PRESENT.value, Status.UNCERTAIN.value, Status.ABSENT.value)


def rows(
    messages: Sequence[Labelled],
    questions: Sequence[Sequence[str]],
    chance: random.Random,
    how_many: int = ROWS,
) -> list[Labelled]:
    """Return answers to questions about several findings, in the order of asking.

    Each part is an answer to one of the findings from `messages`; what is told in any part is
    so of the whole, and what an end such as "no to the rest" speaks of is denied.
    """
    of = _by_finding(messages)
    asked = [some for some in questions if sum(id in of for id in some) > 1]
    return [_row(chance.choice(asked), of, chance) for _ in range(how_many)] if asked else []


def _by_finding(messages: Sequence[Labelled]) -> dict[str, dict[bool, list[Labelled]]]:
    """Return the short answers to one finding, by whether they deny it."""
    of: dict[str, dict[bool, list[Labelled]]] = {}
    for one in messages:
        if len(one.asking) == 1 and one.text.strip() and len(one.text.split()) <= LONGEST:
            (id,) = one.asking
            denies = one.label(id) == Status.ABSENT.value
            of.setdefault(id, {True: [], False: []})[denies].append(one)
    return of


def _row(
    asked: Sequence[str], of: Mapping[str, Mapping[bool, list[Labelled]]], chance: random.Random
) -> Labelled:
    known = [id for id in asked if id in of]
    told = sorted(chance.sample(known, min(chance.choice(PARTS), len(known))), key=asked.index)
    parts = []
    for id in told:
        answers = of[id][chance.random() < DENIED] or of[id][True] or of[id][False]
        parts.append(chance.choice(answers))
    said = [one.text.strip().rstrip(".,") for one in parts]
    rest = [id for id in asked if id not in told]
    denied = rest if chance.random() < ENDED else []
    if denied:
        said.append(chance.choice(ENDS))
    findings = {id: _of_all([one.label(id) for one in parts]) for id in _told_of(parts)}
    unsure = {
        id
        for one in parts
        for id, accepted in one.also_accept.items()
        if accepted | {one.label(id)} == ANYTHING and findings.get(id) != _WORST_FIRST[0]
    }
    findings |= {id: Status.ABSENT.value for id in denied if id not in findings}
    return Labelled(
        id="-".join(one.id for one in parts),
        text=chance.choice(_MARKS).join(said),
        asking=tuple(asked),
        findings=findings,
        numbers={id: number for one in parts for id, number in one.numbers.items()},
        also_accept=dict.fromkeys(unsure, ANYTHING),
        min_disposition=None,
    )


def _told_of(parts: Sequence[Labelled]) -> list[str]:
    return sorted({id for one in parts for id in one.findings})


def _of_all(labels: Sequence[str]) -> str:
    return next((label for label in _WORST_FIRST if label in labels), NONE)
