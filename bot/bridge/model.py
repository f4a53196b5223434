"""Where the trained model is, whether it is ours and fresh, and how it is trained."""

import hashlib
import json
from collections.abc import Iterable, Iterator
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


class ForeignModel(Exception):
    """The model file is not one that this project trained."""


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
        return _note(self.file)

    def fingerprint(self) -> str:
        """Return the hash over everything a model is made from."""
        return fingerprint(self.root, self._inputs())

    def state(self) -> str:
        """Return `missing`, `foreign` (not the file we trained), `stale` or `fresh`."""
        if not (self.file.exists() and self.note.exists()):
            return "missing"
        try:
            inputs = verified(self.file)
        except ForeignModel:
            return "foreign"
        return "fresh" if inputs == self.fingerprint() else "stale"

    def train(self) -> None:
        """Train from the project's files; RuntimeError where Rasa trains nothing."""
        from rasa.model_training import train

        from bot.bridge.quiet import keep_home_clean

        keep_home_clean()
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


def fingerprint(root: Path, files: Iterable[Path]) -> str:
    """Return the hash over the names and contents of files, in whatever order they come."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def verified(file: Path) -> str:
    """Return the hash of what a model was made from; ForeignModel where it is not our file.

    A model file can run code when it is loaded, so only one that this project trained, as
    the note beside it says by hash, is ever handed to Rasa.
    """
    try:
        note = json.loads(_note(file).read_text(encoding="utf-8"))
        model, inputs = str(note["model"]), str(note["inputs"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ForeignModel(f"{file.name}: no readable note beside it; train again") from fault
    if model != _sha256(file):
        raise ForeignModel(f"{file.name}: not the file that was trained here; train again")
    return inputs


def _note(file: Path) -> Path:
    return file.with_name(file.name.removesuffix(".tar.gz") + ".json")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
