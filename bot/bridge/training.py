"""Rasa's training data as the plain values the reader learns from."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_ROLE,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    TEXT,
)
from rasa.shared.nlu.training_data.training_data import TrainingData as RasaData

from bot.nlu.rasa_format import Annotated, TrainingData


def plain(data: RasaData) -> TrainingData:
    """Return the same phrases, texts, lookups, synonyms and regexes without Rasa's classes."""
    return TrainingData(
        phrases=[
            Annotated(
                message.get(TEXT)[entity[ENTITY_ATTRIBUTE_START] : entity[ENTITY_ATTRIBUTE_END]],
                entity[ENTITY_ATTRIBUTE_TYPE],
                entity.get(ENTITY_ATTRIBUTE_ROLE) or "present",
            )
            for message in data.entity_examples
            for entity in message.get(ENTITIES)
        ],
        texts=[message.get(TEXT) for message in data.intent_examples],
        lookups=_joined((table["name"], _elements(table)) for table in data.lookup_tables),
        synonyms=dict(data.entity_synonyms),
        regexes=_joined((regex["name"], [regex["pattern"]]) for regex in data.regex_features),
    )


def _elements(table: Mapping[str, Any]) -> list[str]:
    elements = table["elements"]
    if isinstance(elements, str):  # the path of a file with one element a line
        return Path(elements).read_text(encoding="utf-8").split("\n")
    return list(elements)


def _joined(parts: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    joined: dict[str, list[str]] = {}
    for name, items in parts:
        joined.setdefault(name, []).extend(items)
    return joined
