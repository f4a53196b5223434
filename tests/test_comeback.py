"""Coming back to a closed conversation, hours or weeks later, on a real store."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import turn
from bot.bridge.resources import resources
from bot.parts import Bot, assemble
from bot.storage.store import Store

HERE = resources()
SCRIPTS = HERE.scripts["en-US"]
SAY = SCRIPTS.messages
INTERVIEW = (
    "my lower back aches since i lifted a box, no other trouble at all",
    *("no",) * 20,
)
ABOUT_ME = "i am 34, it began 10 days ago, pain is 3 out of 10, getting better, i can follow a plan"


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class Visit:
    def __init__(self, bot: Bot, clock: Clock) -> None:
        self.bot, self.clock, self.count = bot, clock, 0
        self.id = turn.start(bot, locale="en-US", reporter="self").id

    def say(self, text: str, *, after: timedelta = timedelta(minutes=1)) -> Any:
        self.clock.at += after
        self.count += 1
        return turn.take_turn(self.bot, self.id, text=text, client_message_id=str(self.count))


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    clock = Clock()
    store = Store(f"sqlite:///{tmp_path / 'backline.sqlite3'}", clock=clock)
    store.migrate()
    yield Visit(assemble(HERE, store, today=lambda: clock.at.date()), clock)
    store.close()


@pytest.fixture
def closed(visit: Visit) -> Visit:
    """A patient sent home with self-care."""
    answer = visit.say(INTERVIEW[0])
    for _ in range(20):
        if answer.state == "closed":
            break
        numbers = {"age_years", "duration_days", "pain_score", "course"} & {
            *answer.messages[-1]["asks"]
        }
        categories = {"function", "can_follow_plan"} & {*answer.messages[-1]["asks"]}
        answer = visit.say(
            ABOUT_ME if numbers else "as normal, and yes i can" if categories else "no"
        )
    assert (answer.state, answer.assessment["level"]) == ("closed", "self_care")
    return visit


def kinds(answer: Any) -> list[str]:
    return [message["kind"] for message in answer.messages]


def test_the_next_day_any_word_is_met_with_has_anything_changed(closed: Visit) -> None:
    answer = closed.say("hm", after=timedelta(days=1))

    assert answer.state == "open"
    assert answer.messages[-1]["asks"] == ["course"]
    assert answer.messages[-1]["text"].startswith(SAY["welcome_back"])
    assert [button["title"] for button in answer.messages[-1]["buttons"]] == list(
        SCRIPTS.items["course"].choices.values()
    )


@pytest.mark.parametrize("hello", ["hi", "hello"])
def test_so_is_a_greeting_at_once(closed: Visit, hello: str) -> None:
    assert closed.say(hello).messages[-1]["text"].startswith(SAY["welcome_back"])


@pytest.mark.parametrize("word", ["ok", "yes", "I will do that", "got it"])
def test_a_word_about_the_closing_opens_nothing_and_repeats_the_short_advice(
    closed: Visit, word: str
) -> None:
    answer = closed.say(word)

    assert (answer.state, answer.messages[-1]["text"]) == ("closed", SAY["after_closing"])
    assert len(answer.messages) == 1


@pytest.mark.parametrize(
    "plan", ["I will call the doctor if it gets worse", "once it gets worse i go to the ER"]
)
def test_what_they_will_do_if_it_gets_worse_is_no_news(closed: Visit, plan: str) -> None:
    answer = closed.say(plan)

    assert answer.state == "closed"
    assert answer.assessment["level"] == "self_care"


def test_nothing_changed_gives_the_same_advice_and_says_so(closed: Visit) -> None:
    closed.say("hello again", after=timedelta(days=1))
    answer = closed.say("no")

    assert answer.state == "closed"
    assert answer.messages[0]["text"] == SAY["changed_same"]
    assert kinds(answer)[1:] == ["disposition", "information", "safety_net"]


@pytest.mark.parametrize("after", [timedelta(minutes=2), timedelta(days=1)])
def test_worse_goes_up_and_says_so(closed: Visit, after: timedelta) -> None:
    answer = closed.say("it is much worse now", after=after)

    assert answer.state == "closed"
    assert answer.assessment["level"] == "urgent"
    assert answer.messages[0]["text"] == SAY["changed_worse"]
    assert SAY["got_worse"] in answer.messages[1]["text"]
    assert SCRIPTS.dispositions["urgent"].headline in answer.messages[1]["text"]
    assert SAY["incomplete"] not in answer.messages[1]["text"]


def test_worse_by_its_button_goes_up_too(closed: Visit) -> None:
    asked = closed.say("hello again", after=timedelta(days=2))
    answer = closed.say(asked.messages[-1]["buttons"][-1]["text"])

    assert answer.assessment["level"] == "urgent"


def test_an_emergency_needs_no_question_first(closed: Visit) -> None:
    answer = closed.say("hi, since today my groin is numb", after=timedelta(days=1))

    assert answer.assessment["level"] == "emergency"
    assert answer.messages[0]["text"] == SAY["changed_worse"]
    assert answer.state == "closed"


def test_no_improvement_by_six_weeks_is_seen_by_a_doctor(closed: Visit) -> None:
    closed.say("hello", after=timedelta(days=33))
    asked = closed.say("about the same")
    answer = closed.say("2 weeks")

    assert asked.messages[-1]["asks"] == ["treatment_weeks"]
    assert answer.assessment["level"] == "soon"
    assert answer.assessment["rules"] == ["N2"]
    assert answer.messages[0]["text"] == SAY["changed_worse"]
    assert SCRIPTS.reasons["N2"] in answer.messages[1]["text"]


def test_better_after_worse_says_that_there_is_less_of_a_rush(closed: Visit) -> None:
    closed.say("it is much worse now", after=timedelta(days=1))
    answer = closed.say("it is getting better now", after=timedelta(days=5))

    assert answer.assessment["level"] == "self_care"
    assert answer.messages[0]["text"] == SAY["changed_better"]


def test_days_are_counted_once_however_often_somebody_writes(closed: Visit) -> None:
    closed.say("hello", after=timedelta(days=20))
    closed.say("about the same")
    closed.say("thanks")
    closed.say("thanks", after=timedelta(days=3))
    closed.say("about the same")

    with closed.bot.store.locked(closed.id) as record:
        assert record.memory["numbers"]["duration_days"] == 33


def test_stopping_again_on_return_stops(closed: Visit) -> None:
    answer = closed.say("please stop", after=timedelta(days=1))

    assert answer.state == "closed"
    assert answer.messages[0]["text"] == SAY["stopped"]


def test_who_was_closed_early_goes_on_where_the_interview_was(visit: Visit) -> None:
    asked = visit.say("my back hurts").messages[-1]["asks"]
    visit.say("stop")
    visit.say("hello again", after=timedelta(days=1))
    answer = visit.say("about the same")

    assert answer.state == "open"
    assert set(answer.messages[-1]["asks"]) <= set(asked)


def test_worse_and_gone_again_still_goes_up_and_says_so(closed: Visit) -> None:
    closed.say("hello", after=timedelta(days=1))
    with closed.bot.store.locked(closed.id) as record:
        assert record.memory["reviewing"]
    answer = closed.say("it is worse, and I want to talk to a nurse")

    assert answer.assessment["level"] == "urgent"
    assert SAY["changed_worse"] in [message["text"] for message in answer.messages]


def test_everything_about_it_is_on_record(closed: Visit) -> None:
    closed.say("it is much worse now", after=timedelta(days=1))

    told = closed.bot.store.transcript(closed.id)
    assert told.closing is not None
    assert told.closing.level == "urgent"
    assert told.assessment is not None
    assert told.assessment["raised_by"] == "worse"
    assert closed.bot.store.verify_audit() == []
