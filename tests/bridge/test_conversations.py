"""The conversations of tests/conversations, played with a trained model: it may not spoil them."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bridge.agent import RasaAgent
from bot.cli.bots import bot_on
from bot.parts import Bot
from bot.testing.conversations import Conversation, conversations, play

WRITTEN = list(conversations(Path(__file__).parents[1] / "conversations"))


@pytest.fixture(scope="module")
def bot(agent: RasaAgent) -> Iterator[Bot]:
    with bot_on(None, rasa=False) as bot:
        yield dataclasses.replace(bot, rasa=agent)


@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one.title)
def test_it_goes_as_it_is_written_with_a_model(bot: Bot, written: Conversation) -> None:
    assert play(bot, written) == []
