import subprocess
import sys
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from bot.cli.main import app

COMMANDS = (
    "serve",
    "chat",
    "train",
    "test",
    "check",
    "assess",
    "extract",
    "evaluate",
    "converse",
    "db upgrade",
)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_the_help_lists_every_command() -> None:
    code, output = run("--help")

    assert code == 0
    assert all(f"\n  {command.split()[0]} " in output for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_by_example(command: str) -> None:
    code, output = run(*command.split(), "--help")

    assert code == 0
    assert f"./backline {command}" in output


def test_the_version_is_the_installed_one() -> None:
    assert run("--version") == (0, f"backline {version('backline')}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("asess",), "No such command 'asess'. Did you mean 'assess'?"),
        (("serve", "--prot", "1"), "No such option: --prot"),
        (("serve", "--port", "many"), "'--port': Input should be a valid integer"),
        (("serve", "--port", "70000"), "'--port': Input should be less than or equal to 65535"),
        (("serve", "--workers", "0"), "'--workers': Input should be greater than or equal to 1"),
        (("converse",), "Missing argument"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_and_ends_with_2(
    arguments: tuple[str, ...], said: str
) -> None:
    code, output = run(*arguments)

    assert code == 2
    assert said in output
    assert "Traceback" not in output


def test_a_setting_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKLINE_PORT", "many")

    code, output = run("db", "upgrade")

    assert code == 2
    assert "setting port is wrong" in output
    assert "BACKLINE_PORT" in output


@pytest.mark.parametrize("heavy", ["rasa", "tensorflow", "spacy", "sqlalchemy", "pydantic"])
def test_the_help_loads_nothing_heavy(heavy: str) -> None:
    program = (
        "import sys; from typer.testing import CliRunner; from bot.cli.main import app;"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0;"
        f"sys.exit({heavy!r} in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
