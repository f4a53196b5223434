"""`backline train`."""

import typer

from bot.cli.refusal import FOUND_WANTING, say


def train() -> None:
    """Train Rasa's model anew, from data/ and bot/domain.

    \b
    Example:
      ./backline train
    `serve`, `chat` and `converse` train by themselves when the model is missing or stale.
    """
    from bot.cli import training

    try:
        training.train()
    except training.TrainingFailed as failure:
        say(str(failure))
        raise typer.Exit(FOUND_WANTING) from None
