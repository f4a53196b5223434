"""Training what is learnt from data/: in a process of its own, quiet, with a sign of life."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from bot.cli.refusal import say

ROOT = Path(__file__).parent.parent.parent
LOG = ROOT / "var" / "training.log"
SIGN_OF_LIFE = 5.0
"""Seconds between two lines of progress."""


@dataclass(frozen=True)
class Training:
    """Something that is trained: what to call it, how long it takes, and what trains it."""

    what: str
    takes: str
    code: str
    without: str
    """What still works when it cannot be trained."""


RASA = Training(
    "Rasa's model",
    "about two minutes",
    "from bot.bridge.model import Model; Model().train()",
    "going on with the scripted interview alone",
)
OPINION = Training(
    "the second opinion of the reader",
    "about a quarter of an hour, once",
    "from bot.learning.teach import Lessons; Lessons().teach()",
    "going on with the rules of the reader alone",
)


class TrainingFailed(Exception):
    """Training ended without a result; the message says where the reason is written."""


def train(one: Training) -> None:
    """Train and keep the result; the output of the training goes to `LOG`."""
    began = monotonic()
    LOG.parent.mkdir(parents=True, exist_ok=True)
    say(f"training {one.what} ({one.takes})")
    command = [sys.executable, "-W", "ignore", "-c", one.code]
    with LOG.open("wb") as log, _process(command, log.fileno()) as training:
        while not _ended(training):
            say(f"still training, {monotonic() - began:.0f} s")
    if training.returncode:
        raise TrainingFailed(f"training failed (code {training.returncode}); see {LOG}")
    say(f"trained in {monotonic() - began:.0f} s")


def ensure_model() -> bool:
    """Train unless there is a fresh model of ours; say whether there is one in the end."""
    from bot.bridge.model import Model

    return _ensure(RASA, Model().state())


def ensure_opinion() -> bool:
    """Teach the second opinion unless a fresh one is there; say whether there is one."""
    from bot.learning.teach import Lessons

    return _ensure(OPINION, Lessons().state())


def _ensure(one: Training, state: str) -> bool:
    if state == "fresh":
        return True
    say(f"{one.what}: {state}")
    try:
        train(one)
    except TrainingFailed as failure:
        say(f"{failure}; {one.without}")
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
