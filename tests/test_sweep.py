"""Silence on a real store with time that passes when told to: reminder, closing, call-back."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import turn
from bot.bridge.resources import resources
from bot.parts import Bot, assemble
from bot.storage.store import Store
from bot.storage.values import Transcript
from bot.sweep import Patience, Swept, sweep

HERE = resources()
SAY = HERE.scripts["en-US"].messages
PATIENCE = Patience(remind_after=timedelta(minutes=10), close_after=timedelta(minutes=20))
WELL = ("no", "no", "no", "no", "no", "i am 34, since 3 days, pain is 3, getting better")


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class Visit:
    """A patient, and the minutes that go by."""

    def __init__(self, bot: Bot, clock: Clock, contact: str | None = None) -> None:
        self.bot, self.clock = bot, clock
        self.id = turn.start(bot, locale="en-US", reporter="self", contact=contact).id
        self.said = 0

    def say(self, *texts: str) -> Any:
        for text in texts:
            self.said += 1
            answer = turn.take_turn(self.bot, self.id, text=text, client_message_id=f"{self.said}")
        return answer

    def wait(self, minutes: float) -> Swept:
        self.clock.at += timedelta(minutes=minutes)
        return sweep(self.bot, PATIENCE, now=self.clock.at)

    @property
    def told(self) -> Transcript:
        return self.bot.store.transcript(self.id)

    def since(self, count: int) -> list[str]:
        return [said.text for said in self.told.messages[count:]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot(tmp_path: Path, clock: Clock) -> Iterator[Bot]:
    store = Store(f"sqlite:///{tmp_path / 'backline.sqlite3'}", clock=clock)
    store.migrate()
    yield assemble(HERE, store, today=lambda: clock.at.date())
    store.close()


@pytest.fixture
def visit(bot: Bot, clock: Clock) -> Visit:
    return Visit(bot, clock)


def test_who_is_silent_is_reminded_once_and_asked_the_same_again(visit: Visit) -> None:
    asked = visit.say("my back hurts").messages[-1]
    before = len(visit.told.messages)

    assert visit.wait(11) == Swept(reminded=1)
    assert visit.wait(11) == Swept()

    assert visit.since(before) == [SAY["reminder"], asked["text"]]
    assert visit.told.messages[-1].asks == asked["asks"]
    assert (visit.told.state, visit.told.closing) == ("closing", None)


def test_a_reminder_asks_nothing_a_second_time(visit: Visit, clock: Clock) -> None:
    visit.say("my back hurts")
    visit.wait(11)
    with visit.bot.store.locked(visit.id) as record:
        assert set(record.memory["asked"].values()) == {1}


def test_who_speaks_after_the_reminder_goes_on_as_if_nothing_were(visit: Visit) -> None:
    other = Visit(visit.bot, visit.clock)
    for one in (visit, other):
        one.say("my back hurts")
    visit.wait(5)
    other.say("no")
    visit.wait(6)

    answer = visit.say("no")

    assert answer.state == "open"
    assert answer.messages[-1]["asks"] == other.told.messages[-1].asks


def test_after_the_second_silence_comes_the_whole_closing(visit: Visit) -> None:
    visit.say("my back hurts")
    visit.wait(11)
    before = len(visit.told.messages)

    assert visit.wait(19) == Swept()
    assert visit.wait(2) == Swept(closed=1)
    assert visit.wait(60) == Swept()

    told = visit.told
    kinds = [said.kind for said in told.messages[before:]]
    assert kinds == ["information", "disposition", "information", "safety_net"]
    assert told.messages[before].text == SAY["silence"]
    assert told.messages[-1].text.startswith(SAY["return_precautions"])
    assert told.state == "closed"
    assert told.closing is not None
    assert (told.closing.reason, told.closing.level) == ("silence", "urgent")
    assert visit.bot.store.verify_audit() == []


def test_who_never_said_a_word_is_closed_with_the_precautions_too(visit: Visit) -> None:
    visit.wait(11)
    visit.wait(21)

    assert visit.told.state == "closed"
    assert visit.told.messages[-1].kind == "safety_net"


def test_an_emergency_question_left_open_closes_at_urgent_at_least(visit: Visit) -> None:
    """Everything of the emergency class is settled: only what is being asked could be one."""
    answer = visit.say("my back hurts", *WELL)
    assert "self_harm" in answer.messages[-1]["asks"]
    assert answer.assessment["level"] == "self_care"
    visit.wait(11)
    visit.wait(21)

    told = visit.told
    assert told.closing is not None
    assert told.closing.level == "urgent"
    assert told.assessment is not None
    assert (told.assessment["level"], told.assessment["raised_by"]) == ("urgent", "unanswered")
    assert HERE.scripts["en-US"].dispositions["urgent"].headline in visit.since(0)[-3]
    assert SAY["incomplete"] in visit.since(0)[-3]


def test_a_harmless_question_left_open_raises_nothing(visit: Visit) -> None:
    answer = visit.say("my back hurts", *WELL, "no")
    assert answer.messages[-1]["asks"] == ["function", "can_follow_plan"]
    visit.wait(11)
    visit.wait(21)

    assert visit.told.closing is not None
    assert visit.told.closing.level == "self_care"


def test_who_left_a_contact_in_an_emergency_question_is_queued_for_a_call(
    bot: Bot, clock: Clock
) -> None:
    visit = Visit(bot, clock, contact="555 0100")
    visit.say("my back hurts")
    visit.wait(11)
    before = len(visit.told.messages)
    visit.wait(21)

    (call,) = bot.store.callbacks()
    assert (call.conversation_id, call.contact, call.level) == (visit.id, "555 0100", "urgent")
    assert visit.since(before)[:2] == [SAY["silence"], SAY["call_back"]]


def test_nobody_is_promised_a_call_that_is_not_queued(bot: Bot, clock: Clock) -> None:
    unreachable = Visit(bot, clock)
    unreachable.say("my back hurts")
    harmless = Visit(bot, clock, contact="555 0100")
    harmless.say("my back hurts", *WELL, "no")
    for one in (unreachable, harmless):
        one.wait(11)
        one.wait(21)

    assert bot.store.callbacks() == []
    assert SAY["call_back"] not in unreachable.since(0) + harmless.since(0)


def test_a_message_that_a_crash_left_unanswered_is_answered_by_the_sweep(visit: Visit) -> None:
    visit.bot.store.receive(visit.id, client_message_id="lost", text="my groin is numb")

    assert visit.wait(0.5) == Swept()
    assert visit.wait(1) == Swept(answered=1)

    assert visit.told.closing is not None
    assert visit.told.closing.level == "emergency"
    answer = turn.take_turn(visit.bot, visit.id, text="my groin is numb", client_message_id="lost")
    assert answer.messages[0]["kind"] == "disposition"


def test_one_that_fails_stops_no_other(bot: Bot, clock: Clock) -> None:
    broken, other = Visit(bot, clock), Visit(bot, clock)
    with bot.store.locked(broken.id) as record:
        record.say(dataclasses.replace(_nothing(), memory={"findings": {"fever": "sideways"}}))

    swept = other.wait(11)

    assert other.told.state == "closing"
    assert swept.reminded == 1


def _nothing() -> Any:
    from bot.storage.values import Outcome

    return Outcome([], {})


def test_what_a_sweep_does_is_told_to_the_observer(visit: Visit) -> None:
    told: list[str] = []

    class Noting:
        def closed(self, reason: str) -> None:
            told.append(reason)

    visit.say("my back hurts")
    visit.bot = dataclasses.replace(visit.bot, observer=Noting())  # type: ignore[arg-type]
    visit.wait(11)
    visit.wait(21)

    assert told == ["silence"]
