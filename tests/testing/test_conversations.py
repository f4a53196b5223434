"""What the runner of written conversations finds wrong, it says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.bots import bot_on
from bot.parts import Bot
from bot.testing.conversations import BadConversation, Conversation, conversations, play

NUMB = {"patient": "my back hurts and my groin is numb"}


@pytest.fixture(scope="module")
def bot() -> Iterator[Bot]:
    with bot_on(None, rasa=False) as bot:
        yield bot


def written(*turns: dict[str, Any], level: str = "emergency", **ends: Any) -> Conversation:
    return Conversation("a conversation", turns, level, **ends)


def test_what_goes_as_written_has_no_fault(bot: Bot) -> None:
    expected = {"bot": {"says": ["reasons.E1", "reasons"], "closes": "finished"}}
    ends = {"findings": {"saddle_numbness": "present"}, "rules": ["E1"]}

    assert play(bot, written(NUMB, expected, **ends)) == []


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ({"says": "about_scans", "closes": "finished"}, "does not say 'about_scans'"),
        ({"asks": "saddle"}, "asks about [], not about saddle"),
        ({"asks": ["fever"]}, "asks about [], not about ['fever']"),
        ({"closes": "stopped"}, "closes as 'finished'"),
        ({}, "closes as 'finished'"),
    ],
)
def test_what_the_bot_does_otherwise_is_told(bot: Bot, expected: Any, fault: str) -> None:
    told = play(bot, written(NUMB, {"bot": expected}))

    assert any(fault in one for one in told), told


@pytest.mark.parametrize(
    ("ends", "fault"),
    [
        ({"level": "urgent"}, "it ends at emergency, not at urgent"),
        ({"findings": {"fever": "absent"}}, "fever is unknown in the end, not absent"),
        ({"numbers": {"age_years": 34}}, "age_years is None in the end, not 34"),
        ({"rules": ["E2"]}, "E2 does not hold in the end"),
    ],
)
def test_how_it_ends_otherwise_is_told(bot: Bot, ends: Any, fault: str) -> None:
    assert play(bot, written(NUMB, **ends)) == [fault]


def test_the_rest_is_answered_by_what_is_asked(bot: Bot) -> None:
    told = play(
        bot,
        written(
            {"patient": "my back hurts"},
            {"the rest": {"cancer_history": "I had cancer in 2015"}},
            level="urgent",
            findings={"cancer_history": "present", "fever": "absent"},
        ),
    )

    assert told == []


@pytest.mark.parametrize(
    "text",
    [
        "- { title: a, turns: [], level: urgent, mood: good }",
        "- { title: a, turns: [{ doctor: hello }], level: urgent }",
        "- { title: a, turns: [{ bot: { thinks: a lot } }], level: urgent }",
    ],
)
def test_what_is_written_otherwise_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.yml").write_text(text)

    with pytest.raises(BadConversation, match="bad: a"):
        list(conversations(tmp_path))
