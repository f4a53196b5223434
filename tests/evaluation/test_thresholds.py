"""The figures of the develop half, as the reader stands, against the thresholds kept in a file."""

from pathlib import Path

import pytest
import yaml

from bot.bridge.resources import resources
from bot.testing.bank import Labelled
from bot.testing.measures import below
from bot.testing.report import figures
from bot.testing.scoring import score

THRESHOLDS = Path(__file__).parent.parent.parent / "data" / "evaluation" / "thresholds.yml"


@pytest.mark.slow
def test_the_develop_half_is_read_as_well_as_is_promised(messages) -> None:
    here = resources()
    assert here.reader.opinion, "taught by `./backline test`, or by `./backline train`"
    half = [one for one in messages if int(one["id"][3:]) % 2]
    bank = [Labelled.from_json(line, here.protocol) for line in half]
    scored = [score(here.protocol, one, here.reader.read(one.text, one.asking)) for one in bank]

    found = figures(scored, here.protocol)
    assert below(found.measures, yaml.safe_load(THRESHOLDS.read_text(encoding="utf-8"))) == []
