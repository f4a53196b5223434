"""What a conversation needs, handed in from the edges: knowledge, reader, store, Rasa, clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Protocol as Interface

from bot.bridge.answer import Rasa
from bot.bridge.resources import Resources
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts
from bot.nlu.reader import Reader
from bot.nlu.wishes import Wishes
from bot.storage.store import Store


class Observer(Interface):
    """Told what happens, to count it: levels, reasons and other names, never anybody's words."""

    def turn(self, level: str) -> None:
        """Note a turn that is on record, by the level it left."""

    def closed(self, reason: str) -> None:
        """Note a closing that is on record."""

    def rasa_failed(self, kind: str) -> None:
        """Note that Rasa gave no answer."""

    def disagreed(self, about: str) -> None:
        """Note that Rasa's answer was left for the scripted one: `closing` or `knowledge`."""

    def fault(self, kind: str) -> None:
        """Note a fault of ours."""


class Unobserved(Observer):
    """Counts nothing."""


@dataclass(frozen=True)
class Bot:
    """What a turn needs; `rasa` is None where no model is trained."""

    protocol: Protocol
    scripts: Mapping[str, Scripts]
    reader: Reader
    wishes: Wishes
    store: Store
    today: Callable[[], date]
    rasa: Rasa | None = None
    observer: Observer = field(default_factory=Unobserved)


def today() -> date:
    """Read the calendar of the machine; follow-up dates are reckoned from it."""
    return datetime.now(UTC).date()


def assemble(
    here: Resources,
    store: Store,
    *,
    rasa: Rasa | None = None,
    observer: Observer | None = None,
    today: Callable[[], date] = today,
) -> Bot:
    """Put a bot together; every server, command and test gets it from here."""
    bot = Bot(
        protocol=here.protocol,
        scripts=here.scripts,
        reader=here.reader,
        wishes=here.wishes,
        store=store,
        today=today,
        rasa=rasa,
    )
    return replace(bot, observer=observer) if observer else bot
