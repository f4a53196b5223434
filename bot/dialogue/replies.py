"""What the bot says, as values that every channel can show."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a reply is for."""

    GREETING = "greeting"
    QUESTION = "question"
    INFORMATION = "information"
    DISPOSITION = "disposition"
    SAFETY_NET = "safety_net"
    HANDOFF = "handoff"
    ERROR = "error"


@dataclass(frozen=True)
class Button:
    """A quick answer: what it shows and what it sends, as if the patient had typed it."""

    title: str
    text: str


@dataclass(frozen=True)
class Reply:
    """One message to the patient; `asks` holds what it asks about, in the order shown."""

    text: str
    kind: Kind
    asks: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the reply as the API shows it."""
        return {
            "text": self.text,
            "kind": self.kind.value,
            "asks": list(self.asks),
            "buttons": [asdict(button) for button in self.buttons],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Reply":
        """Return the reply that `to_json` wrote; ValueError or KeyError where it did not."""
        return cls(
            text=value["text"],
            kind=Kind(value["kind"]),
            asks=tuple(value.get("asks", ())),
            buttons=tuple(Button(**button) for button in value.get("buttons", ())),
        )
