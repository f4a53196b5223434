"""Wishes put in so many words: stop, a person, why, a scan.

The intent classifier of Rasa's pipeline hears them in any wording. This hears only what the
training data holds word for word, so that the scripted interview, which works without a
model, can still be stopped and asked.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from bot.nlu.rasa_format import TrainingData

WISHES = frozenset(
    {"stop", "ask_person", "ask_why", "ask_scan", "ask_diagnosis", "ask_medicine", "repeat"}
    | {"thanks", "greet", "out_of_scope"}
)
_NOT_WORD = re.compile(r"[^\w]+")


class Wishes:
    """Tells the intent of a message that is, but for case and punctuation, a known example."""

    def __init__(self, intents: Mapping[str, str]) -> None:
        self._intents = intents

    @classmethod
    def learn(cls, folder: Path) -> "Wishes":
        """Return the wishes that the `intent` sections under a folder teach."""
        intents: dict[str, str] = {}
        for file in sorted(folder.rglob("*.yml")):
            content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for section in (content or {}).get("nlu") or ():
                if section.get("intent") in WISHES:
                    data = TrainingData()
                    data.add(section)
                    intents.update((_plain(text), section["intent"]) for text in data.texts)
        return cls(intents)

    def of(self, text: str) -> str | None:
        """Return the intent of a message, or None where it is no wish known by heart."""
        return self._intents.get(_plain(text))


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text.replace("'", "").replace("’", "").lower()).strip()
