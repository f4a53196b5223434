"""The patients of the develop half, and what no conversation with any of them may do."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.bots import bot_on
from bot.engine.assess import assess
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level, Protocol
from bot.testing.vignettes import Vignette
from bot.testing.visit import Visit, visit

PATIENTS = Path(__file__).parents[2] / "data" / "evaluation" / "develop" / "patients.jsonl"
MOST_TURNS_AFTER = 2
"""So many turns of the bot, at most, after an emergency was told: the second one closes."""


@pytest.fixture(scope="module")
def visits() -> list[Visit]:
    lines = PATIENTS.read_text(encoding="utf-8").splitlines()
    with bot_on(None, rasa=False) as bot:
        patients = [Vignette.from_json(json.loads(line), bot.protocol) for line in lines]
        return [visit(bot, patient) for patient in patients]


def test_nobody_is_asked_again_what_they_have_answered(visits: list[Visit]) -> None:
    assert {one.vignette.id: one.asked_again for one in visits if one.asked_again} == {}


def test_nobody_is_sent_too_low_or_left_without_precautions(visits: list[Visit]) -> None:
    assert [one.vignette.id for one in visits if one.failed] == []


def told(protocol: Protocol, one: Visit) -> Iterator[Case]:
    """Yield what a patient has said when asked, by their own truth, after each message."""
    who, case, asks = one.vignette, Case(), ()
    for entry in one.transcript:
        if entry["from"] == "bot":
            asks = entry["asks"] or asks
            continue
        findings = {id: Status(who.truth[id]) for id in asks if id in {*who.answers} & {*who.truth}}
        numbers = {id: who.numbers[id] for id in asks if id in who.numbers}
        case = Case({**case.findings, **findings}, {**case.numbers, **numbers})
        yield case


def test_who_tells_an_emergency_has_the_closing_two_turns_later(
    visits: list[Visit], protocol: Protocol
) -> None:
    late = {}
    for one in visits:
        levels = [assess(protocol, case).level for case in told(protocol, one)]
        if levels[-1] is Level.emergency:
            late[one.vignette.id] = one.turns - levels.index(Level.emergency)

    assert len(late) >= 20
    assert {id: turns for id, turns in late.items() if turns > MOST_TURNS_AFTER} == {}
