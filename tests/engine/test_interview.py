"""The laws of the interview, over patients who say anything at any time."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.assess import assess
from bot.engine.findings import Case, Reading, Status
from bot.engine.interview import (
    MOST_ASKED,
    TIMES_ASKED,
    Interview,
    Kind,
    ask,
    next_step,
)
from bot.engine.protocol import Level
from tests.engine.interviews import (
    CATEGORIES,
    NUMBERS,
    PRESENT,
    PROTOCOL,
    READINGS,
    UNCERTAIN,
    answered,
    heard,
    is_known,
    put,
    says,
)


@settings(deadline=None)
@given(st.lists(READINGS, max_size=8), st.data())
def test_nothing_known_is_asked_and_nothing_more_than_twice(
    opening: list[Reading], data: st.DataObject
) -> None:
    interview, asked = Interview(), Counter[str]()
    for reading in opening:
        interview = heard(interview, reading)
    while (step := next_step(PROTOCOL, interview)).kind is not Kind.FINISH:
        if step.kind in (Kind.GROUP, Kind.AGAIN):
            known = {id for id in step.asks if is_known(interview.case, id)}
            assert known <= set(interview.doubted)
        if step.kind is Kind.CLARIFY:
            assert interview.case.status(step.asks[0]) in (UNCERTAIN, Status.UNKNOWN)
        assert len(step.asks) <= 5
        interview = heard(ask(interview, step), data.draw(READINGS))
        # What words about something else have put off was not answered, and is put again.
        if not interview.asking and step.kind not in (Kind.RETRACT, Kind.CONFLICT):
            asked.update(step.asks)
        assert max(asked.values(), default=0) <= TIMES_ASKED


@settings(deadline=None)
@given(st.lists(READINGS, min_size=1, max_size=5))
def test_the_interview_always_ends(told: list[Reading]) -> None:
    interview = Interview()
    bound = MOST_ASKED * (len(PROTOCOL.findings) + len(NUMBERS) + len(CATEGORIES)) + 1
    for turn in range(bound):
        step = next_step(PROTOCOL, interview)
        if step.kind is Kind.FINISH and turn >= len(told):
            return
        interview = heard(ask(interview, step), told[turn % len(told)])
    pytest.fail("the interview went on")


def test_a_patient_with_nothing_wrong_hears_seven_questions_in_order() -> None:
    interview, questions = Interview(), []
    while (step := next_step(PROTOCOL, interview)).kind is not Kind.FINISH:
        questions.append(step.question)
        interview = heard(ask(interview, step), answered(step.asks))

    assert questions == [q.id for q in PROTOCOL.questions if q.id != "leg_pain"]
    assert len(questions) == 7
    assert assess(PROTOCOL, interview.case).complete
    assert assess(PROTOCOL, interview.case).level is Level.self_care


@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=40, max_size=40))
def test_first_questions_are_eight_at_most_and_all_else_repeats(answers: list[bool]) -> None:
    interview, first, again = Interview(), [], 0
    for does_answer in answers:
        step = next_step(PROTOCOL, interview)
        if step.kind is Kind.FINISH:
            break
        if step.kind is Kind.GROUP:
            first.append(step.question)
        else:
            again += 1
        reading = answered(step.asks) if does_answer else Reading()
        interview = heard(ask(interview, step), reading)

    alone = [*PROTOCOL.emergency_class, "other_emergency", "self_harm"]
    assert len(first) == len(set(first)) <= 8
    assert again <= len(alone) + len(PROTOCOL.questions), "each by itself, then the rest of each"


def test_fever_without_a_pain_score_asks_for_the_score_next() -> None:
    interview = heard(Interview(), says(fever=PRESENT))

    assert next_step(PROTOCOL, interview).asks == ("pain_score",)


def test_weeks_of_treatment_bear_on_scans_alone_and_are_asked_once() -> None:
    known = [id for question in PROTOCOL.questions[:-1] for id in question.asks]
    told = answered(tuple(known))
    numbers = {**told.numbers, "duration_days": 60.0}
    told = Reading(told.mentions, numbers, {**told.categories, "course": "worse"})
    interview = put(heard(Interview(), told))
    assert "treatment_weeks" in interview.asking

    interview = heard(interview, Reading(categories={"can_follow_plan": "yes"}))

    assert "treatment_weeks" not in next_step(PROTOCOL, interview).asks


def test_a_temperature_makes_a_fever_that_a_later_normal_one_does_not_undo() -> None:
    interview = heard(Interview(), Reading(numbers={"temperature_c": 38.4}))
    interview = heard(interview, Reading(numbers={"temperature_c": 36.8}))

    assert interview.case.status("fever") is PRESENT


@pytest.mark.parametrize("numbers", [{"age_years": 400.0}, {"pain_score": 11.0}, {"shoe": 44.0}])
def test_a_number_that_no_person_can_have_is_not_taken(numbers: dict[str, float]) -> None:
    assert heard(Interview(), Reading(numbers=numbers)).case == Case()


def test_weeks_of_treatment_are_asked_only_from_six_weeks_on() -> None:
    last = PROTOCOL.questions[-1]

    assert not last.applies("treatment_weeks", Case(numbers={"duration_days": 41}))
    assert not last.applies("treatment_weeks", Case())
    assert last.applies("treatment_weeks", Case(numbers={"duration_days": 42}))


def test_pregnancy_is_asked_below_56_and_at_an_unknown_age() -> None:
    background = next(q for q in PROTOCOL.questions if "pregnancy" in q.asks)

    assert background.applies("pregnancy", Case(numbers={"age_years": 55}))
    assert background.applies("pregnancy", Case())
    assert not background.applies("pregnancy", Case(numbers={"age_years": 56}))
