"""An emergency finding that is taken back: asked about once before it counts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.assess import assess
from bot.engine.findings import Reading
from bot.engine.interview import (
    MOST_ASKED,
    Kind,
    Step,
    ask,
    next_step,
)
from bot.engine.protocol import Level
from tests.engine.interviews import (
    ABSENT,
    PRESENT,
    PROTOCOL,
    READINGS,
    UNCERTAIN,
    corrected,
    emergency,
    heard,
    put,
    says,
)


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


def test_a_plain_correction_of_an_emergency_is_asked_about_all_the_same() -> None:
    interview = emergency("bladder_dysfunction")
    interview = heard(interview, corrected(bladder_dysfunction=ABSENT))

    assert interview.case.status("bladder_dysfunction") is PRESENT
    assert next_step(PROTOCOL, interview) == Step(Kind.RETRACT, ("bladder_dysfunction",))
