"""The knowledge that is shipped, and every kind of fault that the loader refuses."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.engine.protocol import Level
from bot.knowledge.check import check
from bot.knowledge.faults import KnowledgeError
from bot.knowledge.loader import load

US = "scripts/en-US.yml"

FAULTS: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "faults.yml").read_text()
)


def test_the_shipped_knowledge_has_no_faults() -> None:
    assert check() == []


def test_there_are_26_findings_5_numbers_3_categories_36_rules_and_8_questions() -> None:
    protocol = load().protocol

    assert len(protocol.findings) == 26
    assert list(protocol.numbers) == [
        "age_years", "duration_days", "pain_score", "temperature_c", "treatment_weeks",
    ]  # fmt: skip
    assert list(protocol.categories) == ["course", "function", "can_follow_plan"]
    assert len(protocol.rules) == 36
    assert len(protocol.questions) == 8


def test_review_is_due_half_a_year_after_the_last() -> None:
    governance = load().protocol.governance

    assert (governance.last_reviewed, governance.next_due) == (date(2026, 2, 6), date(2026, 8, 6))
    assert governance.review_status(date(2026, 8, 6)) == "current"
    assert governance.review_status(date(2026, 8, 7)) == "overdue"


def test_follow_up_of_self_care_is_in_four_to_six_weeks() -> None:
    hours = load().protocol.dispositions[Level.self_care].follow_up_hours

    assert hours == (4 * 7 * 24, 6 * 7 * 24)


def test_yes_and_no_stay_words() -> None:
    assert load().protocol.categories["can_follow_plan"].values == ("yes", "no")


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_refused_with_its_place_and_remedy(kind: str, edit: Any) -> None:
    fault = FAULTS[kind]
    folder = edit(fault["file"], fault["replace"], fault["by"])

    with pytest.raises(KnowledgeError) as refused:
        load(folder)

    told = [str(fault) for fault in refused.value.faults]
    assert any(line.startswith(fault["told"]) for line in told), "\n".join(told)


def test_all_faults_are_told_at_once(edit: Any) -> None:
    edit("rules.yml", "finding: saddle_numbness", "finding: sadle")
    edit("rules.yml", "reason: A new change", "raeson: A new change")
    edit("findings.yml", "sources: [S0, S2, S3, S4]", "sources: [S7]")
    edit("imaging.yml", "V1: UNA seen", "V1: UNA")
    folder = edit(US, "  noted: Thanks, I have changed that now.\n", "")

    with pytest.raises(KnowledgeError) as refused:
        load(folder)

    assert [(fault.file, fault.place) for fault in refused.value.faults] == [
        ("findings.yml", "saddle_numbness.sources"),
        ("imaging.yml", "procedures.radiography lumbar spine.ratings.V1"),
        ("rules.yml", "E1.when"),
        ("rules.yml", "E2.raeson"),
        ("rules.yml", "E2.reason"),
        (US, "messages.noted"),
    ]
    assert str(refused.value).startswith("6 faults in the knowledge:\nfindings.yml: ")


def test_a_missing_file_is_a_fault(edit: Any) -> None:
    folder = edit("rules.yml", "E1", "E1")
    (folder / "rules.yml").unlink()

    with pytest.raises(KnowledgeError, match=r"rules.yml: The file is missing. Add it."):
        load(folder)


def test_an_empty_locale_is_a_fault(edit: Any) -> None:
    folder = edit("rules.yml", "E1", "E1")
    (folder / "scripts" / "en-AU.yml").write_text("")

    with pytest.raises(KnowledgeError, match=r"scripts/en-AU.yml: There is nothing here"):
        load(folder)


def test_an_empty_folder_tells_every_file_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as refused:
        load(tmp_path)

    assert [str(fault) for fault in refused.value.faults if fault.file != "scripts.yml"] == [
        f"{name}.yml: The file is missing. Add it."
        for name in ("findings", "imaging", "manifest", "questions", "rules")
    ]
