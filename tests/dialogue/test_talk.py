"""The scripted interview: the whole dialogue without Rasa."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.asides import ANSWERS, INTERRUPTIONS
from bot.dialogue.closing import Reason
from bot.dialogue.replies import Kind, Reply
from bot.dialogue.talk import (
    ENDINGS,
    Outcome,
    Talk,
    from_json,
    respond,
    to_json,
)
from bot.engine.findings import Case, Mention, Reading, Status
from bot.engine.interview import Interview
from bot.engine.protocol import Level
from bot.knowledge.loader import load

KNOWLEDGE = load()
PROTOCOL = KNOWLEDGE.protocol
TODAY = date(2026, 3, 1)
LOCALES = sorted(KNOWLEDGE.scripts)


def says(**findings: str) -> Reading:
    return Reading(
        tuple(Mention(id, Status(status), 0, 3, "xyz") for id, status in findings.items())
    )


def after(talk: Talk, reading: Reading, wish: str | None = None, locale: str = "en-US") -> Outcome:
    scripts = KNOWLEDGE.scripts[locale]
    return respond(PROTOCOL, scripts, talk, reading, today=TODAY, wish=wish)


def denies(talk: Talk) -> Reading:
    """A "no" to everything that is being asked, with a plain answer to numbers."""
    findings = {id: "absent" for id in talk.interview.asking if id in PROTOCOL.findings}
    numbers = {"age_years": 34.0, "duration_days": 5.0, "pain_score": 4.0}
    categories = {"course": "improving", "function": "normal", "can_follow_plan": "yes"}
    return Reading(says(**findings).mentions, numbers, categories, answer="no")


def text_of(replies: tuple[Reply, ...]) -> str:
    return "\n".join(reply.text for reply in replies)


def to_the_end(outcome: Outcome, limit: int = 30) -> list[Outcome]:
    told = [outcome]
    while not told[-1].closing:
        assert len(told) < limit, "the interview does not end"
        told.append(after(told[-1].talk, denies(told[-1].talk)))
    return told


def test_the_first_question_is_about_what_can_cripple() -> None:
    outcome = after(Talk(), Reading())

    assert outcome.replies[-1].kind is Kind.QUESTION
    assert outcome.replies[-1].asks[:3] == (
        "saddle_numbness",
        "bladder_dysfunction",
        "bowel_dysfunction",
    )


def test_a_patient_who_denies_everything_is_closed_at_self_care_after_few_questions() -> None:
    told = to_the_end(after(Talk(), Reading()))

    assert told[-1].talk.closed_at is Level.self_care
    assert told[-1].closing is Reason.FINISHED
    assert len(told) <= 9


def test_nothing_is_asked_twice_of_a_patient_who_answers() -> None:
    told = to_the_end(after(Talk(), Reading()))
    asked = [id for outcome in told for reply in outcome.replies for id in reply.asks]

    assert len(asked) == len(set(asked))


def test_a_plain_emergency_closes_at_once_with_the_patients_own_words() -> None:
    mention = Mention("saddle_numbness", Status.PRESENT, 0, 21, "cant feel when i wipe")

    outcome = after(Talk(), Reading((mention,)))

    assert outcome.talk.closed_at is Level.emergency
    assert outcome.replies[0].kind is Kind.DISPOSITION
    assert "cant feel when i wipe" in outcome.replies[0].text
    assert "911" in outcome.replies[0].text


def test_an_unclear_emergency_is_asked_about_first() -> None:
    outcome = after(Talk(), says(bladder_dysfunction="uncertain", fever="absent"))

    assert not outcome.closing
    assert outcome.replies[-1].asks == ("bladder_dysfunction",)


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


def test_a_correction_is_noted() -> None:
    talk = after(Talk(), says(cancer_history="present")).talk
    reading = dataclasses.replace(says(cancer_history="absent"), corrects=True)

    outcome = after(talk, reading)

    assert outcome.replies[0].text == KNOWLEDGE.scripts["en-US"].messages["noted"]
    assert outcome.talk.interview.case.status("cancer_history") is Status.ABSENT


def test_a_contradiction_is_asked_about_by_its_name() -> None:
    talk = after(Talk(), says(cancer_history="present")).talk

    outcome = after(talk, says(cancer_history="absent"))

    assert outcome.replies[0].asks == ("cancer_history",)
    assert outcome.replies[0].text.startswith("You told me two things about cancer")


def test_what_was_not_understood_is_said_to_be() -> None:
    talk = after(Talk(), Reading()).talk

    outcome = after(talk, Reading())

    said = KNOWLEDGE.scripts["en-US"].messages["not_understood"]
    assert outcome.replies[-1].text.startswith(said)


def test_an_emergency_leaves_no_room_for_small_talk() -> None:
    talk = after(Talk(), Reading()).talk

    outcome = after(talk, says(motor_weakness="present"), "ask_scan")

    assert outcome.replies[0].kind is Kind.DISPOSITION


def test_who_asks_for_the_advice_once_more_gets_all_of_it() -> None:
    closed = to_the_end(after(Talk(), Reading()))[-1]

    outcome = after(closed.talk, Reading(), "repeat")

    assert outcome.closing is None
    assert outcome.replies[1:] == closed.replies


def test_why_is_answered_with_the_reason_of_the_open_question() -> None:
    first = after(Talk(), Reading())

    outcome = after(first.talk, Reading(), "ask_why")

    assert outcome.replies[0].text == KNOWLEDGE.scripts["en-US"].questions["saddle"].why


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


def test_an_emergency_told_in_an_interruption_closes() -> None:
    outcome = after(after(Talk(), Reading()).talk, says(motor_weakness="present"), "ask_scan")

    assert outcome.talk.closed_at is Level.emergency


def test_yes_to_several_things_asks_which() -> None:
    first = after(Talk(), Reading())

    outcome = after(first.talk, Reading(answer="yes"))

    assert outcome.replies[-1].asks == first.replies[-1].asks
    assert outcome.replies[-1].text.startswith(KNOWLEDGE.scripts["en-US"].messages["which"])


def test_unclear_twice_counts_as_there() -> None:
    talk = after(Talk(), Reading()).talk
    outcome = after(after(talk, Reading(answer="unsure")).talk, Reading(answer="unsure"))

    assert outcome.talk.interview.case.status("saddle_numbness") is Status.UNCERTAIN


def test_taking_back_an_emergency_is_asked_about_once_before_it_counts() -> None:
    closed = after(Talk(), says(saddle_numbness="present"))

    asked = after(closed.talk, says(saddle_numbness="absent"))
    confirmed = after(asked.talk, says(saddle_numbness="absent"))

    assert asked.replies[-1].asks == ("saddle_numbness",)
    assert asked.talk.interview.case.status("saddle_numbness") is Status.PRESENT
    assert confirmed.talk.interview.case.status("saddle_numbness") is Status.ABSENT


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


readings = st.builds(
    lambda findings, numbers, answer: Reading(says(**findings).mentions, numbers, {}, answer),
    st.dictionaries(
        st.sampled_from(sorted(PROTOCOL.findings)),
        st.sampled_from(["absent", "uncertain", "present"]),
        max_size=4,
    ),
    st.dictionaries(
        st.sampled_from(["age_years", "duration_days", "pain_score"]), st.floats(0, 10), max_size=2
    ),
    st.sampled_from([None, "yes", "no", "unsure"]),
)
wishes = st.sampled_from([None] * 20 + sorted({*INTERRUPTIONS, *ENDINGS}))


@given(st.lists(st.tuples(readings, wishes), max_size=25))
def test_whatever_is_said_every_message_is_answered_and_a_closing_is_whole(said: list) -> None:
    talk = Talk()
    for reading, wish in said:
        outcome = after(talk, reading, wish)
        assert outcome.replies
        assert all(reply.text.strip() for reply in outcome.replies)
        assert (outcome.closing is not None) <= outcome.talk.closed
        if outcome.closing:
            kinds = [reply.kind for reply in outcome.replies]
            assert Kind.DISPOSITION in kinds
            assert kinds[-1] is Kind.SAFETY_NET
        talk = outcome.talk


@given(st.lists(readings, max_size=8))
def test_the_state_survives_storage(said: list[Reading]) -> None:
    talk = Talk()
    for reading in said:
        talk = after(talk, reading).talk

    assert from_json(to_json(talk)) == talk
