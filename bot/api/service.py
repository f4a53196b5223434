"""What the routes work with, made once when the app starts."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import make_url

from bot.api.locales import Locales
from bot.api.metrics import Metrics
from bot.api.throttle import Throttle
from bot.bridge.loading import load_rasa
from bot.bridge.model import Model
from bot.bridge.resources import resources
from bot.engine.protocol import Protocol
from bot.parts import Bot, assemble, today
from bot.settings import Settings
from bot.storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Service:
    """Everything a request may need."""

    settings: Settings
    bot: Bot
    locales: Locales
    throttle: Throttle
    metrics: Metrics
    rasa_state: str
    """`fresh` or `stale` while Rasa answers, else why it does not."""

    def close(self) -> None:
        """Close what was opened."""
        if self.bot.rasa:
            self.bot.rasa.close()
        self.bot.store.close()


def open_service(settings: Settings) -> Service:
    """Load the knowledge, the reader and Rasa, and bring the database up to date."""
    here = resources()
    _warn_when_overdue(here.protocol)
    _make_folder(settings.database_url)
    store = Store(settings.database_url, wait_seconds=settings.database_wait_seconds)
    store.migrate()
    rasa, state = None, "off"
    if settings.rasa:
        rasa, state = load_rasa(here.protocol, Model(), time_limit=settings.rasa_seconds)
    metrics = Metrics(settings.metrics_folder)
    bot = assemble(here, store, rasa=rasa, observer=metrics)
    locales = Locales(here.scripts, settings.default_locale, store.locale_of)
    throttle = Throttle(settings.messages_per_minute)
    return Service(settings, bot, locales, throttle, metrics, state)


def of_request(request: Request) -> Service:
    """Return the service of the app that serves this request."""
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(of_request)]


def _warn_when_overdue(protocol: Protocol) -> None:
    if protocol.governance.review_status(today()) == "overdue":
        due = protocol.governance.next_due
        log.warning("the protocol's review is overdue since %s", due)


def _make_folder(database_url: str) -> None:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
