"""What may import what, and that importing does nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TOOLS = Path(sys.executable).parent

WATCHED = """
import sys, threading
did = []
ROOT = {root!r}

def watch(event, arguments):
    if event == "open":
        path, mode, _ = arguments
        ours = str(path).startswith(ROOT) and "/.venv/" not in str(path)
        if ours and not str(path).endswith((".py", ".pyc")):
            did.append((event, str(path)))
    elif event in ("socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen"):
        did.append((event, ""))
    elif event in ("os.mkdir", "os.rename", "os.remove") and "/.venv/" not in str(
        arguments
    ):
        did.append((event, str(arguments)))

import {first}
sys.addaudithook(watch)
import {module}
print(did, threading.active_count())
"""


def test_the_layers_hold() -> None:
    done = subprocess.run(
        [TOOLS / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", ["bot.api.app", "bot.cli.main", "bot.turn"])
def test_importing_opens_nothing(module: str) -> None:
    # Third parties do what they like at import; they are imported before the watch begins.
    first = "fastapi, sqlalchemy, pydantic_settings, spacy, structlog, yaml, alembic"
    program = WATCHED.format(root=str(ROOT), module=module, first=first)

    done = subprocess.run(
        [sys.executable, "-B", "-c", program], cwd=ROOT, env={}, capture_output=True, text=True
    )

    assert (done.stdout, done.stderr) == ("[] 1\n", "")


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "--no-cache"), ("ruff", "format", "--check", "--no-cache"), ("mypy",)],
    ids=" ".join,
)
def test_the_tools_have_nothing_to_say(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout
