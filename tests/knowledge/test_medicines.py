"""The table of medicines: legal, the one source of its names, and read as evidence."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.engine.findings import Status
from bot.knowledge import loader, medicines
from bot.nlu.rasa_format import read_folder
from bot.nlu.reader import Reader

DATA = Path(__file__).parents[2] / "data" / "nlu"
GROUPS = medicines.load()
NAMES = [(name, group.finding) for group in GROUPS for name in group.names()]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.learn(DATA)


def test_every_group_is_evidence_of_a_finding_of_the_protocol() -> None:
    assert {group.finding for group in GROUPS} <= set(loader.load().protocol.findings)


def test_the_lexicon_made_of_it_is_current_and_says_each_name_once() -> None:
    assert medicines.LEXICON.read_text(encoding="utf-8") == medicines.lexicon(GROUPS), (
        "run `./backline check --write`"
    )
    listed = read_folder(DATA).lookups
    for group in GROUPS:
        assert [n for n in group.names() if listed[group.concept].count(n) != 1] == []


def test_who_takes_one_has_the_finding_and_who_does_not_denies_it(reader: Reader) -> None:
    misread = [
        (name, said)
        for name, finding in NAMES
        for said, status in (
            (f"I have been on {name} for two years", Status.PRESENT),
            (f"I am not on {name}", Status.ABSENT),
            (f"my sister is on {name}", None),
        )
        if reader.read(said).findings.get(finding) is not status
    ]

    assert misread == []


def test_a_group_without_a_source_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "medicines.yml"
    text = medicines.TABLE.read_text(encoding="utf-8")
    file.write_text(text.replace("source: https://", "source: ", 1), encoding="utf-8")

    with pytest.raises(ValidationError, match="source"):
        medicines.load(file)
