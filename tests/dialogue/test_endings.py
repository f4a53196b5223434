"""How a conversation ends, and what is said after that."""

import pytest

from bot.dialogue.closing import Reason
from bot.dialogue.replies import Kind
from bot.dialogue.talk import (
    ENDINGS,
    Talk,
)
from bot.engine.findings import Case, Reading, Status
from bot.engine.interview import Interview
from bot.engine.protocol import Level
from tests.dialogue.talks import KNOWLEDGE, LOCALES, PROTOCOL, after, says, text_of, to_the_end


def test_a_person_is_not_promised_and_gets_what_to_tell_one() -> None:
    talk = after(Talk(), says(fever="present")).talk

    outcome = after(talk, Reading(), "ask_person")

    scripts = KNOWLEDGE.scripts["en-US"]
    handoff = outcome.replies[0]
    assert handoff.kind is Kind.HANDOFF
    assert handoff.text.startswith(scripts.messages["handoff"])
    assert scripts.names["primary_care"] in handoff.text
    assert "- fever or chills." in handoff.text
    assert outcome.replies[-1].kind is Kind.SAFETY_NET


def test_who_has_told_nothing_has_nothing_to_read_out() -> None:
    outcome = after(Talk(), Reading(), "ask_person")

    assert outcome.replies[0].text == KNOWLEDGE.scripts["en-US"].messages["handoff"]


def test_who_asks_for_the_advice_once_more_gets_all_of_it() -> None:
    closed = to_the_end(after(Talk(), Reading()))[-1]

    outcome = after(closed.talk, Reading(), "repeat")

    assert outcome.closing is None
    assert outcome.replies[1:] == closed.replies


@pytest.mark.parametrize(("wish", "reason"), sorted(ENDINGS.items()))
def test_a_patient_can_end_it_at_any_time_and_is_closed_safely(wish: str, reason: Reason) -> None:
    outcome = after(after(Talk(), Reading()).talk, Reading(), wish)

    assert outcome.closing is reason
    assert outcome.talk.closed
    assert outcome.talk.closed_at is Level.urgent, "the emergency class was never settled"
    assert outcome.replies[-1].kind is Kind.SAFETY_NET


def test_findings_told_while_stopping_are_not_lost() -> None:
    outcome = after(Talk(), says(saddle_numbness="present"), "stop")

    assert outcome.talk.closed_at is Level.emergency


def test_thanks_after_the_closing_repeats_the_safety_net_and_asks_nothing() -> None:
    closed = to_the_end(after(Talk(), Reading()))[-1]

    outcome = after(closed.talk, Reading(), "thanks")

    assert outcome.talk.closed
    assert outcome.closing is None
    assert [reply.kind for reply in outcome.replies] == [Kind.INFORMATION, Kind.SAFETY_NET]


def test_something_worse_after_the_closing_says_so_and_goes_up() -> None:
    closed = to_the_end(after(Talk(), Reading()))[-1]

    outcome = after(closed.talk, says(bladder_dysfunction="present"))

    assert outcome.talk.closed_at is Level.emergency
    assert outcome.replies[0].text == KNOWLEDGE.scripts["en-US"].messages["changed_worse"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_closing_names_both_directions_and_the_emergency_number(locale: str) -> None:
    told = to_the_end(after(Talk(), Reading(), locale=locale))
    scripts = KNOWLEDGE.scripts[locale]
    ended = after(told[-1].talk, says(fever="absent"), locale=locale)

    text = text_of(ended.replies)
    assert scripts.names["emergency_number"] in text
    assert all(sign in text for sign in (*scripts.emergency_signs, *scripts.urgent_signs))
    assert scripts.messages["teach_back"] in text


@pytest.mark.parametrize(
    ("level", "case"),
    [
        ("self_care", {}),
        ("soon", {"inflammatory_features": "present"}),
        ("urgent", {"fever": "present"}),
        ("emergency", {"motor_weakness": "present"}),
    ],
)
def test_the_plan_is_for_those_who_stay_at_home(level: str, case: dict[str, str]) -> None:
    findings = dict.fromkeys(PROTOCOL.findings, Status.ABSENT)
    findings |= {id: Status(status) for id, status in case.items()}
    talk = Talk(Interview(Case(findings, {"age_years": 40.0, "pain_score": 3.0})))

    outcome = after(talk, Reading(), "stop")

    assert outcome.talk.closed_at is Level[level]
    plan = KNOWLEDGE.scripts["en-US"].plan[0] in text_of(outcome.replies)
    assert plan is (level in {"self_care", "soon"})
