"""Every interruption is taught, ruled and answered, and none is known in one place only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.asides import ANSWERS, INTERRUPTIONS
from bot.dialogue.talk import ENDINGS
from bot.knowledge.scripts import MESSAGES
from bot.nlu.wishes import WISHES

ROOT = Path(__file__).parents[2]


def yaml_of(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def intents_in(step: Any) -> Iterator[str]:
    if isinstance(step, dict):
        yield from ([step["intent"]] if "intent" in step else [])
        for one in step.get("or", ()):
            yield from intents_in(one)


def test_the_wishes_that_the_words_tell_are_those_that_the_dialogue_knows() -> None:
    assert {*INTERRUPTIONS, *ENDINGS} == WISHES


@pytest.mark.parametrize("wish", sorted(WISHES))
def test_every_wish_is_taught_with_many_examples(wish: str) -> None:
    (section,) = yaml_of(f"data/nlu/intents/{wish}.yml")["nlu"]
    examples = {line.lower() for line in section["examples"].splitlines()}

    assert section["intent"] == wish
    assert len(examples) >= 60


def test_every_wish_is_an_intent_of_the_domain() -> None:
    intents = {name for intent in yaml_of("bot/domain/triage.yml")["intents"] for name in intent}

    assert intents >= WISHES


def test_the_rules_answer_every_interruption_before_in_and_after_an_interview() -> None:
    rules = yaml_of("data/rules/triage.yml")["rules"]
    answered = [
        {intent for step in rule["steps"] for intent in intents_in(step)}
        for rule in rules
        if {"action": "action_answer"} in rule["steps"]
    ]

    assert answered == [set(INTERRUPTIONS)] * 3


def test_every_answer_has_a_script() -> None:
    assert set(ANSWERS.values()) <= MESSAGES.keys()
