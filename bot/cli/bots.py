"""A bot to talk to from a terminal: on a database of its own or on a given one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.configuration import migrated

if TYPE_CHECKING:
    from bot.bridge.answer import Rasa
    from bot.parts import Bot


@contextmanager
def bot_on(database_url: str | None, *, rasa: bool) -> Iterator["Bot"]:
    """Hold a bot on this database, or on one that is gone afterwards.

    With `rasa` it answers, too, where a trained model is there and works.
    """
    from bot.bridge.resources import resources
    from bot.parts import assemble

    with tempfile.TemporaryDirectory(prefix="backline-") as folder:
        store = migrated(database_url or f"sqlite:///{Path(folder) / 'talk.sqlite3'}")
        with _agent(wanted=rasa) as agent:
            yield assemble(resources(), store, rasa=agent)
        store.close()


@contextmanager
def _agent(*, wanted: bool) -> "Iterator[Rasa | None]":
    if not wanted:
        yield None
        return
    from bot.bridge.loading import load_rasa
    from bot.bridge.model import Model
    from bot.bridge.resources import resources
    from bot.settings import Settings

    agent, _ = load_rasa(resources().protocol, Model(), time_limit=Settings().rasa_seconds)
    yield agent
    if agent:
        agent.close()
