"""How a command says no: what is wrong, what to do about it, exit code 2, no traceback."""

from typing import NoReturn

import typer

REFUSED = 2
FOUND_WANTING = 1
"""The command ran, and what it looked at is not good enough."""


def say(text: str) -> None:
    """Tell the person at the terminal, beside whatever goes to standard output."""
    typer.echo(f"backline: {text}", err=True)


def refuse(problem: str, remedy: str) -> NoReturn:
    """End the command because of what the user gave it."""
    say(problem)
    say(f"remedy: {remedy}")
    raise typer.Exit(REFUSED)
