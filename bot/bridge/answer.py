"""What comes back from Rasa, wherever it runs; knows no Rasa itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.dialogue.talk import Outcome, Talk


class RasaFailed(Exception):
    """Rasa raised, answered nothing or took too long; the cause is chained."""


@dataclass(frozen=True)
class RasaAnswer:
    """What Rasa made of one message."""

    outcome: Outcome
    intent: str | None
    entities: tuple[Mapping[str, Any], ...]
    events: tuple[Mapping[str, Any], ...]
    """The tracker's new events, as JSON values."""


class Rasa(Protocol):
    """A Rasa agent that can be asked."""

    def answer(
        self,
        conversation: str,
        text: str,
        talk: Talk,
        events: Iterable[Mapping[str, Any]],
        *,
        locale: str,
    ) -> RasaAnswer:
        """Return the answer to one message; RasaFailed where there is none."""
        ...

    def close(self) -> None:
        """Stop what was started."""
        ...
