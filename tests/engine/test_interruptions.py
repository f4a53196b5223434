"""What puts the open question off, and for how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.findings import Case, Reading
from bot.engine.interview import (
    MOST_ASKED,
    MOST_INTERRUPTIONS,
    Interview,
    Kind,
    ask,
    next_step,
)
from tests.engine.interviews import ABSENT, PRESENT, PROTOCOL, UNCERTAIN, heard, put, says


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


def test_an_interruption_is_no_answer() -> None:
    interview = heard(put(heard(put(Interview()), Reading())), Reading(), answers=False)

    assert interview.case == Case()


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
