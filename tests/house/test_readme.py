"""The README is true: what it tells a newcomer to type works."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TYPED = re.findall(r"^(?:echo .*?\| )?\./backline .*$", README, re.MULTILINE)


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 100


def test_every_command_it_names_exists() -> None:
    help_text = subprocess.run(
        ["./backline", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    named = {match[1] for line in TYPED if (match := re.search(r"\./backline (\w+)", line))}

    assert {"serve", "test"} <= named
    assert {name for name in named if not re.search(rf"\b{name}\b", help_text)} == set()


@pytest.mark.parametrize("line", [line for line in TYPED if line.startswith("echo")])
def test_a_line_that_pipes_gives_what_it_promises(line: str) -> None:
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)

    assert "error" not in told
    assert told.get("level") == "emergency" or told["findings"] == {"fever": "present"}


def test_every_place_it_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
