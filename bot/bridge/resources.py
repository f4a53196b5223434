"""What the actions and the pipeline component need, made once per process at first use."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

from bot.engine.protocol import Protocol
from bot.knowledge import loader
from bot.knowledge.scripts import Scripts
from bot.nlu.opinion import Opinion
from bot.nlu.reader import Reader
from bot.nlu.wishes import Wishes

ROOT = Path(__file__).parent.parent.parent
NLU_DATA = ROOT / "data" / "nlu"
OPINION = ROOT / "models" / "opinion.npz"
"""Where bot/learning keeps the network of the second opinion."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Resources:
    """The protocol, its scripts by locale, and what hears words: the reader and the wishes."""

    protocol: Protocol
    scripts: Mapping[str, Scripts]
    reader: Reader
    wishes: Wishes


@cache
def resources() -> Resources:
    """Return the resources, loading them the first time."""
    knowledge = loader.load()
    reader, wishes = Reader.learn(NLU_DATA, opinion()), Wishes.learn(NLU_DATA)
    return Resources(knowledge.protocol, knowledge.scripts, reader, wishes)


@cache
def opinion() -> Opinion | None:
    """Return the second opinion, or None where none has been taught or its file is broken."""
    if not OPINION.exists():
        return None
    try:
        return Opinion.load(OPINION)
    except (OSError, KeyError, ValueError, BadZipFile) as fault:
        log.warning("no second opinion (%s); the rules read alone", type(fault).__name__)
        return None
