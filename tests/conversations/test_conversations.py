"""The conversations of this folder, played to the whole bot without a model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.bots import bot_on
from bot.parts import Bot
from bot.testing.conversations import Conversation, conversations, play

HERE = Path(__file__).parent
WRITTEN = list(conversations(HERE))


@pytest.fixture(scope="module")
def bot() -> Iterator[Bot]:
    with bot_on(None, rasa=False) as bot:
        yield bot


@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one.title)
def test_it_goes_as_it_is_written(bot: Bot, written: Conversation) -> None:
    assert play(bot, written) == []
