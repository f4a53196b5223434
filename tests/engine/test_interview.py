"""The laws of the interview, over patients who say anything at any time."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.assess import assess, level_of
from bot.engine.findings import Case, Mention, Reading, Status
from bot.engine.hearing import hear
from bot.engine.interview import (
    MOST_ASKED,
    MOST_INTERRUPTIONS,
    TIMES_ASKED,
    Interview,
    Kind,
    Step,
    ask,
    next_step,
)
from bot.engine.protocol import Level
from bot.knowledge.loader import load

PROTOCOL = load().protocol
PRESENT, ABSENT, UNCERTAIN = Status.PRESENT, Status.ABSENT, Status.UNCERTAIN

NUMBERS = {
    "age_years": 40.0,
    "duration_days": 10.0,
    "pain_score": 5.0,
    "treatment_weeks": 3.0,
}
CATEGORIES = {"course": "improving", "function": "limited", "can_follow_plan": "yes"}


def says(**findings: Status) -> Reading:
    """Return the reading of a message that says this of these findings."""
    mentions = (Mention(id, status, 0, 1, "x") for id, status in findings.items())
    return Reading(mentions=tuple(mentions))


def corrected(**findings: Status) -> Reading:
    """Return the reading of a message that says this and that it was wrong before."""
    return replace(says(**findings), corrects=True)


def answered(asks: tuple[str, ...], status: Status = ABSENT) -> Reading:
    """Return the reading of a message that answers everything it was asked."""
    return Reading(
        says(**{id: status for id in asks if id in PROTOCOL.findings}).mentions,
        {id: NUMBERS[id] for id in asks if id in NUMBERS},
        {id: CATEGORIES[id] for id in asks if id in CATEGORIES},
    )


def put(interview: Interview) -> Interview:
    """Return the interview after its next question was put."""
    return ask(interview, next_step(PROTOCOL, interview))


def heard(interview: Interview, reading: Reading, *, answers: bool = True) -> Interview:
    return hear(PROTOCOL, interview, reading, answers=answers)


def is_known(case: Case, id: str) -> bool:
    return case.status(id) is not Status.UNKNOWN or id in case.numbers or id in case.categories


STATUSES = st.sampled_from([ABSENT] * 6 + [UNCERTAIN, PRESENT])
ASKED_NUMBERS = [number for number in PROTOCOL.numbers.values() if number.asked]

READINGS = st.builds(
    Reading,
    st.lists(
        st.builds(
            Mention,
            st.sampled_from(list(PROTOCOL.findings)),
            STATUSES,
            st.just(0),
            st.just(1),
            st.just("x"),
        ),
        max_size=4,
    ).map(tuple),
    st.fixed_dictionaries(
        {},
        optional={
            number.id: st.floats(number.minimum - 1, number.maximum + 1)
            for number in PROTOCOL.numbers.values()
        },
    ),
    st.fixed_dictionaries(
        {},
        optional={id: st.sampled_from(c.values) for id, c in PROTOCOL.categories.items()},
    ),
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
            assert not [id for id in step.asks if is_known(interview.case, id)]
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


@given(st.integers(1, MOST_INTERRUPTIONS))
def test_what_is_put_again_after_an_interruption_counts_as_asked_once(times: int) -> None:
    interview = put(Interview())
    for _ in range(times):
        interview = put(heard(interview, Reading(), answers=False))

    assert set(interview.asked.values()) == {1}


def test_a_question_put_off_for_a_more_pressing_one_comes_again_as_it_was() -> None:
    first = put(Interview())
    doubt = says(motor_weakness=UNCERTAIN)
    interview = put(heard(first, doubt, answers=False))
    assert interview.asking == ("motor_weakness",)

    interview = put(heard(interview, says(motor_weakness=ABSENT)))

    assert interview.asking == first.asking
    assert interview.asked["saddle_numbness"] == 1


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


@pytest.mark.parametrize("finding", [*PROTOCOL.emergency_class, "other_emergency", "self_harm"])
def test_an_emergency_stated_plainly_finishes_at_once(finding: str) -> None:
    interview = heard(put(Interview()), says(**{finding: PRESENT}))

    assert next_step(PROTOCOL, interview) == Step(Kind.FINISH)


@pytest.mark.parametrize("finding", [*PROTOCOL.emergency_class, "other_emergency", "self_harm"])
def test_an_emergency_stated_unclearly_is_asked_about_next(finding: str) -> None:
    interview = heard(Interview(), says(**{finding: UNCERTAIN}))

    step = next_step(PROTOCOL, interview)

    assert (step.kind, step.asks) == (Kind.CLARIFY, (finding,))


def test_still_unclear_after_clarifying_finishes_as_an_emergency() -> None:
    doubt = says(bladder_dysfunction=UNCERTAIN)
    interview = heard(put(heard(Interview(), doubt)), doubt)

    assert next_step(PROTOCOL, interview).kind is Kind.FINISH
    assert assess(PROTOCOL, interview.case).level is Level.emergency


def test_denied_when_clarifying_the_interview_goes_on() -> None:
    interview = heard(Interview(), says(bladder_dysfunction=UNCERTAIN))
    interview = heard(put(interview), says(bladder_dysfunction=ABSENT))

    assert interview.case.status("bladder_dysfunction") is ABSENT
    assert next_step(PROTOCOL, interview).question == "saddle"


def test_fever_without_a_pain_score_asks_for_the_score_next() -> None:
    interview = heard(Interview(), says(fever=PRESENT))

    assert next_step(PROTOCOL, interview).asks == ("pain_score",)


def test_asked_twice_and_not_answered_is_uncertain() -> None:
    interview = heard(put(heard(put(Interview()), Reading())), Reading())

    assert interview.case.status("saddle_numbness") is UNCERTAIN


def test_what_stayed_unclear_and_could_be_an_emergency_is_asked_again_alone() -> None:
    interview = heard(put(Interview()), Reading())

    assert next_step(PROTOCOL, interview).asks == ("saddle_numbness",)


def test_yes_to_a_group_asks_which_of_them() -> None:
    interview = heard(put(Interview()), Reading(answer="yes"))

    assert interview.affirmed
    assert next_step(PROTOCOL, interview).asks == PROTOCOL.questions[0].asks


def test_an_interruption_is_no_answer() -> None:
    interview = heard(put(heard(put(Interview()), Reading())), Reading(), answers=False)

    assert interview.case == Case()


def test_a_number_left_open_twice_stays_missing_and_is_not_asked_again() -> None:
    known = [id for question in PROTOCOL.questions[:4] for id in question.asks]
    interview = heard(Interview(), answered(tuple(known)))
    for _ in range(TIMES_ASKED):
        assert "age_years" in next_step(PROTOCOL, interview).asks
        interview = heard(put(interview), Reading())

    assert "age_years" not in interview.case.numbers
    assert "age_years" not in next_step(PROTOCOL, interview).asks


def emergency(*findings: str) -> Interview:
    return heard(put(Interview()), says(**dict.fromkeys(findings, PRESENT)))


def test_taking_back_counts_only_when_it_is_confirmed() -> None:
    interview = heard(emergency("bladder_dysfunction"), says(bladder_dysfunction=ABSENT))

    assert interview.case.status("bladder_dysfunction") is PRESENT
    assert next_step(PROTOCOL, interview) == Step(Kind.RETRACT, ("bladder_dysfunction",))

    interview = heard(put(interview), says(bladder_dysfunction=ABSENT))
    assert interview.case.status("bladder_dysfunction") is ABSENT
    assert next_step(PROTOCOL, interview).kind is Kind.AGAIN


def test_taking_back_is_dropped_when_it_is_not_confirmed() -> None:
    interview = heard(emergency("bladder_dysfunction"), says(bladder_dysfunction=ABSENT))
    interview = heard(put(interview), says(bladder_dysfunction=PRESENT))

    assert interview.retracting == ()
    assert next_step(PROTOCOL, interview).kind is Kind.FINISH


def test_taking_back_is_dropped_when_the_answer_is_unclear() -> None:
    interview = heard(emergency("bladder_dysfunction"), says(bladder_dysfunction=ABSENT))
    interview = heard(put(interview), says(bladder_dysfunction=UNCERTAIN))

    assert interview.case.status("bladder_dysfunction") is PRESENT
    assert next_step(PROTOCOL, interview).kind is Kind.FINISH


def test_taking_back_two_at_once_asks_about_each() -> None:
    both = says(bladder_dysfunction=ABSENT, saddle_numbness=ABSENT)
    interview = heard(emergency("bladder_dysfunction", "saddle_numbness"), both)
    asked = []
    while (step := next_step(PROTOCOL, interview)).kind is Kind.RETRACT:
        asked.append(step.asks[0])
        interview = heard(ask(interview, step), says(**{step.asks[0]: ABSENT}))

    assert asked == ["bladder_dysfunction", "saddle_numbness"]
    assert assess(PROTOCOL, interview.case).level is Level.urgent


def test_a_second_denial_before_the_question_was_put_does_not_count() -> None:
    both = says(bladder_dysfunction=ABSENT, saddle_numbness=ABSENT)
    interview = heard(emergency("bladder_dysfunction", "saddle_numbness"), both)
    interview = heard(put(interview), both)

    assert interview.case.status("saddle_numbness") is PRESENT
    assert next_step(PROTOCOL, interview) == Step(Kind.RETRACT, ("saddle_numbness",))


def test_taking_back_waits_while_another_emergency_stands() -> None:
    interview = emergency("bladder_dysfunction", "motor_weakness")
    interview = heard(interview, says(bladder_dysfunction=ABSENT))

    assert next_step(PROTOCOL, interview).kind is Kind.FINISH


def test_taking_back_is_asked_about_again_after_an_interruption() -> None:
    interview = heard(emergency("bladder_dysfunction"), says(bladder_dysfunction=ABSENT))
    interview = heard(put(interview), Reading(), answers=False)
    interview = heard(put(interview), says(bladder_dysfunction=ABSENT))

    assert interview.case.status("bladder_dysfunction") is ABSENT


def test_taking_back_and_forth_is_not_asked_about_for_ever() -> None:
    interview = emergency("bladder_dysfunction")
    for _ in range(MOST_ASKED):
        interview = heard(interview, says(bladder_dysfunction=ABSENT))
        interview = heard(put(interview), says(bladder_dysfunction=PRESENT))
    interview = heard(interview, says(bladder_dysfunction=ABSENT))

    assert interview.case.status("bladder_dysfunction") is PRESENT
    assert next_step(PROTOCOL, interview).kind is Kind.FINISH


@settings(deadline=None)
@given(st.lists(READINGS, min_size=1, max_size=6))
def test_no_single_message_takes_an_emergency_finding_away(readings: list[Reading]) -> None:
    interview = emergency("saddle_numbness")
    for reading in readings:
        after = heard(interview, reading)
        stood = interview.case.status("saddle_numbness") is PRESENT
        if stood and "saddle_numbness" not in interview.retracting:
            assert after.case.status("saddle_numbness") is PRESENT
        interview = put(after)


def test_a_doubt_never_replaces_a_plain_statement() -> None:
    interview = heard(
        heard(Interview(), says(cancer_history=PRESENT)), says(cancer_history=UNCERTAIN)
    )

    assert interview.case.status("cancer_history") is PRESENT


def test_a_plain_correction_counts_at_once_where_no_emergency_hangs_on_it() -> None:
    interview = heard(Interview(), says(cancer_history=PRESENT))
    interview = heard(interview, corrected(cancer_history=ABSENT))

    assert interview.case.status("cancer_history") is ABSENT
    assert next_step(PROTOCOL, interview).kind is Kind.GROUP


def test_a_plain_correction_of_an_emergency_is_asked_about_all_the_same() -> None:
    interview = emergency("bladder_dysfunction")
    interview = heard(interview, corrected(bladder_dysfunction=ABSENT))

    assert interview.case.status("bladder_dysfunction") is PRESENT
    assert next_step(PROTOCOL, interview) == Step(Kind.RETRACT, ("bladder_dysfunction",))


def test_a_contradiction_that_would_lower_the_level_is_asked_about() -> None:
    interview = heard(heard(Interview(), says(cancer_history=PRESENT)), says(cancer_history=ABSENT))

    assert interview.case.status("cancer_history") is PRESENT
    assert next_step(PROTOCOL, interview) == Step(Kind.CONFLICT, ("cancer_history",))

    interview = heard(put(interview), says(cancer_history=ABSENT))
    assert interview.case.status("cancer_history") is ABSENT
    assert next_step(PROTOCOL, interview).kind is Kind.GROUP


def test_a_contradiction_that_is_not_answered_leaves_the_graver_word() -> None:
    interview = heard(heard(Interview(), says(cancer_history=PRESENT)), says(cancer_history=ABSENT))
    interview = heard(put(interview), Reading())

    assert interview.case.status("cancer_history") is PRESENT
    assert next_step(PROTOCOL, interview).kind is Kind.GROUP


@pytest.mark.parametrize(
    ("id", "before", "now", "asked"),
    [
        ("age_years", 72.0, 34.0, True),
        ("age_years", 34.0, 72.0, False),
        ("age_years", 34.0, 43.0, False),
        ("pain_score", 9.0, 3.0, True),
        ("duration_days", 5.0, 90.0, False),
    ],
)
def test_two_numbers_are_asked_about_where_the_lesser_would_count(
    id: str, before: float, now: float, *, asked: bool
) -> None:
    interview = heard(heard(Interview(), Reading(numbers={id: before})), Reading(numbers={id: now}))

    assert interview.case.numbers[id] == (before if asked else now)
    assert (next_step(PROTOCOL, interview) == Step(Kind.CONFLICT, (id,))) is asked

    interview = heard(put(interview), Reading(numbers={id: now}))
    assert interview.case.numbers[id] == now


def test_a_graver_word_needs_no_second_asking() -> None:
    interview = heard(heard(Interview(), says(cancer_history=ABSENT)), says(cancer_history=PRESENT))

    assert interview.case.status("cancer_history") is PRESENT
    assert next_step(PROTOCOL, interview).kind is Kind.GROUP


def only(case: Case, ids: frozenset[str]) -> Case:
    """Return what a case holds of these ids."""
    return Case(
        *({id: value for id, value in part.items() if id in ids} for part in vars(case).values())
    )


@settings(deadline=None)
@given(st.lists(READINGS, min_size=1, max_size=8))
def test_no_word_that_was_not_asked_for_makes_less_of_what_was_plain(told: list[Reading]) -> None:
    interview = Interview()
    for reading in told:
        after = heard(interview, reading)
        if not any(status is UNCERTAIN for status in interview.case.findings.values()):
            # What was missing and is told now may settle a doubt: that is no taking back.
            now = (after.case, only(after.case, interview.case.ids))
            kept = [level_of(assess(PROTOCOL, case).rules) for case in now]
            assert max(kept) >= level_of(assess(PROTOCOL, interview.case).rules)
        interview = after


def test_interruptions_put_a_question_off_only_so_often() -> None:
    interview = put(Interview())
    for _ in range(MOST_INTERRUPTIONS):
        interview = put(heard(interview, Reading(), answers=False))
        assert interview.asked["saddle_numbness"] == 1

    interview = heard(interview, Reading(), answers=False)

    assert interview.asking == ()
    assert put(interview).asked["saddle_numbness"] == 2


def test_interruptions_alone_never_go_round_for_ever() -> None:
    interview = Interview()
    for _ in range(MOST_ASKED * MOST_INTERRUPTIONS * 40):
        step = next_step(PROTOCOL, interview)
        if step.kind is Kind.FINISH:
            return
        interview = heard(ask(interview, step), Reading(), answers=False)
    pytest.fail("the interview went on")


@pytest.mark.parametrize(
    "reading",
    [
        Reading(answer="yes"),
        says(**dict.fromkeys(PROTOCOL.questions[0].asks, ABSENT)),
    ],
)
def test_an_interruption_that_answers_too_is_an_answer(reading: Reading) -> None:
    interview = heard(put(Interview()), reading, answers=False)

    assert interview.asking == ()


def test_what_was_said_before_puts_nothing_off() -> None:
    interview = heard(put(heard(Interview(), says(pregnancy=PRESENT))), says(pregnancy=PRESENT))

    assert put(interview).asking == ("saddle_numbness",)


def test_a_question_beside_half_an_answer_puts_off_the_other_half() -> None:
    first = put(Interview())
    interview = put(heard(first, says(saddle_numbness=ABSENT), answers=False))

    assert interview.asking == first.asking[1:]
    assert interview.asked == first.asked


def test_words_about_something_else_put_the_question_off_once() -> None:
    first = put(Interview())
    interview = put(heard(first, says(cancer_history=PRESENT)))
    assert interview.asking == first.asking
    assert interview.asked == first.asked

    interview = put(heard(interview, says(cancer_history=PRESENT)))

    assert interview.asking == ("saddle_numbness",)


def test_a_message_in_which_nothing_was_read_is_noted_as_missed() -> None:
    asked = put(Interview())

    assert heard(asked, Reading()).missed
    assert not heard(asked, says(fever=PRESENT)).missed
    assert not heard(asked, Reading(), answers=False).missed
    assert not heard(Interview(), Reading()).missed


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
