"""What is left to ask: nothing that matters is skipped, nothing that cannot matter is asked."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.assess import assess
from bot.engine.conditions import AllOf, AnyOf, Fired, Has, Not, Number
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level
from bot.engine.remaining import ALWAYS, NEVER, for_level, for_scans, ids_in, remaining
from bot.knowledge.loader import load

PROTOCOL = load().protocol
ASKED = [id for question in PROTOCOL.questions for id in question.asks]
VALUES: Mapping[str, list[Any]] = {
    "age_years": [10.0, 18.0, 30.0, 50.0, 60.0, 75.0],
    "duration_days": [3.0, 42.0, 400.0],
    "pain_score": [2.0, 7.0, 9.0],
    "treatment_weeks": [0.0, 6.0],
    **{id: list(category.values) for id, category in PROTOCOL.categories.items()},
}


def value_of(id: str) -> st.SearchStrategy[Any]:
    statuses = [Status.ABSENT] * 12 + [Status.PRESENT]
    return st.sampled_from(VALUES.get(id) or statuses)


def case_of(values: Mapping[str, Any]) -> Case:
    return Case(
        {id: value for id, value in values.items() if id in PROTOCOL.findings},
        {id: value for id, value in values.items() if id in PROTOCOL.numbers},
        {id: value for id, value in values.items() if id in PROTOCOL.categories},
    )


@settings(deadline=None, max_examples=300)
@given(st.fixed_dictionaries({id: value_of(id) for id in ASKED}), st.data())
def test_what_is_not_asked_could_not_have_changed_the_answer(
    whole: dict[str, Any], data: st.DataObject
) -> None:
    unasked = data.draw(st.sets(st.sampled_from(ASKED), min_size=1))
    known = case_of({id: value for id, value in whole.items() if id not in unasked})
    worth = for_level(PROTOCOL, known, unasked)
    advice = for_scans(PROTOCOL, known, unasked)
    idle = sorted(unasked - worth)
    if not idle:
        return
    other = {**whole, **{id: data.draw(value_of(id)) for id in idle}}
    one, two = assess(PROTOCOL, case_of(whole)), assess(PROTOCOL, case_of(other))

    assert one.level == two.level
    if not advice.intersection(idle) and one.level < Level.emergency:
        ask = (one.imaging.ask_clinician, two.imaging.ask_clinician)
        assert ask[0] == ask[1]
        assert ask[0] or one.imaging.may_help == two.imaging.may_help


@pytest.mark.parametrize("id", PROTOCOL.emergency_class)
def test_what_makes_an_emergency_alone_is_worth_asking_below_one(id: str) -> None:
    case = Case({"cancer_history": Status.PRESENT, "steroid_use": Status.PRESENT})

    assert id in for_level(PROTOCOL, case, frozenset(ASKED) - {"cancer_history", "steroid_use"})


def test_nothing_can_change_the_level_of_an_emergency() -> None:
    case = Case({"saddle_numbness": Status.PRESENT})

    assert for_level(PROTOCOL, case, frozenset(ASKED) - {"saddle_numbness"}) == frozenset()


def test_once_it_is_urgent_what_makes_urgent_is_left_out() -> None:
    case = Case({"osteoporosis": Status.PRESENT, "fever": Status.ABSENT})
    worth = for_level(PROTOCOL, case, frozenset(ASKED) - {"osteoporosis", "fever"})

    assert "motor_weakness" in worth
    assert worth.isdisjoint({"unexplained_weight_loss", "immunosuppression", "can_follow_plan"})


def test_ways_in_for_germs_are_asked_while_a_fever_is_possible() -> None:
    case = Case({"osteoporosis": Status.PRESENT, "fever": Status.PRESENT}, {"pain_score": 3})
    worth = for_level(PROTOCOL, case, frozenset(ASKED) - case.ids)

    assert {"immunosuppression", "injection_drug_use"} <= worth


FEVER, COUGH = Has("fever"), Has("cough")
CASE = Case({"fever": Status.PRESENT})


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (FEVER, ALWAYS),
        (COUGH, COUGH),
        (Has("rash"), NEVER),
        (AllOf((FEVER, COUGH)), AllOf((COUGH,))),
        (AllOf((COUGH, Has("rash"))), NEVER),
        (AnyOf((FEVER, COUGH)), ALWAYS),
        (AnyOf((COUGH, Has("rash"))), AnyOf((COUGH,))),
        (Not(FEVER), NEVER),
        (Not(Has("rash")), ALWAYS),
        (Not(COUGH), Not(COUGH)),
        (Number("age_years", at_least=50, if_missing=True), ALWAYS),
        (Fired("E1"), COUGH),
    ],
)
def test_what_is_left_of_a_condition(condition: Any, left: Any) -> None:
    assert remaining(condition, CASE, {"cough"}, {"E1": COUGH}) == left


def test_the_ids_of_a_condition_are_those_at_any_depth() -> None:
    condition = AllOf((FEVER, AnyOf((COUGH, Not(Number("age_years", below=18))))))

    assert ids_in(condition) == {"fever", "cough", "age_years"}
