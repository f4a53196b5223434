import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bridge.agent import RasaAgent
from bot.bridge.model import ROOT, Model
from bot.bridge.resources import Resources, resources
from bot.nlu.rasa_format import read_folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.filterwarnings("ignore"))


@pytest.fixture(scope="session")
def model() -> Path:
    """The project's own model, trained now unless a fresh one is there."""
    if Model().state() != "fresh":
        train = "from bot.bridge.model import Model; Model().train()"
        command = [sys.executable, "-W", "ignore", "-c", train]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
    return Model().file


@pytest.fixture(scope="session")
def agent(model: Path) -> Iterator[RasaAgent]:
    agent = RasaAgent.load(model, resources().protocol)
    yield agent
    agent.close()


@pytest.fixture(scope="session")
def here() -> Resources:
    return resources()


@pytest.fixture(scope="session")
def messages() -> list[str]:
    """What patients say, in an order that is random and always the same."""
    texts = read_folder(ROOT / "data" / "nlu").texts
    return random.Random(7).sample(texts, len(texts))
