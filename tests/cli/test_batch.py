"""`assess` and `extract` as other programs use them: real processes, pipes, JSON lines."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Start = Callable[..., "subprocess.Popen[bytes]"]


def through(start: Start, command: str, *lines: bytes) -> list[dict[str, Any]]:
    with start(command) as process:
        out, err = process.communicate(b"".join(line + b"\n" for line in lines))
    assert err == b""
    assert process.returncode == 0
    return [json.loads(line) for line in out.splitlines()]


def test_assess_gives_the_level_the_rules_and_the_protocol(start: Start) -> None:
    (line,) = through(start, "assess", b'{"id": "a", "findings": {"saddle_numbness": "present"}}')

    assert (line["id"], line["level"], line["complete"]) == ("a", "emergency", False)
    assert line["rules"] == ["E1"]
    assert set(line) >= {"suspicions", "refer_to", "imaging", "reasons", "protocol"}
    assert set(line["imaging"]) >= {"variant", "ratings"}
    assert set(line["protocol"]) == {"version", "sha256"}


def test_assess_goes_on_after_bad_lines_and_keeps_the_order(start: Start) -> None:
    lines = through(
        start,
        "assess",
        b'{"id": 1}',
        b'{"id": 2, "findings": {"fever": "perhaps"}}',
        b"\xff\xfe",
        b'{"id": 4, "numbers": {"age_years": NaN}}',
        b"[]",
        b'{"id": 6, "numbers": {"age_years": 71}}',
    )

    assert [line["id"] for line in lines] == [1, 2, None, None, None, 6]
    assert ["error" in line for line in lines] == [False, True, True, True, True, False]
    assert lines[2]["error"].startswith("line 3: ")


def test_extract_gives_mentions_whose_offsets_are_those_of_the_text(start: Start) -> None:
    text = "😀 my groin is numb"
    message = json.dumps({"id": 1, "text": text}).encode()

    (line,) = through(start, "extract", message)

    (mention,) = line["mentions"]
    assert line["findings"] == {"saddle_numbness": "present"}
    assert text[mention["start"] : mention["end"]] == mention["evidence"]


def test_extract_refuses_what_is_no_message_and_goes_on(start: Start) -> None:
    lines = through(start, "extract", b'{"id": 1}', b'{"id": 2, "text": "hello"}')

    assert "error" in lines[0]
    assert lines[1]["findings"] == {}


def test_a_line_is_answered_while_the_next_is_not_yet_written(start: Start) -> None:
    with start("assess") as process:
        assert process.stdin
        assert process.stdout
        for id in range(3):
            process.stdin.write(b'{"id": %d}\n' % id)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == id
        process.stdin.close()
        assert process.wait() == 0


def test_a_reader_that_goes_away_is_no_reason_for_a_traceback(start: Start) -> None:
    with start("assess") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b'{"id": 1}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b'{"id": 2}\n')
        process.stdin.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        ("assess", ("rasa", "tensorflow", "sqlalchemy", "fastapi")),
        ("extract", ("rasa", "tensorflow", "sqlalchemy", "fastapi")),
    ],
)
def test_batch_commands_load_only_what_they_need(command: str, heavy: tuple[str, ...]) -> None:
    program = (
        "import sys; from typer.testing import CliRunner; from bot.cli.main import app;"
        f"assert CliRunner().invoke(app, [{command!r}], input='').exit_code == 0;"
        f"print(sorted(set({heavy!r}) & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("[]\n", "")
