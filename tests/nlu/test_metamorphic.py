"""Laws of form: how a message is written must not change what is read in it.

In the spirit of CheckList (Ribeiro 2020, ACL). The seeds are annotated sentences of data/nlu
that the reader reads as their annotation says, so these laws say nothing of recall: only that
what is read stays read. Where a law is a share, the share that holds today is its threshold;
a law that falls short of what we want says so where it stands.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bridge.resources import resources
from bot.engine.findings import Status
from bot.engine.protocol import Protocol
from bot.knowledge.loader import load
from bot.nlu.rasa_format import annotations
from bot.nlu.reader import Reader

DATA = Path(__file__).parent.parent.parent / "data" / "nlu"
SEED = 20260206
EACH, EACH_GRAVE = 12, 40
"""Seeds of a finding, and of one of the emergency class."""

_MARKS = re.compile(r"\[([^\]]+)\](?:\([^)]+\)|\{[^}]+\})")


@dataclass(frozen=True)
class Seed:
    text: str
    finding: str


@cache
def reader() -> Reader:
    return Reader.learn(DATA)


@cache
def protocol() -> Protocol:
    return load().protocol


def read(text: str) -> dict[str, Status]:
    return reader().read(text).findings


def read_with_opinion(text: str) -> dict[str, Status]:
    """Read as patients are read: by the rules and the second opinion together."""
    return resources().reader.read(text).findings


Read = Callable[[str], dict[str, Status]]


def seeds_of(file: Path) -> list[Seed]:
    """Return the sentences of a file that state its finding and are read so."""
    sections = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    lines = [
        line.strip()[2:]
        for section in sections
        if "intent" in section
        for line in section["examples"].splitlines()
    ]
    finding = file.stem
    stated = [
        _MARKS.sub(r"\1", line)
        for line in lines
        if [(one.finding, one.role) for one in annotations(line)] == [(finding, "present")]
    ]
    kept = [Seed(text, finding) for text in stated if read(text).get(finding) is Status.PRESENT]
    most = EACH_GRAVE if finding in protocol().emergency_class else EACH
    return kept[:: max(1, len(kept) // most)][:most]


_RELATIVE = re.compile(
    r"\b(?:mum|mom|dad|gran|nan|grandad|husband|hubby|wife|partner|son|daughter|he|she)\b"
)


@cache
def seeds() -> Sequence[Seed]:
    files = sorted((DATA / "findings").glob("*.yml"))
    return [seed for file in files for seed in seeds_of(file)]


@cache
def grave() -> Sequence[Seed]:
    return [seed for seed in seeds() if seed.finding in protocol().emergency_class]


@cache
def of_oneself() -> Sequence[Seed]:
    return [seed for seed in seeds() if not _RELATIVE.search(seed.text.lower())]


ANY_SEED = st.deferred(lambda: st.sampled_from(seeds()))

Change = Callable[[str], str]


def lost(of: Sequence[Seed], change: Callable[[Seed], str], read: Read = read) -> list[str]:
    """Return the changed messages in which the finding of the seed is no longer present."""
    changed = [(seed, change(seed)) for seed in of]
    return [
        f"{seed.finding}: {text}"
        for seed, text in changed
        if read(text).get(seed.finding) is not Status.PRESENT
    ]


def hold(
    of: Sequence[Seed], change: Callable[[Seed], str], least: float, read: Read = read
) -> None:
    """Assert that the share of findings kept is at least so much, and say what it is."""
    gone = lost(of, change, read)
    kept = 1 - len(gone) / len(of)
    assert kept >= least, f"kept {kept:.4f} of {len(of)}, lost: " + "; ".join(gone[:25])


def test_the_seeds_are_many_and_of_every_finding() -> None:
    assert len(seeds()) >= 400
    assert len(shortened()) >= 40
    assert {seed.finding for seed in seeds()} == set(protocol().findings)


# Casing: nothing may change at all.


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, str.swapcase])
def test_capitals_change_nothing(change: Change) -> None:
    assert [s.text for s in seeds() if read(change(s.text)) != read(s.text)] == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ANY_SEED, st.randoms(use_true_random=False))
def test_capitals_anywhere_change_nothing(seed: Seed, chance: random.Random) -> None:
    mixed = "".join(c.upper() if chance.random() < 0.5 else c.lower() for c in seed.text)

    assert read(mixed) == read(seed.text)


# Marks and spaces.


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text + ".", id="full stop"),
        pytest.param(lambda text: text + "!!", id="exclamation"),
        pytest.param(lambda text: text + "...", id="dots"),
        pytest.param(lambda text: text + " :(", id="face"),
        pytest.param(lambda text: f"  {text}\n", id="spaces around"),
        pytest.param(lambda text: text.replace(" ", "  "), id="double spaces"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param(lambda text: text.replace("'", "\u2019"), id="curly apostrophes"),
        pytest.param(lambda text: text.replace("'", "\u00b4"), id="acute accents"),
        pytest.param(lambda text: text.replace(",", " ,"), id="spaced commas"),
        pytest.param(lambda text: f'"{text}"', id="quoted"),
        pytest.param(lambda text: f"- {text}", id="listed"),
    ],
)
def test_marks_and_spaces_keep_what_is_read(change: Change) -> None:
    hold(seeds(), lambda seed: change(seed.text), least=0.995)


def test_backticks_for_apostrophes_keep_what_is_read() -> None:
    # Falls short: 0.995 is wanted. A backtick is read as an apostrophe only beside a letter
    # that is not ASCII, so that "can`t" mostly loses its denial.
    hold(seeds(), lambda seed: seed.text.replace("'", "`"), least=0.85)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ANY_SEED, st.text(alphabet=" .!\n\t", max_size=6))
def test_marks_at_the_end_keep_what_is_read(seed: Seed, tail: str) -> None:
    assert read(seed.text + tail).get(seed.finding) is Status.PRESENT


# Words that say nothing.


@pytest.mark.parametrize(
    "frame",
    [
        "hello, {}",
        "so yeah {}",
        "um {}",
        "to be honest {}",
        "well basically {}",
        "{} to be honest",
        "{} really",
        "{} you know",
        "{}, thanks",
        "Hi there. {}. What should I do now",
        "Sorry to bother you. {}",
    ],
)
def test_fillers_around_keep_what_is_read(frame: str) -> None:
    hold(seeds(), lambda seed: frame.format(seed.text), least=0.985)


@pytest.mark.parametrize(
    ("filler", "least"),
    [
        ("um", 0.97),
        ("erm", 0.97),
        # Falls short: 0.97 is wanted. "Like" may also compare, and counts as a word.
        ("like", 0.80),
    ],
)
def test_a_filler_between_two_words_keeps_what_is_read(filler: str, least: float) -> None:
    chance = random.Random(SEED)

    def change(seed: Seed) -> str:
        words = seed.text.split()
        place = chance.randint(1, len(words))
        return " ".join([*words[:place], filler, *words[place:]])

    hold(seeds(), change, least)


def test_a_harmless_sentence_before_or_after_keeps_what_is_read() -> None:
    # After "my back hurts" the trouble of a husband is no longer the patient's.
    hold(of_oneself(), lambda seed: f"My back hurts. {seed.text}", least=0.985)
    hold(seeds(), lambda seed: f"The back pain is bad. {seed.text}", least=0.98)
    hold(seeds(), lambda seed: f"{seed.text}. The weather is nice today.", least=0.985)


# Contractions.

CONTRACTED = ("can't", "don't", "won't", "doesn't", "isn't", "haven't", "didn't", "couldn't")
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


@cache
def shortened() -> Sequence[Seed]:
    return [seed for seed in seeds() if set(CONTRACTED) & set(seed.text.split())]


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

    hold([*grave()] * 4, lambda seed: mistyped(seed.text, chance), 0.97, read_with_opinion)


def test_one_typing_mistake_seldom_hides_anything() -> None:
    chance = random.Random(SEED + 1)

    hold([*seeds()] * 2, lambda seed: mistyped(seed.text, chance), least=0.955)


def test_a_typing_mistake_seldom_turns_an_emergency_into_its_denial() -> None:
    chance = random.Random(SEED + 2)
    changed = [(seed, mistyped(seed.text, chance)) for seed in [*grave()] * 4]
    denied = [text for s, text in changed if read(text).get(s.finding) is Status.ABSENT]

    assert len(denied) / len(changed) <= 0.005, denied


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
