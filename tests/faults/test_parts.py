"""A part that breaks: Rasa, the reader, what is remembered, the making of the record."""

import dataclasses
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import turn
from bot.bridge.answer import RasaAnswer
from bot.bridge.resources import resources
from bot.dialogue.closing import Reason
from bot.dialogue.replies import Kind, Reply
from bot.dialogue.talk import Talk, respond
from bot.nlu.clues import Heard
from bot.parts import Bot, assemble
from bot.storage.store import Store
from bot.storage.values import Answer, Outcome

HERE = resources()
SAY = HERE.scripts["en-US"].messages
TODAY = date(2026, 3, 1)


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    store = Store(f"sqlite:///{tmp_path / 'backline.sqlite3'}")
    store.migrate()
    yield assemble(HERE, store, today=lambda: TODAY)
    store.close()


def begin(bot: Bot) -> str:
    return turn.start(bot, locale="en-US", reporter="self").id


def say(bot: Bot, conversation: str, text: str, name: str = "1") -> Answer:
    return turn.take_turn(bot, conversation, text=text, client_message_id=name)


def remember(bot: Bot, conversation: str, memory: Any, **more: Any) -> None:
    with bot.store.locked(conversation) as record:
        record.say(Outcome([], memory, **more))


class Rasa:
    """Does with the right answer whatever it is told."""

    def __init__(self, spoil: Callable[[RasaAnswer], RasaAnswer]) -> None:
        self.spoil = spoil

    def answer(self, _: str, text: str, talk: Talk, __: Any, *, locale: str) -> RasaAnswer:
        reading = HERE.reader.read(text, talk.interview.asking)
        right = respond(HERE.protocol, HERE.scripts[locale], talk, reading, today=TODAY)
        return self.spoil(RasaAnswer(right, None, (), ()))

    def close(self) -> None: ...


def raises(error: Exception) -> Callable[[RasaAnswer], RasaAnswer]:
    def spoil(_: RasaAnswer) -> RasaAnswer:
        raise error

    return spoil


def saying(*replies: Reply) -> Callable[[RasaAnswer], RasaAnswer]:
    def spoil(right: RasaAnswer) -> RasaAnswer:
        outcome = dataclasses.replace(right.outcome, replies=replies)
        return dataclasses.replace(right, outcome=outcome)

    return spoil


def without_the_safety_net(right: RasaAnswer) -> RasaAnswer:
    kept = [reply for reply in right.outcome.replies if reply.kind is not Kind.SAFETY_NET]
    return saying(*kept)(right)


SPOILS = {
    "raises what nobody expected": raises(ZeroDivisionError()),
    "is a loop that was closed": raises(RuntimeError("Event loop is closed")),
    "answers nothing": saying(),
    "answers an empty text": saying(Reply("  ", Kind.INFORMATION)),
    "closes without the safety net": without_the_safety_net,
}


@pytest.mark.parametrize("text", ["my groin is numb", "my back hurts"])
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_rasa(bot: Bot, spoil: Callable[[RasaAnswer], RasaAnswer], text: str) -> None:
    alone = say(bot, begin(bot), text)

    together = say(dataclasses.replace(bot, rasa=Rasa(spoil)), begin(bot), text)

    assert together == alone
    assert all(message["text"].strip() for message in together.messages)


def test_the_words_of_a_patient_are_in_no_log(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    bot = dataclasses.replace(bot, rasa=Rasa(raises(ValueError("my Zebrafink hurts"))))
    say(bot, begin(bot), "my Zebrafink hurts")

    class Broken:
        def hear(self, text: str, *_: Any) -> Heard:
            raise ValueError(text)

    say(dataclasses.replace(bot, reader=Broken()), begin(bot), "my Zebrafink hurts")  # type: ignore[arg-type]

    assert "Rasa failed (ValueError)" in caplog.text
    assert "a turn failed with ValueError" in caplog.text
    assert "Zebrafink" not in caplog.text


BROKEN_MEMORIES = {
    "a status there is not": {"findings": {"fever": "sideways"}},
    "a level there is not": {"closed_at": "purple"},
    "of the wrong kind": {"findings": []},
    "an evidence without words": {"findings": {"saddle_numbness": "present"}, "evidence": 3},
}


@pytest.mark.parametrize("memory", BROKEN_MEMORIES.values(), ids=BROKEN_MEMORIES)
@pytest.mark.parametrize("level", ["self_care", "urgent", "emergency"])
def test_what_is_remembered(bot: Bot, memory: Any, level: str) -> None:
    conversation = begin(bot)
    protocol = {"version": "1", "sha256": "0" * 64}
    known = {"level": level, "complete": True, "rules": [], "protocol": protocol}
    remember(bot, conversation, memory, assessment=known)

    answer = say(bot, conversation, "hello?")

    told = bot.store.transcript(conversation)
    assert answer.state == "closed"
    assert answer.messages[0]["text"] == SAY["failed"]
    assert answer.messages[-1]["text"].startswith(SAY["return_precautions"])
    assert told.closing is not None
    assert told.closing.reason == "fault"
    assert told.closing.level == ("emergency" if level == "emergency" else "urgent")
    assert say(bot, conversation, "my groin is numb", "2").assessment["level"] == "emergency"  # type: ignore[index]


def test_words_that_could_not_be_read_may_have_been_an_emergency(bot: Bot) -> None:
    conversation = begin(bot)
    settled = dict.fromkeys(HERE.protocol.findings, "absent")
    remember(bot, conversation, {"findings": settled, "numbers": {"age_years": 30}})

    class Broken:
        def hear(self, *_: Any) -> Heard:
            raise RuntimeError

    answer = say(dataclasses.replace(bot, reader=Broken()), conversation, "i cant feel my groin")  # type: ignore[arg-type]

    assert answer.assessment is not None
    assert (answer.assessment["level"], answer.assessment["raised_by"]) == ("urgent", "fault")
    assert HERE.scripts["en-US"].dispositions["urgent"].headline in answer.messages[1]["text"]


def test_the_record_of_a_turn(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks while a turn is written down breaks no second time for the closing."""
    to_record = turn.to_record
    calls = []

    def broken(*words: Any) -> Outcome:
        calls.append(words)
        raise KeyError("asks")

    monkeypatch.setattr(turn, "to_record", broken)
    conversation = begin(bot)
    answer = say(bot, conversation, "my back hurts")
    monkeypatch.setattr(turn, "to_record", to_record)

    assert len(calls) == 1
    assert answer.state == "closed"
    told = bot.store.transcript(conversation).closing
    assert told is not None
    assert told.reason == Reason.FAULT


def test_leaving_with_a_broken_memory(bot: Bot) -> None:
    conversation = begin(bot)
    remember(bot, conversation, {"findings": []})

    answer = turn.stop(bot, conversation)

    assert answer.state == "closed"
    assert answer.messages[-1]["kind"] == "safety_net"


def test_a_locale_that_was_taken_away(bot: Bot) -> None:
    conversation = begin(bot)
    fewer = {"en-GB": HERE.scripts["en-GB"]}

    answer = say(dataclasses.replace(bot, scripts=fewer), conversation, "my back hurts")

    assert answer.state == "closed"
    assert "999" in answer.messages[-1]["text"]


def test_all_of_it_takes_little_time(bot: Bot) -> None:
    began = time.monotonic()
    remember(bot, conversation := begin(bot), {"findings": []})
    say(bot, conversation, "hello?")

    assert time.monotonic() - began < 5
