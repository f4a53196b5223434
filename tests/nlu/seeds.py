"""Seeds of laws: annotated sentences of data/nlu that are read as their annotation says.

In the spirit of CheckList (Ribeiro 2020, ACL). Laws over them say nothing of recall: only that
what is read stays read. Where a law is a share, the share that holds today is its threshold;
a law that falls short of what we want says so where it stands.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from hypothesis import strategies as st

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


@cache
def seeds() -> Sequence[Seed]:
    files = sorted((DATA / "findings").glob("*.yml"))
    return [seed for file in files for seed in seeds_of(file)]


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


def stated(of: Iterable[Seed], read: Read) -> list[Seed]:
    """Return the seeds whose finding this reader too takes for present, unchanged."""
    return [seed for seed in of if read(seed.text).get(seed.finding) is Status.PRESENT]


def hold(
    of: Sequence[Seed], change: Callable[[Seed], str], least: float, read: Read = read
) -> None:
    """Assert that the share of findings kept is at least so much, and say what it is."""
    gone = lost(of, change, read)
    kept = 1 - len(gone) / len(of)
    assert kept >= least, f"kept {kept:.4f} of {len(of)}, lost: " + "; ".join(gone[:25])


# Contractions.


CONTRACTED = ("can't", "don't", "won't", "doesn't", "isn't", "haven't", "didn't", "couldn't")


@cache
def shortened() -> Sequence[Seed]:
    return [seed for seed in seeds() if set(CONTRACTED) & set(seed.text.split())]
