"""Training Rasa's model: in a process of its own, quiet, with a sign of life."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from bot.cli.refusal import say

ROOT = Path(__file__).parent.parent.parent
LOG = ROOT / "var" / "training.log"
TRAIN = "from bot.bridge.model import Model; Model().train()"
SIGN_OF_LIFE = 5.0
"""Seconds between two lines of progress."""


class TrainingFailed(Exception):
    """Training ended without a model; the message says where the reason is written."""


def train() -> None:
    """Train and keep a new model; the output of the training goes to `LOG`."""
    began = monotonic()
    LOG.parent.mkdir(parents=True, exist_ok=True)
    say("training Rasa's model (about two minutes)")
    with LOG.open("wb") as log, _process([sys.executable, "-c", TRAIN], log.fileno()) as training:
        while not _ended(training):
            say(f"still training, {monotonic() - began:.0f} s")
    if training.returncode:
        raise TrainingFailed(f"training failed (code {training.returncode}); see {LOG}")
    say(f"trained in {monotonic() - began:.0f} s")


def ensure_model() -> bool:
    """Train unless there is a fresh model of ours; say whether there is one in the end."""
    from bot.bridge.model import Model

    state = Model().state()
    if state == "fresh":
        return True
    say(f"Rasa's model is {state}")
    try:
        train()
    except TrainingFailed as failure:
        say(f"{failure}; going on with the scripted interview alone")
        return False
    return True


@contextmanager
def _process(command: list[str], output: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(SIGN_OF_LIFE)
    except subprocess.TimeoutExpired:
        return False
    return True
