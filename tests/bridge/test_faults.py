"""Rasa broken for real: whatever it does, the turn is taken, in time, with the right answer."""

import hashlib
import json
import random
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import actions.triage
from bot import turn
from bot.bridge.actions import InProcessActions
from bot.bridge.agent import RasaAgent
from bot.bridge.answer import RasaFailed
from bot.bridge.loading import load_rasa
from bot.bridge.model import Model
from bot.bridge.resources import Resources
from bot.dialogue.talk import Talk
from bot.parts import Bot, assemble
from bot.storage.store import Store
from bot.storage.values import Answer

LIMIT = 0.5


class Noting:
    """Keeps the names of Rasa's failures."""

    def __init__(self) -> None:
        self.failures: list[str] = []

    def rasa_failed(self, kind: str) -> None:
        self.failures.append(kind)

    def turn(self, level: str) -> None: ...
    def closed(self, reason: str) -> None: ...
    def disagreed(self, about: str) -> None: ...
    def fault(self, kind: str) -> None:
        raise AssertionError(kind)


@pytest.fixture
def noting() -> Noting:
    return Noting()


@pytest.fixture
def bot(here: Resources, agent: RasaAgent, noting: Noting, tmp_path: Path) -> Iterator[Bot]:
    store = Store(f"sqlite:///{tmp_path / 'backline.sqlite3'}")
    store.migrate()
    agent._time_limit, before = LIMIT, agent._time_limit
    today = datetime.now(UTC).date()
    yield assemble(here, store, rasa=agent, observer=noting, today=lambda: today)
    agent._time_limit = before
    assert agent._turning.wait(10), "the loop is to be free for the next test"
    store.close()


def say(bot: Bot, text: str) -> Answer:
    conversation = turn.start(bot, locale="en-US", reporter="self").id
    return turn.take_turn(bot, conversation, text=text, client_message_id="1")


def raising(*_: Any, **__: Any) -> None:
    raise ValueError("Zebrafink")


async def raising_in_rasa(*_: Any, **__: Any) -> None:
    raise ValueError("Zebrafink")


def hanging(*_: Any, **__: Any) -> None:
    time.sleep(3 * LIMIT)


async def silent(*_: Any, **__: Any) -> None:
    return None


async def saying_nothing(*_: Any, **__: Any) -> dict[str, list[Any]]:
    return {"events": [], "responses": []}


async def missing(*_: Any, **__: Any) -> None:
    raise ConnectionError


Break = Callable[[pytest.MonkeyPatch, RasaAgent], None]

BREAKS: dict[str, Break] = {
    "an action raises": lambda patch, _: patch.setattr(actions.triage, "_heard", raising),
    "an action hangs": lambda patch, _: patch.setattr(actions.triage, "_heard", hanging),
    "an action says nothing": lambda patch, _: patch.setattr(
        InProcessActions, "request", saying_nothing
    ),
    "the actions are not to be reached": lambda patch, _: patch.setattr(
        InProcessActions, "request", missing
    ),
    "rasa raises": lambda patch, agent: patch.setattr(
        agent._agent, "handle_message", raising_in_rasa
    ),
    "rasa does nothing": lambda patch, agent: patch.setattr(agent._agent, "handle_message", silent),
    "the pipeline raises": lambda patch, agent: patch.setattr(
        agent._agent.processor, "parse_message", raising_in_rasa
    ),
    "the policies raise": lambda patch, agent: patch.setattr(
        agent._agent.processor, "_predict_next_with_tracker", raising
    ),
}


@pytest.mark.parametrize("text", ["my groin is numb", "my back hurts"])
@pytest.mark.parametrize("cause", BREAKS.values(), ids=BREAKS)
def test_a_broken_rasa_is_left_for_the_script(
    bot: Bot,
    agent: RasaAgent,
    noting: Noting,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    cause: Break,
    text: str,
) -> None:
    right = say(bot, text)
    with monkeypatch.context() as patch:
        cause(patch, agent)
        began = time.monotonic()
        answer = say(bot, text)
        taken = time.monotonic() - began

    assert answer == right
    assert taken < LIMIT + 1
    assert len(noting.failures) == 1
    assert "Zebrafink" not in caplog.text


def test_while_rasa_hangs_nobody_else_waits_for_it(
    agent: RasaAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(actions.triage, "_heard", hanging)
        with pytest.raises(RasaFailed, match="in time"):
            agent.answer("a", "my back hurts", Talk(), [], locale="en-US", time_limit=0.2)
        began = time.monotonic()
        with pytest.raises(RasaFailed, match="held up"):
            agent.answer("b", "my back hurts", Talk(), [], locale="en-US", time_limit=5)
        assert time.monotonic() - began < 0.2

    assert agent._turning.wait(10)
    assert agent.answer("c", "my back hurts", Talk(), [], locale="en-US").outcome.replies


def test_random_conversations_with_rasa_breaking_at_random_end_with_the_advice(
    bot: Bot,
    agent: RasaAgent,
    noting: Noting,
    messages: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing of Rasa's that breaks keeps the closing from being given and recorded."""
    chance, breaks = (
        random.Random(4),
        [cause for name, cause in BREAKS.items() if "hangs" not in name],
    )
    for number in range(10):
        conversation = turn.start(bot, locale="en-US", reporter="self").id
        for text in [*messages[number * 4 : number * 4 + 4], "please stop"]:
            with monkeypatch.context() as patch:
                if chance.random() < 0.4:
                    chance.choice(breaks)(patch, agent)
                answer = turn.take_turn(
                    bot, conversation, text=text, client_message_id=str(uuid.uuid4())
                )
            assert all(message["text"].strip() for message in answer.messages)

        told = bot.store.transcript(conversation)
        assert told.state == "closed"
        assert told.closing is not None
        assert bot.scripts["en-US"].messages["return_precautions"] in told.messages[-1].text
    assert noting.failures


def with_note(file: Path) -> None:
    note = {"model": hashlib.sha256(file.read_bytes()).hexdigest(), "inputs": Model().fingerprint()}
    file.with_name("backline.json").write_text(json.dumps(note))


def test_a_model_that_is_missing_foreign_or_corrupt_leaves_the_script_alone(
    here: Resources, model: Path, tmp_path: Path
) -> None:
    broken = Model(tmp_path)
    found = [load_rasa(here.protocol, broken, time_limit=1)]
    broken.file.parent.mkdir()
    broken.file.write_bytes(model.read_bytes()[:50_000])
    broken.note.write_text(model.with_name("backline.json").read_text())
    found.append(load_rasa(here.protocol, broken, time_limit=1))
    with_note(broken.file)
    found.append(load_rasa(here.protocol, broken, time_limit=1))

    assert found == [(None, "missing"), (None, "foreign"), (None, "failed")]
