"""The `backline` command: the list of commands, and nothing else.

Each command imports what it needs when it runs, so that the light ones start at once.
"""

import logging
from typing import Annotated

import typer

from bot.cli import (
    assess,
    chat,
    check,
    converse,
    db,
    evaluate,
    extract,
    serve,
    sweep,
    test,
    train,
)

app = typer.Typer(
    name="backline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: the examples keep their lines
    pretty_exceptions_enable=False,  # it would print local values, patients' words among them
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(serve.serve)
app.command()(sweep.sweep)
app.command()(chat.chat)
app.command()(train.train)
app.command(context_settings=test.ANY)(test.test)
app.command()(check.check)
app.command()(assess.assess)
app.command()(extract.extract)
app.command()(evaluate.evaluate)
app.command()(converse.converse)
app.add_typer(db.app, name="db")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"backline {version('backline')}")
        raise typer.Exit


@app.callback()
def backline(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Backline: open conversational triage for low back pain. Not a medical device.

    \b
    Start here:
      ./backline serve            chat and API on http://127.0.0.1:8000
      ./backline chat             the same conversation in this terminal
      ./backline test             the test suite
      ./backline COMMAND --help   examples for every command
    """


def main() -> None:
    """Run the command that the command line names."""
    # What Rasa's libraries find outdated in each other helps nobody, and they undo filters.
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    app(prog_name="./backline")
