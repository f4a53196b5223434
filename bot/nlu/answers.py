"""Short answers, read against what was just asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.findings import Mention
from bot.nlu.text import Word


@dataclass(frozen=True)
class Reply:
    """What a message says as an answer."""

    mentions: tuple[Mention, ...] = ()
    answer: str | None = None


def answer(
    text: str, words: Sequence[Word], asking: Sequence[str], mentions: Sequence[Mention]
) -> Reply:
    """Return what the message answers."""
    return Reply()
