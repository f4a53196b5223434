"""`backline train`."""

import typer

from bot.cli.refusal import FOUND_WANTING, say


def train() -> None:
    """Train anew what is learnt from data/: the reader's second opinion and Rasa's model.

    \b
    Example:
      ./backline train
    The other commands train by themselves what they need and find missing or stale.
    """
    from bot.cli import training

    try:
        training.train(training.OPINION)
        training.train(training.RASA)
    except training.TrainingFailed as failure:
        say(str(failure))
        raise typer.Exit(FOUND_WANTING) from None
