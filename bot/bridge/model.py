"""Where the trained model is, whether it is ours and fresh, and how it is trained."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bot

ROOT = Path(bot.__file__).parent.parent
INPUTS = (
    "config.yml",
    "bot/domain",
    "data/nlu",
    "data/rules",
    "data/stories",
    "bot/nlu",
    "bot/bridge",
)
"""What a model is made from, relative to the project."""


@dataclass(frozen=True)
class Model:
    """A model file and the note beside it that says what it was made from."""

    root: Path = ROOT

    @property
    def file(self) -> Path:
        """Return where the model is kept."""
        return self.root / "models" / "backline.tar.gz"

    @property
    def note(self) -> Path:
        """Return where its hashes are kept."""
        return self.root / "models" / "backline.json"

    def fingerprint(self) -> str:
        """Return the hash over everything a model is made from."""
        digest = hashlib.sha256()
        for path in sorted(self._inputs()):
            digest.update(str(path.relative_to(self.root)).encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def state(self) -> str:
        """Return `missing`, `foreign` (not the file we trained), `stale` or `fresh`."""
        if not (self.file.exists() and self.note.exists()):
            return "missing"
        try:
            note = json.loads(self.note.read_text())
        except ValueError:
            return "foreign"
        if note.get("model") != _sha256(self.file):
            return "foreign"
        return "fresh" if note.get("inputs") == self.fingerprint() else "stale"

    def train(self) -> None:
        """Train from the project's files; RuntimeError where Rasa trains nothing."""
        from rasa.model_training import train

        import bot.bridge.quiet  # noqa: F401

        inputs = self.fingerprint()
        result = train(
            domain=str(self.root / "bot" / "domain"),
            config=str(self.root / "config.yml"),
            training_files=[str(self.root / "data" / part) for part in ("nlu", "rules", "stories")],
            output=str(self.file.parent),
            fixed_model_name=self.file.name.removesuffix(".tar.gz"),
            force_training=True,
        )
        if result.code or not result.model:
            raise RuntimeError(f"Rasa trained no model (code {result.code})")
        note = {"model": _sha256(self.file), "inputs": inputs}
        self.note.write_text(json.dumps(note, indent=1) + "\n")

    def _inputs(self) -> Iterator[Path]:
        for name in INPUTS:
            path = self.root / name
            if path.is_file():
                yield path
            else:
                yield from (p for p in path.rglob("*") if p.suffix in {".yml", ".py"})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
