"""The whole story of a message, with a real store and a Rasa that does as it is told."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import turn
from bot.bridge.answer import RasaAnswer, RasaFailed
from bot.bridge.resources import resources
from bot.dialogue import talk as dialogue
from bot.dialogue.closing import Reason
from bot.dialogue.talk import Talk
from bot.engine.findings import Reading
from bot.nlu.clues import Heard
from bot.parts import Bot, Unobserved, assemble
from bot.storage.errors import UnknownConversation
from bot.storage.store import Store

TODAY = date(2026, 3, 1)
HERE = resources()
SAY = HERE.scripts["en-US"].messages


class Noting:
    """An observer that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, ...]] = []

    def turn(self, level: str) -> None:
        self.told.append(("turn", level))

    def closed(self, reason: str) -> None:
        self.told.append(("closed", reason))

    def rasa_failed(self, kind: str) -> None:
        self.told.append(("rasa failed", kind))

    def disagreed(self, about: str) -> None:
        self.told.append(("disagreed", about))

    def fault(self, kind: str) -> None:
        self.told.append(("fault", kind))


class BrokenRasa:
    def answer(self, *_: Any, **__: Any) -> RasaAnswer:
        raise RasaFailed("no answer in time") from TimeoutError()


class DeafRasa:
    """Hears nothing in any message, and stops when it is told to."""

    def __init__(self, wish: str | None = None) -> None:
        self.wish = wish

    def answer(self, _: str, __: str, talk: Talk, ___: Any, *, locale: str) -> RasaAnswer:
        scripts = HERE.scripts[locale]
        given = dialogue.respond(
            HERE.protocol, scripts, talk, Reading(), today=TODAY, wish=self.wish
        )
        return RasaAnswer(given, None, (), ())


class BrokenReader:
    def hear(self, *_: Any) -> Heard:
        raise RuntimeError


@pytest.fixture
def noting() -> Noting:
    return Noting()


@pytest.fixture
def bot(tmp_path: Path, noting: Noting) -> Iterator[Bot]:
    store = Store(f"sqlite:///{tmp_path / 'backline.sqlite3'}")
    store.migrate()
    yield assemble(HERE, store, observer=noting, today=lambda: TODAY)
    store.close()


def begin(bot: Bot) -> str:
    return turn.start(bot, locale="en-US", reporter="self").id


def say(bot: Bot, conversation: str, text: str, name: str = "1") -> Any:
    return turn.take_turn(bot, conversation, text=text, client_message_id=name)


def test_a_turn_is_noted_once_however_often_it_is_asked_for(bot: Bot, noting: Noting) -> None:
    conversation = begin(bot)
    first = say(bot, conversation, "my groin is numb")

    assert say(bot, conversation, "my groin is numb") == first
    assert noting.told == [("turn", "emergency"), ("closed", "finished")]


def test_a_rasa_that_fails_is_noted_by_the_name_of_its_cause(bot: Bot, noting: Noting) -> None:
    bot = dataclasses.replace(bot, rasa=BrokenRasa())

    answer = say(bot, begin(bot), "my groin is numb")

    assert answer.state == "closed"
    assert noting.told[0] == ("rasa failed", "TimeoutError")


@pytest.mark.parametrize(
    ("text", "wish", "about"),
    [
        ("my back hurts and i am 34", None, "knowledge"),
        ("my groin is numb", None, "closing"),
        ("my back hurts", "stop", "closing"),
    ],
)
def test_a_rasa_that_knows_less_is_left_for_the_script_and_noted(
    bot: Bot, noting: Noting, text: str, wish: str | None, about: str
) -> None:
    alone = say(bot, begin(bot), text)

    together = say(dataclasses.replace(bot, rasa=DeafRasa(wish)), conversation := begin(bot), text)

    assert together == alone
    assert ("disagreed", about) in noting.told
    assert bot.store.transcript(conversation).state == alone.state


def test_a_fault_is_noted_and_closes_with_the_precautions(bot: Bot, noting: Noting) -> None:
    bot = dataclasses.replace(bot, reader=BrokenReader())

    answer = say(bot, begin(bot), "my back hurts")

    assert answer.messages[-1]["kind"] == "safety_net"
    assert noting.told[0] == ("fault", "RuntimeError")
    assert noting.told[-1] == ("closed", "fault")


def test_who_leaves_is_closed_as_stopped_with_the_precautions_on_record(
    bot: Bot, noting: Noting
) -> None:
    conversation = begin(bot)
    say(bot, conversation, "my back hurts")

    leaving = turn.stop(bot, conversation)

    kept = bot.store.transcript(conversation)
    assert leaving.messages[0]["text"] == SAY["stopped"]
    assert leaving.messages[-1]["text"].startswith(SAY["return_precautions"])
    assert (leaving.state, kept.state) == ("closed", "closed")
    assert kept.closing is not None
    assert kept.closing.reason == Reason.STOPPED
    assert [said.text for said in kept.messages if said.direction == "in"] == ["my back hurts"]
    assert [said.text for said in kept.messages][-len(leaving.messages) :] == [
        message["text"] for message in leaving.messages
    ]
    assert leaving.assessment == kept.assessment
    assert noting.told[1:] == [("closed", "stopped")]
    assert bot.store.verify_audit() == []


def test_who_leaves_after_the_closing_is_not_closed_again(bot: Bot, noting: Noting) -> None:
    conversation = begin(bot)
    said = say(bot, conversation, "my groin is numb")
    before = bot.store.transcript(conversation)

    leaving = turn.stop(bot, conversation)

    assert (leaving.messages, leaving.state) == ([], "closed")
    assert leaving.assessment == said.assessment
    assert bot.store.transcript(conversation) == before
    assert noting.told == [("turn", "emergency"), ("closed", "finished")]


def test_who_leaves_hears_first_what_a_crash_left_unanswered(bot: Bot, noting: Noting) -> None:
    conversation = begin(bot)
    bot.store.receive(conversation, client_message_id="lost", text="my groin is numb")

    leaving = turn.stop(bot, conversation)

    assert leaving.messages[0]["kind"] == "disposition"
    assert leaving.assessment
    assert leaving.assessment["level"] == "emergency"
    assert noting.told == [("turn", "emergency"), ("closed", "finished")]


def test_something_new_after_leaving_opens_it_again(bot: Bot) -> None:
    conversation = begin(bot)
    turn.stop(bot, conversation)

    answer = say(bot, conversation, "now my groin is numb")

    assert answer.assessment["level"] == "emergency"
    assert answer.messages[0]["text"] == SAY["changed_worse"]


def test_an_erased_conversation_cannot_be_left(bot: Bot) -> None:
    conversation = begin(bot)
    bot.store.erase(conversation)

    with pytest.raises(UnknownConversation):
        turn.stop(bot, conversation)


def test_without_an_observer_nothing_is_missed(bot: Bot) -> None:
    plain = dataclasses.replace(bot, observer=Unobserved(), rasa=BrokenRasa())

    assert say(plain, begin(plain), "my groin is numb").state == "closed"
