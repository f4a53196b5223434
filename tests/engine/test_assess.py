"""The assessment, by examples."""

from typing import Any

import pytest
from hypothesis import given

from bot.engine.assess import assess
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level
from bot.knowledge.loader import load
from tests.engine.cases import CASES, EMERGENCY_CLASS, PROTOCOL, quiet_but

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
