"""Laws of order: what several sentences say, each says alone, and where it says it."""

import random
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.findings import Status
from tests.nlu.seeds import (
    ANY_SEED,
    SEED,
    Seed,
    read,
    reader,
    seeds,
)

# The order of sentences.


@cache
def pairs() -> Sequence[tuple[Seed, Seed]]:
    chance = random.Random(SEED)
    drawn = [(chance.choice(seeds()), chance.choice(seeds())) for _ in range(400)]
    return [(one, other) for one, other in drawn if one.finding != other.finding]


def test_two_sentences_say_the_same_in_either_order() -> None:
    different = [
        f"{one.text} / {other.text}"
        for one, other in pairs()
        if read(f"{one.text}. {other.text}.") != read(f"{other.text}. {one.text}.")
    ]

    assert len(different) / len(pairs()) <= 0.03, different[:25]


@pytest.mark.parametrize("joint", [". ", "\n", "! ", ". Also ", ". And ", "; "])
def test_two_sentences_say_what_each_says_alone(joint: str) -> None:
    gone = [
        f"{one.text}{joint}{other.text}"
        for one, other in pairs()
        for found in [read(f"{one.text}{joint}{other.text}")]
        if {found.get(one.finding), found.get(other.finding)} != {Status.PRESENT}
    ]

    assert len(gone) / len(pairs()) <= 0.05, gone[:25]


# Whatever is written.


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(ANY_SEED, min_size=1, max_size=4), st.text(max_size=8))
def test_evidence_stands_in_the_message_where_it_says(said: list[Seed], odd: str) -> None:
    text = f"{odd} ".join(seed.text for seed in said) + odd

    for mention in reader().read(text).mentions:
        assert text[mention.start : mention.end] == mention.evidence


@settings(max_examples=100, deadline=None, derandomize=True)
@given(ANY_SEED)
def test_saying_it_twice_says_it_once_more(seed: Seed) -> None:
    assert read(f"{seed.text}. {seed.text}").get(seed.finding) is Status.PRESENT
