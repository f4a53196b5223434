import pytest

from bot.engine.protocol import Protocol
from bot.knowledge.loader import load


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return load().protocol
