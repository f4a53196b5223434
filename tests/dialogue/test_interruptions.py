"""What interrupts the interview, and what it is answered with."""

import pytest

from bot.dialogue.asides import ANSWERS, INTERRUPTIONS
from bot.dialogue.closing import Reason
from bot.dialogue.replies import Kind
from bot.dialogue.talk import (
    Talk,
)
from bot.engine.findings import Reading
from bot.engine.protocol import Level
from tests.dialogue.talks import KNOWLEDGE, after, says


@pytest.mark.parametrize("wish", sorted(INTERRUPTIONS - {"confused", "crisis"}))
def test_an_interruption_is_answered_and_the_same_question_comes_again(wish: str) -> None:
    first = after(Talk(), Reading())

    again = after(first.talk, Reading(), wish)

    assert again.replies[0].kind is Kind.INFORMATION
    assert again.replies[-1] == first.replies[-1]
    assert again.talk.interview.asked == first.talk.interview.asked


@pytest.mark.parametrize("wish", sorted(set(ANSWERS)))
def test_an_interruption_is_answered_in_the_words_of_its_script(wish: str) -> None:
    first = after(Talk(), Reading())

    outcome = after(first.talk, Reading(), wish)

    assert outcome.replies[0].text == KNOWLEDGE.scripts["en-US"].messages[ANSWERS[wish]]


@pytest.mark.parametrize("wish", sorted(INTERRUPTIONS))
def test_words_taken_for_an_interruption_cannot_go_round_for_ever(wish: str) -> None:
    outcome = after(Talk(), Reading())
    for _ in range(120):
        if outcome.closing:
            break
        outcome = after(outcome.talk, Reading(), wish)

    assert outcome.closing is Reason.FINISHED


def test_who_does_not_understand_gets_the_same_question_in_fewer_words() -> None:
    scripts = KNOWLEDGE.scripts["en-US"]
    first = after(Talk(), Reading())

    outcome = after(first.talk, Reading(), "confused")

    assert outcome.replies[-1].asks == first.replies[-1].asks
    assert outcome.replies[-1].text.startswith(scripts.questions["saddle"].simpler)


def test_who_does_not_understand_one_thing_gets_it_in_fewer_words() -> None:
    scripts = KNOWLEDGE.scripts["en-US"]
    first = after(Talk(), says(bladder_dysfunction="uncertain"))

    outcome = after(first.talk, Reading(), "confused")

    assert outcome.replies[-1].asks == ("bladder_dysfunction",)
    assert scripts.items["bladder_dysfunction"].line in outcome.replies[-1].text
    assert scripts.messages["yes_or_no"] in outcome.replies[-1].text


def test_despair_is_answered_and_asked_about_next_in_plain_words() -> None:
    first = after(Talk(), Reading())

    outcome = after(first.talk, Reading(), "crisis")
    denied = after(outcome.talk, says(self_harm="absent"))

    assert "988" in outcome.replies[0].text
    assert outcome.replies[-1].asks == ("self_harm",)
    assert denied.replies[-1].asks == first.replies[-1].asks


def test_despair_that_was_confirmed_is_an_emergency() -> None:
    outcome = after(after(Talk(), Reading(), "crisis").talk, says(self_harm="present"))

    assert outcome.talk.closed_at is Level.emergency
    assert KNOWLEDGE.scripts["en-US"].messages["self_harm"] in outcome.replies[0].text


def test_what_is_known_is_told_back_in_plain_words() -> None:
    reading = Reading(
        says(fever="present", cancer_history="absent", night_pain="uncertain").mentions,
        {"age_years": 34.0, "temperature_c": 38.4},
        {"course": "worse"},
    )
    talk = after(Talk(), reading).talk

    told = after(talk, Reading(), "ask_known").replies[0].text

    assert told == "\n".join(
        [
            "You told me that you have these.",
            "- fever or chills.",
            "",
            "You were not sure about these.",
            "- pain at night or at rest.",
            "",
            "You said no to these.",
            "- cancer, now or in the past.",
            "",
            "You told me this as well.",
            "- You are 34 years old.",
            "- How it goes: Getting worse.",
        ]
    )


def test_who_has_said_nothing_is_told_so() -> None:
    scripts = KNOWLEDGE.scripts["en-US"]

    assert after(Talk(), Reading(), "ask_known").replies[0].text == scripts.messages["summary_none"]


def test_an_emergency_leaves_no_room_for_small_talk() -> None:
    talk = after(Talk(), Reading()).talk

    outcome = after(talk, says(motor_weakness="present"), "ask_scan")

    assert outcome.replies[0].kind is Kind.DISPOSITION


def test_why_is_answered_with_the_reason_of_the_open_question() -> None:
    first = after(Talk(), Reading())

    outcome = after(first.talk, Reading(), "ask_why")

    assert outcome.replies[0].text == KNOWLEDGE.scripts["en-US"].questions["saddle"].why


def test_an_emergency_told_in_an_interruption_closes() -> None:
    outcome = after(after(Talk(), Reading()).talk, says(motor_weakness="present"), "ask_scan")

    assert outcome.talk.closed_at is Level.emergency
