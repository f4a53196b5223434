"""How a message is read, by the turn and by Rasa's actions alike."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.bridge.entities import reading_of
from bot.dialogue.buttons import pressed
from bot.dialogue.talk import Talk
from bot.engine.findings import Reading
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts
from bot.nlu.reader import Reader


def read(
    protocol: Protocol,
    scripts: Scripts,
    reader: Reader,
    talk: Talk,
    text: str,
    entities: Iterable[Mapping[str, Any]] = (),
) -> Reading:
    """Return what a message says: a pressed button by the letter, all else as words.

    `entities` are what Rasa's pipeline found; they may add a finding or a doubt.
    """
    asking = talk.interview.asking
    button = pressed(protocol, scripts, asking, text)
    return button or reading_of(protocol, entities, reader.read(text, asking))
