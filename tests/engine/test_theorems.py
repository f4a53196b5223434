"""What no test case could show: proofs over every possible patient, by the Z3 solver.

The model is built from the conditions as data, apart from the functions they are compiled
to. `test_second_reading.py` ties those to the protocol's text.
"""

from collections.abc import Collection
from functools import reduce
from typing import Any

import pytest
import z3

from bot.engine.conditions import AllOf, AnyOf, Condition, Fired, Has, Is, IsNot, Not, Number
from bot.engine.protocol import Rule
from bot.knowledge.loader import load

PROTOCOL = load().protocol

ABSENT, UNKNOWN, UNCERTAIN, PRESENT = range(4)
EMERGENCY = 3
MISSING = -1

FINDINGS: dict[str, Any] = {id: z3.Int(id) for id in PROTOCOL.findings}
NUMBERS: dict[str, Any] = {id: z3.Real(id) for id in PROTOCOL.numbers}
KNOWN: dict[str, Any] = {id: z3.Bool(f"known {id}") for id in PROTOCOL.numbers}
CATEGORIES: dict[str, Any] = {id: z3.Int(id) for id in PROTOCOL.categories}

POSSIBLE = z3.And(
    *(z3.And(status >= ABSENT, status <= PRESENT) for status in FINDINGS.values()),
    *(
        z3.And(NUMBERS[id] >= number.minimum, NUMBERS[id] <= number.maximum)
        for id, number in PROTOCOL.numbers.items()
    ),
    *(
        z3.And(CATEGORIES[id] >= MISSING, CATEGORIES[id] < len(category.values))
        for id, category in PROTOCOL.categories.items()
    ),
)


def counts(finding: str) -> Any:
    stated = FINDINGS[finding] >= UNCERTAIN
    by_number = PROTOCOL.findings[finding].established_by
    return z3.Or(stated, formula(by_number, frozenset())) if by_number else stated


def number_holds(condition: Number) -> Any:
    value, known = NUMBERS[condition.number], KNOWN[condition.number]
    low = z3.BoolVal(True) if condition.at_least is None else value >= condition.at_least
    high = z3.BoolVal(True) if condition.below is None else value < condition.below
    return z3.If(known, z3.And(low, high), z3.BoolVal(condition.if_missing))


def formula(condition: Condition, left_out: Collection[str]) -> Any:
    match condition:
        case AllOf(parts):
            return z3.And(*(formula(part, left_out) for part in parts))
        case AnyOf(parts):
            return z3.Or(*(formula(part, left_out) for part in parts))
        case Not(part):
            return z3.Not(formula(part, left_out))
        case Fired(rule):
            return z3.BoolVal(False) if rule in left_out else FIRES[rule]
        case _:
            return leaf(condition)


def leaf(condition: Condition) -> Any:
    match condition:
        case Has(finding):
            return counts(finding)
        case Number():
            return number_holds(condition)
        case Is(category, value):
            return CATEGORIES[category] == PROTOCOL.categories[category].values.index(value)
        case IsNot(category, value):
            return CATEGORIES[category] != PROTOCOL.categories[category].values.index(value)


FIRES = {rule.id: formula(rule.when, ()) for rule in PROTOCOL.rules}


def highest(levels: list[Any]) -> Any:
    return reduce(lambda a, b: z3.If(a >= b, a, b), levels, z3.IntVal(0))


def level(left_out: Collection[str] = ()) -> Any:
    rules = [rule for rule in PROTOCOL.rules if rule.id not in left_out]
    given = [z3.If(FIRES[rule.id], int(rule.level), 0) for rule in rules if rule.level is not None]
    unsettled = z3.Or(*(FINDINGS[id] == UNKNOWN for id in PROTOCOL.emergency_class))
    floor = z3.If(unsettled, int(PROTOCOL.floor_while_unknown), 0)
    base = highest([*given, floor])
    raised = [
        z3.And(FIRES[rule.id], z3.Or(*(base == int(from_) for from_ in rule.raises_from)))
        for rule in rules
        if rule.raises_from
    ]
    return z3.If(z3.Or(*raised), base + 1, base)


def variant(left_out: Collection[str] = ()) -> Any:
    numbered = [z3.IntVal(index) for index, _ in enumerate(PROTOCOL.variants)]
    chosen = numbered[-1]
    for index, entry in reversed(list(enumerate(PROTOCOL.variants))[:-1]):
        chosen = z3.If(formula(entry.when, left_out), numbered[index], chosen)
    return chosen


LEVEL = level()
VARIANT = variant()


def counterexample(*claims: Any) -> z3.ModelRef | None:
    solver = z3.SimpleSolver()  # six times as fast here as the default one
    solver.add(POSSIBLE, *claims)
    answer = solver.check()
    assert answer != z3.unknown, "the solver gave up"
    return solver.model() if answer == z3.sat else None


@pytest.mark.parametrize("finding", PROTOCOL.findings)
def test_level_never_falls_from_absent_over_unknown_and_uncertain_to_present(finding: str) -> None:
    higher = z3.Int("higher")
    more_cautious = z3.substitute(LEVEL, (FINDINGS[finding], higher))

    assert (
        counterexample(higher >= FINDINGS[finding], higher <= PRESENT, more_cautious < LEVEL)
        is None
    )


@pytest.mark.parametrize("finding", [*PROTOCOL.emergency_class, "other_emergency", "self_harm"])
def test_one_such_finding_is_an_emergency_whatever_the_rest(finding: str) -> None:
    assert counterexample(FINDINGS[finding] >= UNCERTAIN, LEVEL != EMERGENCY) is None


@pytest.mark.parametrize("finding", PROTOCOL.emergency_class)
def test_while_an_emergency_finding_is_unknown_the_level_is_urgent_at_least(finding: str) -> None:
    assert counterexample(FINDINGS[finding] == UNKNOWN, LEVEL < 2) is None


def test_there_are_just_the_four_levels() -> None:
    assert counterexample(z3.Or(LEVEL < 0, LEVEL > EMERGENCY)) is None


def test_the_model_can_be_refuted() -> None:
    """Guard against proofs from a contradiction."""
    assert counterexample(LEVEL == 0) is not None
    assert counterexample(FINDINGS["fever"] == PRESENT, LEVEL < EMERGENCY) is not None


@pytest.mark.parametrize("rule", PROTOCOL.rules, ids=lambda rule: rule.id)
def test_every_rule_makes_a_difference_to_some_patient(rule: Rule) -> None:
    others = [other for other in PROTOCOL.rules if other is not rule]

    def said_elsewhere(field: str) -> Any:
        return z3.And(
            *(
                z3.Or(*(FIRES[other.id] for other in others if text in getattr(other, field)))
                for text in getattr(rule, field)
            )
        )

    difference = z3.Or(
        level([rule.id]) != LEVEL,
        z3.Not(said_elsewhere("suspicions")),
        z3.Not(said_elsewhere("refer_to")),
        variant([rule.id]) != VARIANT,
    )

    assert counterexample(FIRES[rule.id], difference) is not None


@pytest.mark.parametrize("index", range(len(PROTOCOL.variants)))
def test_every_imaging_variant_has_a_patient(index: int) -> None:
    assert counterexample(index == VARIANT) is not None


def test_a_fever_read_from_the_thermometer_counts_though_it_was_denied() -> None:
    denied = FINDINGS["fever"] == ABSENT
    hot = z3.And(KNOWN["temperature_c"], NUMBERS["temperature_c"] >= 38)

    assert counterexample(denied, hot, z3.Not(FIRES["U1"])) is None


def test_age_alone_never_makes_more_than_soon_in_an_adult() -> None:
    quiet = [status == ABSENT for status in FINDINGS.values()]
    adult = z3.And(KNOWN["age_years"], NUMBERS["age_years"] >= 18)
    cool = z3.Not(KNOWN["temperature_c"])
    follows = CATEGORIES["can_follow_plan"] == 0

    assert counterexample(*quiet, adult, cool, follows, LEVEL > 1) is None
