"""Where the second opinion is kept, whether it is fresh, and how it is taught."""

import json
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.bridge.model import fingerprint
from bot.bridge.resources import OPINION, ROOT
from bot.knowledge import loader
from bot.learning.rows import rows
from bot.nlu.opinion import Opinion
from bot.nlu.reader import Reader
from bot.testing.bank import Labelled

log = logging.getLogger(__name__)

INPUTS = ("data/nlu", "data/messages", "bot/nlu", "bot/learning")
"""What it is made from, relative to the project."""
_KINDS = frozenset({".yml", ".jsonl", ".py"})


@dataclass(frozen=True)
class Lessons:
    """The project's labelled messages, and the networks that are made from them."""

    root: Path = ROOT
    file: Path = OPINION

    @property
    def note(self) -> Path:
        """Return where the hash of what it was made from is kept."""
        return self.file.with_suffix(".json")

    def fingerprint(self) -> str:
        """Return the hash over everything it is made from."""
        return fingerprint(self.root, self._inputs())

    def state(self) -> str:
        """Return `missing`, `stale` or `fresh`."""
        try:
            note = json.loads(self.note.read_text(encoding="utf-8"))
            made_from = note["inputs"]
        except (OSError, ValueError, KeyError, TypeError):
            return "missing"
        if not self.file.exists():
            return "missing"
        return "fresh" if made_from == self.fingerprint() else "stale"

    def messages(self) -> list[Labelled]:
        """Return the labelled messages; BadLabel names the first that breaks the format."""
        protocol = loader.load().protocol
        files = sorted((self.root / "data" / "messages").glob("*.jsonl"))
        return [
            Labelled.from_json(json.loads(line), protocol)
            for file in files
            for line in file.read_text(encoding="utf-8").splitlines()
        ]

    def teach(self) -> None:
        """Train the networks and keep them; takes minutes and prints a line an epoch."""
        inputs = self.fingerprint()
        reader = Reader.learn(self.root / "data" / "nlu")
        opinion = taught(reader, self.messages())
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.note.unlink(missing_ok=True)
        opinion.save(self.file)
        self.note.write_text(json.dumps({"inputs": inputs}, indent=1) + "\n", encoding="utf-8")

    def _inputs(self) -> Iterator[Path]:
        for name in INPUTS:
            yield from (p for p in (self.root / name).rglob("*") if p.suffix in _KINDS)


def taught(reader: Reader, messages: Sequence[Labelled], **settings: int) -> Opinion:
    """Return the networks trained on these messages as this reader sees them."""
    from bot.learning import examples

    protocol = loader.load().protocol
    questions = [[id for id in one.asks if id in protocol.findings] for one in protocol.questions]
    messages = [*messages, *rows(messages, questions, random.Random(0))]
    seen = examples.clues(reader, messages)

    from bot.learning.training import train  # only now: processes begin faster without TensorFlow

    findings = sorted(protocol.findings)
    vocabulary = examples.vocabulary(seen, findings)
    return train(vocabulary, examples.examples(vocabulary, messages, seen), told=_tell, **settings)


def _tell(epoch: int, loss: float) -> None:
    log.info("epoch %d: loss %.3f", epoch + 1, loss)
