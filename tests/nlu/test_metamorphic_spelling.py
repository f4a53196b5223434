"""Laws of spelling: how a word is written must not change what is read."""

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from bot.bridge.resources import resources
from bot.engine.findings import Status
from tests.nlu.seeds import (
    CONTRACTED,
    SEED,
    Change,
    Seed,
    hold,
    protocol,
    read,
    reader,
    seeds,
    shortened,
    stated,
)


def read_with_opinion(text: str) -> dict[str, Status]:
    """Read as patients are read: by the rules and the second opinion together."""
    return resources().reader.read(text).findings


@cache
def grave() -> Sequence[Seed]:
    return [seed for seed in seeds() if seed.finding in protocol().emergency_class]


FULL: Mapping[str, str] = {
    "can't": "cannot",
    "don't": "do not",
    "won't": "will not",
    "doesn't": "does not",
    "isn't": "is not",
    "haven't": "have not",
    "didn't": "did not",
    "couldn't": "could not",
}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda word: FULL[word], id="cannot"),
        pytest.param(lambda word: word.replace("'", ""), id="cant"),
        pytest.param(lambda word: word.replace("'", "\u2019"), id="curly"),
    ],
)
def test_contractions_are_read_however_they_are_written(change: Change) -> None:
    hold(shortened(), lambda seed: rewritten(seed.text, change), least=0.98)


def spaced(word: str) -> str:
    return word.replace("'", " ")


def rewritten(text: str, change: Change) -> str:
    return " ".join(change(word) if word in CONTRACTED else word for word in text.split())


def test_contractions_are_read_with_a_space_for_the_apostrophe() -> None:
    # "can t pee" is what some telephones make of "can't pee".
    hold(shortened(), lambda seed: rewritten(seed.text, spaced), least=0.98)


# One typing mistake in a word that is not short.


LONG = 5
"""Letters from which on a word can be recognised with one of them wrong."""


@cache
def english() -> frozenset[str]:
    return frozenset(reader().lexicon.data.lookups["english"])


def mistyped(text: str, chance: random.Random) -> str:
    """Swap, drop, double or replace one letter of one long word; the first letter stays."""
    words = [match for match in re.finditer(r"[A-Za-z]+", text) if len(match[0]) >= LONG]
    if not words:
        return text
    word = chance.choice(words)
    place = chance.randrange(1, len(word[0]) - 1)
    before, at, after = word[0][:place], word[0][place], word[0][place + 1 :]
    wrong = chance.choice(
        [
            before + after[:1] + at + after[1:],
            before + after,
            before + at + at + after,
            before + chance.choice("aeinrst") + after,
        ]
    )
    return text[: word.start()] + wrong + text[word.end() :]


def misspelt(text: str, chance: random.Random) -> str:
    """Make a mistake that leaves no English word: "pans were wet" is nobody's to mend."""
    own = set(re.findall(r"[a-z]+", text.lower()))
    for _ in range(20):
        wrong = mistyped(text, chance)
        if not (set(re.findall(r"[a-z]+", wrong.lower())) - own) & english():
            return wrong
    return text


def test_one_misspelling_seldom_hides_an_emergency() -> None:
    chance = random.Random(SEED)

    hold([*grave()] * 4, lambda seed: misspelt(seed.text, chance), least=0.98)


def test_one_typing_mistake_that_may_make_another_word_seldom_hides_an_emergency() -> None:
    chance = random.Random(SEED)
    told = stated(grave(), read_with_opinion)

    assert len(told) > 0.9 * len(grave())
    hold(told * 4, lambda seed: mistyped(seed.text, chance), 0.97, read_with_opinion)


def test_one_typing_mistake_seldom_hides_anything() -> None:
    chance = random.Random(SEED + 1)

    hold([*seeds()] * 2, lambda seed: mistyped(seed.text, chance), least=0.955)


def test_a_typing_mistake_seldom_turns_an_emergency_into_its_denial() -> None:
    chance = random.Random(SEED + 2)
    changed = [(seed, mistyped(seed.text, chance)) for seed in [*grave()] * 4]
    denied = [text for s, text in changed if read(text).get(s.finding) is Status.ABSENT]

    assert len(denied) / len(changed) <= 0.005, denied
