"""What was stated or answered unclearly: asked about first, or once more, or settled."""

from dataclasses import replace

import pytest

from bot.engine.assess import assess
from bot.engine.findings import Reading
from bot.engine.interview import (
    TIMES_ASKED,
    Interview,
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
    UNCERTAIN,
    answered,
    heard,
    is_known,
    put,
    says,
)


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


def test_a_number_left_open_twice_stays_missing_and_is_not_asked_again() -> None:
    known = [id for question in PROTOCOL.questions[:4] for id in question.asks]
    interview = heard(Interview(), answered(tuple(known)))
    for _ in range(TIMES_ASKED):
        assert "age_years" in next_step(PROTOCOL, interview).asks
        interview = heard(put(interview), Reading())

    assert "age_years" not in interview.case.numbers
    assert "age_years" not in next_step(PROTOCOL, interview).asks


def test_a_doubt_never_replaces_a_plain_statement() -> None:
    interview = heard(
        heard(Interview(), says(cancer_history=PRESENT)), says(cancer_history=UNCERTAIN)
    )

    assert interview.case.status("cancer_history") is PRESENT


def test_a_message_in_which_nothing_was_read_is_noted_as_missed() -> None:
    asked = put(Interview())

    assert heard(asked, Reading()).missed
    assert not heard(asked, says(fever=PRESENT)).missed
    assert not heard(asked, Reading(), answers=False).missed
    assert not heard(Interview(), Reading()).missed


def test_a_doubt_raised_unasked_is_asked_about_with_the_question_it_belongs_to() -> None:
    interview = heard(Interview(), says(pregnancy=UNCERTAIN))
    questions = {}
    while (step := next_step(PROTOCOL, interview)).kind is not Kind.FINISH:
        questions[step.question] = step
        interview = heard(ask(interview, step), answered(step.asks))

    assert "pregnancy" in questions["background"].asks
    assert questions["background"].kind is Kind.GROUP
    assert interview.case.status("pregnancy") is ABSENT


def test_a_doubt_that_is_an_answer_is_not_asked_about_again_with_the_rest() -> None:
    health = next(q for q in PROTOCOL.questions if q.id == "health")
    interview = Interview()
    while (step := next_step(PROTOCOL, interview)).question != health.id:
        interview = heard(ask(interview, step), answered(step.asks))
    interview = heard(ask(interview, step), says(night_pain=UNCERTAIN))

    assert "night_pain" not in next_step(PROTOCOL, interview).asks


def test_what_is_seemingly_denied_is_remembered_and_not_known_until_it_is_told() -> None:
    group = put(Interview())
    (one, other) = group.asking[:2]
    seeming = replace(says(**{group.asking[2]: ABSENT}), leaning={one: 0.9, other: 0.2})

    interview = heard(group, seeming)

    assert interview.leaning == {one: 0.9, other: 0.2}
    assert not is_known(interview.case, one)
    assert next_step(PROTOCOL, interview).kind is Kind.AGAIN
    assert heard(put(interview), says(**{one: PRESENT})).leaning == {other: 0.2}
