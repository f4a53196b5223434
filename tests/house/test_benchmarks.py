"""The benchmarks are run by hand; that they still fit the code is held here."""

import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"
OURS = [*(path.stem for path in FOLDER.glob("*.py")), "peers.job", "peers.ours", "peers.targets"]


@pytest.mark.parametrize("name", sorted(set(OURS) - {"__init__"}))
def test_it_can_be_loaded(name: str) -> None:
    assert importlib.import_module(f"benchmarks.{name}").__doc__
