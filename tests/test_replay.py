"""What is on record of an assessment is all that it takes to make it again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot import turn
from bot.cli.bots import bot_on
from bot.exchange.lines import assess_line
from bot.knowledge.loader import load
from bot.parts import Bot
from bot.testing import patient
from bot.testing.conversations import PLAIN
from bot.testing.vignettes import Vignette

PROTOCOL = load().protocol
CALM = Vignette("", "", "", {}, {}, PLAIN, "no", None, None, "en-US", "self")


class Talking:
    """A conversation, every assessment of which is made again from its inputs."""

    def __init__(self, bot: Bot) -> None:
        self.bot, self.count, self.asked = bot, 0, []
        self.id = turn.start(bot, locale="en-US", reporter="self").id

    def say(self, text: str) -> dict[str, Any]:
        self.count += 1
        name = str(self.count)
        given = turn.take_turn(self.bot, self.id, text=text, client_message_id=name)
        self.asked = [id for message in given.messages for id in message["asks"]]
        return self.replayed()

    def answer_until(self, asked: str) -> None:
        while asked not in self.asked:
            self.say(patient.reply(CALM, self.asked))

    def replayed(self) -> dict[str, Any]:
        """Return the assessment on record, as it is made again."""
        with self.bot.store.locked(self.id) as record:
            stored = record.assessment
        assert stored
        assert assess_line(PROTOCOL, stored["inputs"]) == {"id": None, **stored}
        return stored


@pytest.fixture(scope="module")
def bot() -> Iterator[Bot]:
    with bot_on(None, rasa=False) as bot:
        yield bot


def _breaks(_: object) -> None:
    raise ValueError


def replayed_on_findings_alone(stored: dict[str, Any]) -> str:
    inputs = {key: value for key, value in stored["inputs"].items() if "raised" not in key}
    return assess_line(PROTOCOL, inputs)["level"]


def test_a_whole_conversation_turn_by_turn(bot: Bot) -> None:
    talking = Talking(bot)
    talking.say("my lower back has hurt for 5 days, 4 out of 10")
    talking.answer_until("can_follow_plan")
    last = talking.say(patient.reply(CALM, talking.asked))

    assert last["level"] == "self_care"
    assert last["inputs"]["findings"]["saddle_numbness"] == "absent"
    assert last["inputs"]["can_follow_plan"] == "yes"


def test_one_held_up_by_a_question_that_was_left_unanswered(bot: Bot) -> None:
    talking = Talking(bot)
    talking.say("my lower back hurts")
    talking.answer_until("self_harm")
    last = talking.say("stop")

    assert (last["level"], last["raised_by"]) == ("urgent", "unanswered")
    assert replayed_on_findings_alone(last) == "self_care"


def test_one_held_up_by_a_fault_at_the_level_that_was_on_record(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    talking = Talking(bot)
    talking.say("my groin is numb")
    monkeypatch.setattr(turn.dialogue, "from_json", _breaks)
    last = talking.say("hello?")

    assert (last["level"], last["raised_by"]) == ("emergency", "fault")
    assert replayed_on_findings_alone(last) == "urgent"


def test_one_held_up_since_it_got_worse_after_a_closing(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    talking = Talking(bot)
    talking.say("my lower back has hurt for 5 days, 4 out of 10")
    talking.answer_until("can_follow_plan")
    talking.say("yes")
    monkeypatch.setattr("bot.storage.record.Record.closed_for", timedelta(days=2))
    talking.say("hello")
    last = talking.say("it is getting worse")

    assert (last["level"], last["raised_by"]) == ("urgent", "worse")
    assert replayed_on_findings_alone(last) == "self_care"
