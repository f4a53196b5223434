"""The assessment against a second reading of the protocol, written by hand from its tables."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from bot.engine.assess import assess
from bot.engine.conditions import Has, Is, IsNot, Number, names_in
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level, Rule
from tests.engine.cases import (
    CASES,
    EMERGENCY_CLASS,
    NEAR,
    PROTOCOL,
    changed,
)


def second_reading(case: Case) -> tuple[Level, list[str], int | None]:
    """Return level, rules and variant as section 2, 3 and 4 say, in plain Python."""

    def has(finding: str) -> bool:
        feverish = case.numbers.get("temperature_c", 0) >= 38.0
        if finding == "fever" and feverish:
            return True
        return case.status(finding) in (Status.PRESENT, Status.UNCERTAIN)

    age = case.numbers.get("age_years")
    pain = case.numbers.get("pain_score")
    days = case.numbers.get("duration_days")
    improving = case.categories.get("course") == "improving"
    over_50 = age is None or age >= 50
    numb, both, cancer = (
        has("progressive_numbness"),
        has("bilateral_leg_symptoms"),
        has("cancer_history"),
    )
    table = {
        "E1": has("saddle_numbness"),
        "E2": has("bladder_dysfunction"),
        "E3": has("bowel_dysfunction"),
        "E4": has("sexual_dysfunction"),
        "E5": has("motor_weakness"),
        "E6": both and numb,
        "E7": has("fever") and (pain is None or pain >= 7),
        "E8": has("fever")
        and (
            has("immunosuppression")
            or has("injection_drug_use")
            or has("recent_infection")
            or has("recent_spinal_procedure")
        ),
        "E9": has("major_trauma"),
        "E10": cancer and (numb or both),
        "E11": has("other_emergency"),
        "E12": has("self_harm"),
        "U1": has("fever"),
        "U2": cancer,
        "U3": has("unexplained_weight_loss"),
        "U4": has("immunosuppression"),
        "U5": has("injection_drug_use"),
        "U6": has("recent_infection"),
        "U7": has("recent_spinal_procedure"),
        "U8": has("osteoporosis") or has("steroid_use"),
        "U9": has("minor_trauma") and over_50,
        "U10": has("spinal_bruising"),
        "U11": numb,
        "U12": both,
        "U13": age is not None and age < 18,
        "U14": has("night_pain") and over_50,
        "U15": has("prior_spine_surgery") and (has("radicular_pain") or numb),
        "N1": has("night_pain"),
        "N2": days is not None and days >= 42 and not improving,
        "N3": has("prior_spine_surgery"),
        "N4": has("inflammatory_features"),
        "N5": has("minor_trauma"),
        "N6": age is not None and age >= 70,
        "N7": (pain is not None and pain >= 9) or case.categories.get("function") == "unable",
        "N8": has("pregnancy"),
        "F1": case.categories.get("can_follow_plan") == "no",
    }
    rules = [id for id, fires in table.items() if fires]
    return second_level(case, rules), rules, second_variant(case, set(rules))


def second_level(case: Case, rules: list[str]) -> Level:
    letters = {"E": Level.emergency, "U": Level.urgent, "N": Level.soon, "F": Level.self_care}
    level = max((letters[id[0]] for id in rules), default=Level.self_care)
    if any(case.status(finding) is Status.UNKNOWN for finding in EMERGENCY_CLASS):
        level = max(level, Level.urgent)
    if "F1" in rules and level in (Level.self_care, Level.soon):
        level = Level(level + 1)
    return level


def second_variant(case: Case, fired: set[str]) -> int | None:
    cauda = fired & {"E1", "E2", "E3", "E4", "E5", "E6", "U11", "U12"}
    if "U13" in fired or ("E9" in fired and not cauda):
        return None
    if cauda:
        return 4
    if fired & {"E7", "E8", "E10", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U14"}:
        return 7
    if fired & {"U8", "U9", "U10", "N5", "N6"}:
        return 6
    if "N3" in fired:
        return 5
    if case.numbers.get("duration_days", 0) < 42:
        return 1
    treated = case.numbers.get("treatment_weeks", 0) >= 6
    return 3 if treated and case.categories.get("course") != "improving" else 2


def decided(case: Case) -> tuple[Level, list[str], int | None]:
    assessment = assess(PROTOCOL, case)
    return assessment.level, [rule.id for rule in assessment.rules], assessment.imaging.variant


@settings(max_examples=500, deadline=None)
@given(CASES)
def test_assessment_agrees_with_the_second_reading(case: Case) -> None:
    assert decided(case) == second_reading(case)


@pytest.mark.parametrize("rule", PROTOCOL.rules, ids=lambda rule: rule.id)
def test_it_agrees_at_every_edge_of_what_a_rule_hangs_on(rule: Rule) -> None:
    for case in edge_cases(rule):
        assert decided(case) == second_reading(case), case


def edge_cases(rule: Rule) -> Iterator[Case]:
    """Yield the quiet case with everything the rule names at every value that could matter."""
    findings = sorted(names_in(rule.when, Has))
    numbers = sorted(
        names_in(rule.when, Number) | ({"temperature_c"} if "fever" in findings else set())
    )
    categories = sorted(names_in(rule.when, Is) | names_in(rule.when, IsNot))
    tried: list[list[Any]] = [
        *([Status.ABSENT, Status.UNCERTAIN] for _ in findings),
        *([None, *NEAR[id]] for id in numbers),
        *([None, *PROTOCOL.categories[id].values] for id in categories),
    ]
    for values in product(*tried):
        yield changed(dict(zip([*findings, *numbers, *categories], values, strict=True)))
