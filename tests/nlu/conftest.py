from pathlib import Path

import pytest

from bot.nlu.reader import Reader

DATA = Path(__file__).parents[2] / "data" / "nlu"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.learn(DATA)
