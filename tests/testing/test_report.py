from pathlib import Path
from typing import Any

import pytest

from bot.engine.findings import Mention, Reading, Status
from bot.engine.protocol import Protocol
from bot.testing import report
from bot.testing.bank import Labelled
from bot.testing.measures import BadThresholds, below
from bot.testing.report import Figures
from bot.testing.scoring import Scored, score
from bot.testing.tallies import Share

WORDS = "<b>quite private words</b>"


@pytest.fixture
def scored(protocol: Protocol) -> list[Scored]:
    line: dict[str, Any] = {
        "id": "m-1",
        "text": WORDS,
        "findings": {"saddle_numbness": "present", "fever": "absent"},
        "numbers": {"age_years": 40},
        "min_disposition": "emergency",
    }
    reading = Reading((Mention("fever", Status.ABSENT, 0, 0, ""),), {"age_years": 41})
    return [score(protocol, Labelled.from_json(line, protocol), reading)]


@pytest.fixture
def found(protocol: Protocol, scored: list[Scored]) -> Figures:
    return report.figures(scored, protocol)


def test_the_figures_are_those_of_the_messages(found: Figures) -> None:
    assert found.by_finding["fever", "absent"].f1 == 1
    assert found.by_finding["saddle_numbness", "present"].missed == 1
    assert found.measures["emergency_class_alarm_recall"] == Share(0, 1)
    assert found.measures["emergency_messages_reached"] == Share(0, 1)
    assert found.measures["numbers_right"] == Share(0, 1)
    assert found.missed_emergencies == ["m-1"]


def test_the_terminal_shows_ids_and_never_words(found: Figures) -> None:
    text = report.as_text(found)

    assert "saddle_numbness" in text
    assert "m-1" in text
    assert "private" not in text


def test_the_page_shows_the_words_as_text_and_the_plots(
    found: Figures, scored: list[Scored], tmp_path: Path
) -> None:
    page = report.as_page(found, scored, tmp_path / "new").read_text(encoding="utf-8")

    assert "&lt;b&gt;quite private words" in page
    assert WORDS not in page
    assert page.count("<svg") == 2


def test_the_page_is_the_same_at_every_run(
    found: Figures, scored: list[Scored], tmp_path: Path
) -> None:
    first = report.as_page(found, scored, tmp_path / "a").read_bytes()

    assert report.as_page(found, scored, tmp_path / "b").read_bytes() == first


@pytest.mark.parametrize(
    ("limits", "missed"),
    [
        ({}, []),
        ({"at_least": {"share": 0.5}}, []),
        ({"at_least": {"share": 0.51}}, ["share is 0.500, at least 0.51 is wanted"]),
        ({"at_most": {"share": 0.5}}, []),
        ({"at_most": {"share": 0}}, ["share is 0.500, at most 0 is wanted"]),
        ({"at_least": {"nothing": 1}, "at_most": None}, []),
    ],
)
def test_thresholds_are_held_against_the_figures(limits: dict[str, Any], missed: list[str]) -> None:
    assert below({"share": Share(1, 2), "nothing": Share(0, 0)}, limits) == missed


@pytest.mark.parametrize(
    "limits", [{"least": {}}, {"at_least": {"other": 1}}, {"at_least": {"share": "high"}}]
)
def test_thresholds_that_mean_nothing_are_refused(limits: dict[str, Any]) -> None:
    with pytest.raises(BadThresholds):
        below({"share": Share(1, 2)}, limits)
