"""What the actions and the pipeline component need, made once per process at first use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.engine.protocol import Protocol
from bot.knowledge import loader
from bot.knowledge.scripts import Scripts
from bot.nlu.reader import Reader
from bot.nlu.wishes import Wishes

NLU_DATA = Path(__file__).parent.parent.parent / "data" / "nlu"


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
    return Resources(
        knowledge.protocol, knowledge.scripts, Reader.learn(NLU_DATA), Wishes.learn(NLU_DATA)
    )
