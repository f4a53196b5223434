"""Interviews under way and the readings that move them on."""

from dataclasses import replace

from hypothesis import strategies as st

from bot.engine.findings import Case, Mention, Reading, Status
from bot.engine.hearing import hear
from bot.engine.interview import (
    Interview,
    ask,
    next_step,
)
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


def emergency(*findings: str) -> Interview:
    return heard(put(Interview()), says(**dict.fromkeys(findings, PRESENT)))
