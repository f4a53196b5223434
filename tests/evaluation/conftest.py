import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.engine.protocol import Protocol
from bot.knowledge.loader import load

BANK = Path(__file__).parent.parent.parent / "data" / "evaluation"
HALVES = ("develop", "test")
TOPICS = ("emergency", "systemic", "stories")


class Lines(list[dict[str, Any]]):
    """Lines of the bank that a failing test cannot print."""

    def __repr__(self) -> str:
        return f"<{len(self)} lines>"


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return load().protocol


@pytest.fixture(scope="session")
def lines() -> Callable[[str, str], Lines]:
    """Read one file of the bank. Failures name ids: the words of the test half stay unread."""

    def read(half: str, topic: str) -> Lines:
        text = (BANK / half / f"{topic}.jsonl").read_text(encoding="utf-8")
        return Lines(json.loads(line) for line in text.splitlines())

    return read


@pytest.fixture(scope="session")
def messages(lines: Callable[[str, str], Lines]) -> Lines:
    return Lines(line for half in HALVES for topic in TOPICS for line in lines(half, topic))


@pytest.fixture(scope="session")
def patients(lines: Callable[[str, str], Lines]) -> Lines:
    return Lines(line for half in HALVES for line in lines(half, "patients"))
