"""The launcher installs once, however many start it first, and outlives a start that died."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = """#!/bin/sh
[ "$1" = --version ] && exit 0
echo installed >>installs
sleep 1
mkdir -p .venv/bin
printf '#!/bin/sh\\necho ran "$@"\\n' >.venv/bin/backline
chmod +x .venv/bin/backline
"""
"""What stands in for uv: it takes its time, and what it installs says what it was given."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("backline", "uv.lock", "pyproject.toml", ".python-version"):
        shutil.copy(ROOT / name, tmp_path / name)
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(UV)
    uv.chmod(0o755)
    return tmp_path


def started(clone: Path) -> "subprocess.Popen[str]":
    path = f"{clone / 'bin'}:{os.environ['PATH']}"
    return subprocess.Popen(
        ["./backline", "check"],
        cwd=clone,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_three_first_starts_at_once_install_once(clone: Path) -> None:
    starts = [started(clone) for _ in range(3)]
    ended = [(one.communicate(timeout=60), one.returncode) for one in starts]

    assert [code for _, code in ended] == [0, 0, 0]
    assert [out for (out, _), _ in ended] == ["ran check\n"] * 3
    assert (clone / "installs").read_text().split() == ["installed"]
    assert not (clone / ".backline" / "installing").exists()


def test_a_start_that_died_while_installing_is_not_waited_for(clone: Path) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    lock = clone / ".backline" / "installing"
    lock.mkdir(parents=True)
    (lock / "pid").write_text(f"{dead.pid}\n")

    out, _ = started(clone).communicate(timeout=60)

    assert out == "ran check\n"
