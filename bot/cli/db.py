"""`backline db ...`."""

from typing import Annotated

import typer

from bot.cli.refusal import say

app = typer.Typer(help="Look after the database.", no_args_is_help=True, rich_markup_mode=None)

DatabaseUrl = Annotated[
    str | None,
    typer.Option(help="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.", metavar="URL"),
]


@app.callback()
def db() -> None:
    """Look after the database."""


@app.command()
def upgrade(database_url: DatabaseUrl = None) -> None:
    """Bring the tables up to date; safe to run again, and from several machines at once.

    \b
    Examples:
      ./backline db upgrade
      ./backline db upgrade --database-url postgresql://backline:secret@localhost/backline
    """
    from bot.cli.configuration import migrated, settings

    migrated(settings(database_url=database_url).database_url).close()
    say("the database is up to date")
