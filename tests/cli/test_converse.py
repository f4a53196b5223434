import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app

NUMB = {
    "id": "numb",
    "opening": "my lower back hurts and my groin is numb",
    "expected_disposition_min": "emergency",
}
CALM = {**NUMB, "id": "calm", "expected_disposition_min": "self_care"}
CALMER = {**CALM, "expected_disposition_max": "soon"}


def converse(tmp_path: Path, *lines: dict[str, Any], more: tuple[str, ...] = ()) -> Result:
    file = tmp_path / "patients.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return CliRunner().invoke(app, ["converse", "--no-rasa", str(file), *more])


def test_every_patient_gets_a_line_in_order_and_the_sum_comes_last(tmp_path: Path) -> None:
    result = converse(tmp_path, NUMB, CALMER)

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(line["id"], line["verdict"]) for line in lines] == [("numb", "ok"), ("calm", "over")]
    assert "2 patients: 1 ok, 0 under, 1 over; 0 questions in the median" in result.stderr


def test_several_at_a_time_give_the_same_lines_in_the_same_order(tmp_path: Path) -> None:
    patients = [{**NUMB, "id": str(number)} for number in range(3)]

    result = converse(tmp_path, *patients, more=("--jobs", "2"))

    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["0", "1", "2"]


def test_a_patient_sent_too_low_ends_with_1_and_stands_in_the_report(tmp_path: Path) -> None:
    hurt = {
        "id": "hurt",
        "opening": "my back aches since I lifted a box",
        "answers": {"age_years": "I am 30", "duration_days": "3 days", "pain_score": "4 out of 10"},
        "default_answer_no": "no",
        "expected_disposition_min": "emergency",
    }

    result = converse(tmp_path, hurt, more=("--junit", str(tmp_path / "report.xml")))

    assert result.exit_code == 1
    assert "under: hurt" in result.stderr
    suite = ElementTree.parse(tmp_path / "report.xml").getroot()[0]
    assert suite.get("failures") == "1"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"id": "m", "text": "hi", "findings": {}}, "line 1: 'opening' must be a text"),
        ({**NUMB, "locale": "fr"}, "no scripts for 'fr'"),
    ],
)
def test_a_file_that_holds_no_patients_is_refused(
    tmp_path: Path, line: dict[str, Any], said: str
) -> None:
    result = converse(tmp_path, line)

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_report_that_cannot_be_written_is_refused_before_anyone_talks(tmp_path: Path) -> None:
    result = converse(tmp_path, NUMB, more=("--junit", str(tmp_path / "none" / "report.xml")))

    assert result.exit_code == 2
    assert result.stdout == ""
