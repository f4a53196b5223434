"""`backline sweep`."""

from typing import Annotated

import typer

from bot.cli.refusal import FOUND_WANTING, say


def sweep(
    database_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."),
    ] = None,
) -> None:
    """Look after silent patients, once: remind them, later close with the precautions.

    `serve` does this by itself; this is for a timer, where BACKLINE_SWEEP_EVERY_SECONDS is 0.
    How long to wait comes from BACKLINE_REMIND_AFTER_MINUTES and BACKLINE_CLOSE_AFTER_MINUTES.
    Safe to run on several machines at once.

    \b
    Examples:
      ./backline sweep
      ./backline sweep --database-url postgresql://backline:secret@localhost/backline
    """
    from datetime import UTC, datetime

    from bot import sweep as sweeping
    from bot.api.sweeping import patience
    from bot.cli.bots import bot_on
    from bot.cli.configuration import settings

    chosen = settings(database_url=database_url)
    with bot_on(chosen.database_url, rasa=False) as bot:
        swept = sweeping.sweep(bot, patience(chosen), now=datetime.now(UTC))
    say(f"{swept.reminded} reminded, {swept.closed} closed, {swept.answered} answered late")
    if swept.failed:
        say(f"{swept.failed} could not be looked after; the next sweep tries again")
        raise typer.Exit(FOUND_WANTING)
