"""The conversations of this folder, played to the whole bot without a model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.bots import bot_on
from bot.dialogue.asides import ANSWERS
from bot.knowledge.loader import load
from bot.parts import Bot
from bot.testing.conversations import Conversation, conversations, play

HERE = Path(__file__).parent
WRITTEN = list(conversations(HERE))
EXPECTED = [step["bot"] for one in WRITTEN for step in one.turns if "bot" in step]
SAID = {
    key
    for bot in EXPECTED
    for says in [bot.get("says", [])]
    for key in ([says] if isinstance(says, str) else says)
}


@pytest.fixture(scope="module")
def bot() -> Iterator[Bot]:
    with bot_on(None, rasa=False) as bot:
        yield bot


@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one.title)
def test_it_goes_as_it_is_written(bot: Bot, written: Conversation) -> None:
    assert play(bot, written) == []


def test_there_are_many_and_none_is_written_twice() -> None:
    assert len(WRITTEN) >= 120
    assert len({one.title for one in WRITTEN}) == len(WRITTEN)


def test_every_rule_is_met_in_one() -> None:
    rules = {rule.id for rule in load().protocol.rules}

    assert {rule for one in WRITTEN for rule in one.rules} == rules


def test_every_interruption_is_answered_in_one() -> None:
    assert set(ANSWERS.values()) <= SAID


def test_every_way_of_asking_again_and_of_ending_is_met_in_one() -> None:
    again = {"again", "which", "clarify", "clarify_some", "retract", "conflict", "not_understood"}
    assert {*again, "noted"} <= SAID
    assert {bot.get("closes") for bot in EXPECTED} >= {"finished", "stopped", "handoff"}
    assert {one.level for one in WRITTEN} == {"emergency", "urgent", "soon", "self_care"}
