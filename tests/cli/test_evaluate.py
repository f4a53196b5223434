import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app

NUMB = {
    "id": "e-1",
    "text": "my groin is numb",
    "findings": {"saddle_numbness": "present"},
    "min_disposition": "emergency",
}
HELLO = {"id": "e-2", "text": "hello there", "findings": {}}


def evaluate(tmp_path: Path, *lines: dict[str, Any] | str, more: tuple[str, ...] = ()) -> Result:
    file = tmp_path / "messages.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts) + "\n")
    return CliRunner().invoke(app, ["evaluate", str(file), *more])


def limits(tmp_path: Path, text: str) -> tuple[str, str]:
    file = tmp_path / "thresholds.yml"
    file.write_text(text)
    return "--thresholds", str(file)


def test_the_figures_are_printed_without_the_words(tmp_path: Path) -> None:
    result = evaluate(tmp_path, NUMB, HELLO, more=limits(tmp_path, ""))

    assert result.exit_code == 0
    assert result.stdout.startswith("2 messages\n")
    assert "groin" not in result.output


def test_the_figures_come_as_json_too(tmp_path: Path) -> None:
    result = evaluate(tmp_path, NUMB, HELLO, more=("--json", *limits(tmp_path, "")))

    figures = json.loads(result.stdout)
    assert figures["findings"]["saddle_numbness.present"]["recall"] == 1
    assert figures["measures"]["emergency_messages_reached"]["value"] == 1


def test_the_report_is_written(tmp_path: Path) -> None:
    result = evaluate(
        tmp_path, NUMB, more=("--report", str(tmp_path / "report"), *limits(tmp_path, ""))
    )

    assert result.exit_code == 0
    assert "my groin is numb" not in result.output
    assert (tmp_path / "report" / "index.html").is_file()


def test_a_missed_threshold_is_named_and_ends_with_1(tmp_path: Path) -> None:
    wrong = {**HELLO, "findings": {"fever": "present"}}

    result = evaluate(tmp_path, wrong, more=limits(tmp_path, "at_least: {present_recall: 0.9}"))

    assert result.exit_code == 1
    assert "present_recall is 0.000, at least 0.9 is wanted" in result.stderr


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("{",), "line 1: not JSON"),
        ((HELLO, "[]"), "line 2: not a JSON object"),
        (({"id": "v", "opening": "hi", "answers": {}},), "line 1: unknown key: answers, opening"),
        (("",), "is empty"),
    ],
)
def test_a_file_that_is_no_bank_is_refused(
    tmp_path: Path, lines: tuple[dict[str, Any] | str, ...], said: str
) -> None:
    result = evaluate(tmp_path, *lines)

    assert result.exit_code == 2
    assert said in result.stderr
    assert "remedy: " in result.stderr


@pytest.mark.parametrize("text", ["- a list", "at_least: {fame: 1}", "{", "better: 1"])
def test_thresholds_that_mean_nothing_are_refused(tmp_path: Path, text: str) -> None:
    assert evaluate(tmp_path, HELLO, more=limits(tmp_path, text)).exit_code == 2


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path / "none.jsonl")])

    assert result.exit_code == 2
    assert "No such file" in result.stderr
