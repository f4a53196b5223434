"""Corrections, which count at once, and contradictions, which are asked about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.assess import assess, level_of
from bot.engine.findings import Case, Reading
from bot.engine.interview import (
    Interview,
    Kind,
    Step,
    next_step,
)
from tests.engine.interviews import (
    ABSENT,
    PRESENT,
    PROTOCOL,
    READINGS,
    UNCERTAIN,
    corrected,
    heard,
    put,
    says,
)


def test_a_plain_correction_counts_at_once_where_no_emergency_hangs_on_it() -> None:
    interview = heard(Interview(), says(cancer_history=PRESENT))
    interview = heard(interview, corrected(cancer_history=ABSENT))

    assert interview.case.status("cancer_history") is ABSENT
    assert next_step(PROTOCOL, interview).kind is Kind.GROUP


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


def test_a_doubt_still_to_be_asked_about_is_not_denied_in_passing() -> None:
    doubted = put(heard(Interview(), says(major_trauma=UNCERTAIN, minor_trauma=UNCERTAIN)))
    assert doubted.asking == ("major_trauma",)

    answered = heard(doubted, says(major_trauma=ABSENT, minor_trauma=ABSENT))
    assert answered.case.status("major_trauma") is ABSENT
    assert answered.case.status("minor_trauma") is UNCERTAIN

    put_right = heard(doubted, corrected(major_trauma=ABSENT, minor_trauma=ABSENT))
    assert put_right.case.status("minor_trauma") is ABSENT
