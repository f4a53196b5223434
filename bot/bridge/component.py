"""Our reader as a component of Rasa's pipeline: trained, persisted and loaded like any other."""

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.bridge.entities import to_entity
from bot.bridge.hearing import GUESSED
from bot.bridge.resources import opinion
from bot.bridge.training import plain
from bot.nlu.lexicon import Lexicon
from bot.nlu.limits import TALKING
from bot.nlu.reader import Reader

FILE = "reader.json"

NOT_WITH_FINDINGS = frozenset(
    {
        "about_headache",
        "about_pet",
        "abuse",
        "affirm",
        "confused",
        "deny",
        "greet",
        "nlu_fallback",
        "nonsense",
        "other_language",
        "out_of_scope",
        "repeat",
        "stop",
        "thanks",
        "unsure",
    }
)
"""Intents that a message about a finding cannot have: it informs, whatever else it says."""

NAMING = frozenset({"about_headache", "about_pet", "confused"})
"""Of them those that words of their own tell: a doubt of the opinion alone leaves them be."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FindingReader(GraphComponent, EntityExtractorMixin):
    """Adds mentions as entities, each with its assertion and evidence span."""

    def __init__(self, storage: ModelStorage, resource: Resource, reader: Reader | None) -> None:
        self._storage = storage
        self._resource = resource
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FindingReader":
        """Return a component that has learned nothing yet."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "FindingReader":
        """Return the component that `train` persisted."""
        with model_storage.read_from(resource) as folder:
            learnt = json.loads((folder / FILE).read_text(encoding="utf-8"))
            reader = Reader.from_json(learnt, opinion())
        return cls(model_storage, resource, reader)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the lexicon from Rasa's training data and persist it in the model."""
        self._reader = Reader(Lexicon(plain(training_data)))
        with self._storage.write_to(self._resource) as folder:
            content = json.dumps(self._reader.to_json(), ensure_ascii=False)
            (folder / FILE).write_text(content, encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Return the data as it is: later components learn nothing from mentions."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the mentions of each message."""
        for message in messages:
            text = message.get(TEXT)
            if self._reader is None or not text:
                continue
            by_rules = self._reader.hear(text)
            mentions = self._reader.weighed(by_rules, limits=TALKING).mentions
            entities = self.add_extractor_name([to_entity(mention) for mention in mentions])
            message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
            read = by_rules.reading.mentions
            if any(mention.status.counts for mention in read):
                _inform(message, NOT_WITH_FINDINGS)
            elif any(mention.status.counts for mention in mentions):
                _inform(message, NOT_WITH_FINDINGS - NAMING)
            elif read:
                _inform(message, GUESSED - {"confused"})
        return messages


def _inform(message: Message, instead_of: frozenset[str]) -> None:
    intent = message.get(INTENT) or {}
    if intent.get(INTENT_NAME_KEY) in instead_of:
        message.set(INTENT, {**intent, INTENT_NAME_KEY: "inform"}, add_to_output=True)
