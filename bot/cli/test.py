"""`backline test`."""

import subprocess
import sys
from pathlib import Path

import typer

ROOT = Path(__file__).parent.parent.parent
ANY = {"allow_extra_args": True, "ignore_unknown_options": True}


def test(context: typer.Context) -> None:
    """Run the tests; all that follows goes to pytest.

    Teaches the reader's second opinion first, when it is missing or stale.

    \b
    Examples:
      ./backline test
      ./backline test tests/engine -k imaging
      ./backline test -m "not slow"
    """
    from bot.cli.training import ensure_opinion

    try:
        ensure_opinion()
        done = subprocess.run([sys.executable, "-m", "pytest", *context.args], cwd=ROOT)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    raise typer.Exit(done.returncode)
