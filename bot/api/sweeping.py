"""Looks after silent patients for as long as the app runs; every process and replica does."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool

from bot.api.service import Service
from bot.settings import Settings
from bot.sweep import Patience, sweep

log = logging.getLogger(__name__)


def patience(settings: Settings) -> Patience:
    """Return how long the deployment waits for a patient."""
    return Patience(
        timedelta(minutes=settings.remind_after_minutes),
        timedelta(minutes=settings.close_after_minutes),
    )


@asynccontextmanager
async def sweeping(service: Service) -> AsyncIterator[None]:
    """Sweep in the background of this block, unless the settings leave it to the command."""
    if not service.settings.sweep_every_seconds:
        yield
        return
    task = asyncio.create_task(_for_ever(service))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _for_ever(service: Service) -> None:
    while True:
        await asyncio.sleep(service.settings.sweep_every_seconds)
        await run_in_threadpool(_once, service)


def _once(service: Service) -> None:
    try:
        sweep(service.bot, patience(service.settings), now=datetime.now(UTC))
    except Exception as fault:  # noqa: BLE001  the next sweep may find the database back
        log.error("a sweep failed with %s", type(fault).__name__)
        service.metrics.fault(type(fault).__name__)
