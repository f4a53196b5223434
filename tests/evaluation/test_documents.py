import re
from pathlib import Path

import pytest
import yaml

from bot.engine.protocol import Protocol
from bot.testing import bank, vignettes
from bot.testing.measures import measures

FOLDER = Path(__file__).parent.parent.parent / "data" / "evaluation"


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("keys", [bank.KEYS, vignettes.KEYS], ids=["message", "patient"])
def test_every_key_of_the_formats_is_explained(keys: frozenset[str]) -> None:
    assert [key for key in sorted(keys) if f"`{key}`" not in text("LABELLING.md")] == []


def test_every_finding_named_in_the_rules_exists(protocol: Protocol) -> None:
    rows = re.findall(
        r"^\| ((?:`\w+`,? ?)+) \|", text("LABELLING.md").split("## The format")[0], re.M
    )
    named = {id for row in rows for id in re.findall(r"`(\w+)`", row)} - set(bank.LABELS)

    assert named <= set(protocol.findings)
    assert len(named) > 20


def test_the_datasheet_counts_what_is_there() -> None:
    counts = re.findall(r"^\| `(\w+\.jsonl)` \| (\d+) \| (\d+) \|", text("DATASHEET.md"), re.M)
    there = {
        name: tuple(
            str(len((FOLDER / half / name).read_text(encoding="utf-8").splitlines()))
            for half in ("develop", "test")
        )
        for name, *_ in counts
    }

    assert len(counts) == 4
    assert there == {name: (develop, test) for name, develop, test in counts}


def test_the_thresholds_name_figures_that_are_measured(protocol: Protocol) -> None:
    limits = yaml.safe_load(text("thresholds.yml"))
    named = {name for limit in limits.values() for name in limit or ()}

    assert set(limits) <= {"at_least", "at_most"}
    assert named <= set(measures([], protocol, {}))
