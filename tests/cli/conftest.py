import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAM = (sys.executable, "-c", "from bot.cli.main import main; main()")


@pytest.fixture(scope="session")
def start() -> Callable[..., "subprocess.Popen[bytes]"]:
    """Start the real command, with pipes."""

    def started(*arguments: str) -> "subprocess.Popen[bytes]":
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*PROGRAM, *arguments], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe
        )

    return started
