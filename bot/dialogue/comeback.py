"""Whether a closed conversation is taken up again, and with it as it then stands."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.talk import ENDINGS, Talk
from bot.engine import comeback as engine
from bot.engine.findings import Reading
from bot.engine.interview import COURSE
from bot.engine.protocol import Protocol

AWAY = timedelta(hours=1)
"""Who writes again after so long is back; before that, what they write is about the closing."""


def comes_back(talk: Talk, reading: Reading, wish: str | None, gone: timedelta) -> bool:
    """Say whether a message to a closed conversation takes it up again.

    After a while any message does; at once, a greeting does, and a word on how the pain goes.
    """
    if not talk.closed or wish in ENDINGS:
        return False
    return gone >= AWAY or wish == "greet" or COURSE in reading.categories


def reopened(protocol: Protocol, talk: Talk, gone: timedelta) -> Talk:
    """Return the conversation open again, as old as it is by now, with the course to be asked."""
    return replace(
        talk, interview=engine.reopened(protocol, talk.interview, gone.days), closed=False
    )
