"""Patients at and around every number that the protocol's tables name."""

from typing import Any

from hypothesis import strategies as st

from bot.engine.assess import Assessment, assess
from bot.engine.findings import Case, Status
from bot.knowledge.loader import load

PROTOCOL = load().protocol


EMERGENCY_CLASS = {
    "saddle_numbness",
    "bladder_dysfunction",
    "bowel_dysfunction",
    "sexual_dysfunction",
    "motor_weakness",
    "major_trauma",
}


EDGES = {
    "age_years": (18, 19, 50, 56, 70),
    "duration_days": (42,),
    "pain_score": (7, 9),
    "temperature_c": (38,),
    "treatment_weeks": (6,),
}
"""The numbers that the tables name."""


NEAR = {
    id: [edge + off for edge in edges for off in (-1, -0.1, 0, 1)] for id, edges in EDGES.items()
}


CASES = st.builds(
    Case,
    st.fixed_dictionaries(
        {},
        optional={
            finding: st.sampled_from([Status.ABSENT] * 9 + list(Status))
            for finding in PROTOCOL.findings
        },
    ),
    st.fixed_dictionaries({}, optional={id: st.sampled_from(near) for id, near in NEAR.items()}),
    st.fixed_dictionaries(
        {},
        optional={id: st.sampled_from(c.values) for id, c in PROTOCOL.categories.items()},
    ),
)


QUIET = Case(
    dict.fromkeys(PROTOCOL.findings, Status.ABSENT),
    {"age_years": 40, "duration_days": 5, "pain_score": 4},
    {"course": "improving", "function": "normal", "can_follow_plan": "yes"},
)


def changed(changes: dict[str, Any]) -> Case:
    """Return the quiet case with these changes; None takes a number or category away."""
    findings, numbers, categories = {}, {**QUIET.numbers}, {**QUIET.categories}
    for id, value in changes.items():
        if id in QUIET.findings:
            findings[id] = value
        else:
            (numbers if id in PROTOCOL.numbers else categories)[id] = value
    return Case(
        {**QUIET.findings, **findings},
        {id: value for id, value in numbers.items() if value is not None},
        {id: value for id, value in categories.items() if value is not None},
    )


def quiet_but(**changes: Any) -> Assessment:
    return assess(PROTOCOL, changed(changes))
