"""A vague yes about what alone makes an emergency, beside "no to the rest", is never lost."""

from collections.abc import Iterator

import pytest

from bot.cli.bots import bot_on
from bot.engine.assess import assess
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level
from bot.knowledge.loader import load
from bot.parts import Bot
from bot.testing.conversations import PLAIN
from bot.testing.vignettes import Vignette
from bot.testing.visit import visit

PROTOCOL = load().protocol
MILD = {"pain_score": 4.0}
ALONE = [
    id
    for id in PROTOCOL.findings
    if assess(PROTOCOL, Case({id: Status.PRESENT}, MILD)).level is Level.emergency
]


@pytest.fixture(scope="module")
def bot() -> Iterator[Bot]:
    with bot_on(None, rasa=False) as bot:
        yield bot


@pytest.mark.parametrize("finding", ALONE)
def test_it_ends_as_an_emergency(bot: Bot, finding: str) -> None:
    lost = {}
    for vague in ("sometimes", "it does yes", "only a little", "hard to say", "not great"):
        answers = {**PLAIN, finding: vague}
        who = Vignette(
            vague, "", "my lower back hurts", {}, {}, answers, "no", None, None, "en-US", "self"
        )
        lost[vague] = visit(bot, who).level

    assert {vague: level for vague, level in lost.items() if level is not Level.emergency} == {}
