"""The assessment against a second reading of the protocol, written by hand from its tables."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.assess import Assessment, assess
from bot.engine.conditions import Has, Is, IsNot, Number, names_in
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level, Rule
from bot.knowledge.loader import load

PROTOCOL = load().protocol
READ_AGAIN = load().protocol

SOURCES = {
    "E1": "S0 S1 S2 S3 S4", "E2": "S0 S2 S3", "E3": "S0 S2 S3", "E4": "outside", "E5": "S0 S2 S3",
    "E6": "outside", "E7": "S2", "E8": "S3 S4", "E9": "S0 S3", "E10": "S1 S4 outside", "E11": "S0",
    "E12": "S0", "U1": "S2", "U2": "S2 S4", "U3": "S2 S3", "U4": "S3 S4", "U5": "S3 S4", "U6": "S3",
    "U7": "S4", "U8": "S2 S4", "U9": "S2 S3", "U10": "S4", "U11": "S2", "U12": "outside",
    "U13": "S2", "U14": "S2", "U15": "S3", "N1": "S2", "N2": "S0 S2 S3 S4", "N3": "S3", "N4": "S1",
    "N5": "S2 S3", "N6": "S2 S4", "N7": "S0", "N8": "outside", "F1": "S0",
}  # fmt: skip
"""Rules in the order of the table, with their sources."""

EMERGENCY_CLASS = {
    "saddle_numbness",
    "bladder_dysfunction",
    "bowel_dysfunction",
    "sexual_dysfunction",
    "motor_weakness",
    "major_trauma",
}


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


@given(CASES)
def test_the_same_case_gets_the_same_answer_again(case: Case) -> None:
    again = Case(
        dict(reversed(list(case.findings.items()))),
        dict(reversed(list(case.numbers.items()))),
        dict(reversed(list(case.categories.items()))),
    )

    assert assess(READ_AGAIN, again) == assess(PROTOCOL, case)


def test_rules_stand_in_the_order_of_the_table() -> None:
    assert [rule.id for rule in PROTOCOL.rules] == list(SOURCES)


@pytest.mark.parametrize("rule", PROTOCOL.rules, ids=lambda rule: rule.id)
def test_a_rule_cites_the_sources_of_the_table(rule: Any) -> None:
    cited = [
        source if source.startswith("S") and source[1:].isdigit() else "outside"
        for source in rule.sources
    ]

    assert " ".join(dict.fromkeys(cited)) == SOURCES[rule.id]


def test_emergency_class_is_the_six_of_section_2() -> None:
    assert set(PROTOCOL.emergency_class) == EMERGENCY_CLASS


def test_nothing_wrong_means_self_care() -> None:
    assessment = quiet_but()

    assert (assessment.level, assessment.complete, assessment.rules) == (Level.self_care, True, ())


def test_knowing_nothing_means_urgent_and_incomplete() -> None:
    assessment = assess(PROTOCOL, Case())

    assert (assessment.level, assessment.complete) == (Level.urgent, False)


def test_a_temperature_of_38_is_a_fever_whatever_was_said() -> None:
    assert [rule.id for rule in quiet_but(temperature_c=38.0).rules] == ["U1"]
    assert quiet_but(temperature_c=37.9).rules == ()


@pytest.mark.parametrize(
    ("course", "level"),
    [("improving", Level.self_care), ("unchanged", Level.soon), (None, Level.soon)],
)
def test_six_weeks_without_improvement_is_soon(course: str | None, level: Level) -> None:
    assert quiet_but(duration_days=42, course=course).level is level


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({}, Level.soon),
        ({"pain_score": 9}, Level.urgent),
        ({"cancer_history": Status.PRESENT}, Level.urgent),
        ({"motor_weakness": Status.PRESENT}, Level.emergency),
    ],
)
def test_not_able_to_follow_the_plan_raises_the_lower_two_levels(
    change: dict[str, Any], level: Level
) -> None:
    assessment = quiet_but(can_follow_plan="no", **change)

    assert assessment.level is level
    assert assessment.rules[-1].id == "F1"


@pytest.mark.parametrize(("age", "ask"), [(17, True), (18, True), (19, False)])
def test_under_19_the_patient_gets_no_advice_on_scans(age: int, ask: bool) -> None:
    assert quiet_but(age_years=age).imaging.ask_clinician is ask


def test_in_pregnancy_the_patient_gets_no_advice_on_scans() -> None:
    imaging = quiet_but(pregnancy=Status.UNCERTAIN).imaging

    assert imaging.ask_clinician
    assert any("Pregnant" in note for note in imaging.notes)


def test_an_unknown_duration_is_said_to_be_assumed() -> None:
    assert any("assumed" in note for note in quiet_but(duration_days=None).imaging.notes)
    assert not any("assumed" in note for note in quiet_but().imaging.notes)


def test_reasons_name_their_sources() -> None:
    assert quiet_but(cancer_history=Status.PRESENT).reasons == (
        "New back pain after any cancer may be a spinal metastasis. [S2, S4]",
    )
