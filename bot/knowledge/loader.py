"""The one way from a knowledge folder to the protocol and its scripts: all right, or all faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.engine.protocol import Protocol
from bot.knowledge import build, digest, reach, references, strict_yaml, wording
from bot.knowledge.faults import Fault, KnowledgeError
from bot.knowledge.scripts import Scripts
from bot.knowledge.shape import KnowledgeShape
from bot.knowledge.shape_faults import file_of, shaped

LOW_BACK_PAIN = Path(__file__).parent / "low_back_pain"

FILES = ("manifest", "findings", "rules", "questions", "imaging")


@dataclass(frozen=True)
class Knowledge:
    """A protocol and, by locale, the words it is told in."""

    protocol: Protocol
    scripts: Mapping[str, Scripts]


def load(folder: Path = LOW_BACK_PAIN) -> Knowledge:
    """Return what a knowledge folder says; raise `KnowledgeError` with every fault in it."""
    files, faults = examine(folder)
    if faults or files is None:
        raise KnowledgeError(faults)
    return Knowledge(
        build.protocol(files, digest.of_protocol(files)),
        MappingProxyType({id: wording.scripts(shape) for id, shape in files.scripts.items()}),
    )


def examine(folder: Path) -> tuple[KnowledgeShape | None, list[Fault]]:
    """Return the files of a folder as models, as far as they can be read, and all their faults."""
    raw, faults = _read(folder)
    files, wrong = shaped(raw)
    unreadable = {fault.file for fault in faults}
    faults += [fault for fault in wrong if fault.place or fault.file not in unreadable]
    if files is None:
        return None, faults
    ids = _ids(raw)
    faults += references.faults(files, ids)
    faults += wording.faults(files, ids)
    if not faults:
        faults += reach.faults(files)
    return files, faults


def _read(folder: Path) -> tuple[dict[str, Any], list[Fault]]:
    faults: list[Fault] = []
    raw: dict[str, Any] = {}
    for name in FILES:
        data, wrong = strict_yaml.read(folder / f"{name}.yml", f"{name}.yml")
        raw[name] = data
        faults += wrong
    raw["scripts"] = {}
    for path in sorted((folder / "scripts").glob("*.yml")):
        data, wrong = strict_yaml.read(path, f"scripts/{path.name}")
        raw["scripts"][path.stem] = data
        faults += wrong
    return raw, faults


def _ids(raw: dict[str, Any]) -> dict[str, list[str]]:
    """Return the ids as written, so that a broken entry is not called missing as well."""
    ids = {name: list(raw[name]) for name in ("findings", "rules", "questions")}
    for name in ("sources", "numbers", "categories"):
        ids[name] = list(raw["manifest"][name])
    ids["variants"] = raw["imaging"]["variants"]
    for locale, scripts in raw["scripts"].items():
        ids[file_of("scripts", locale)] = [
            f"{section}.{id}"
            for section, texts in (scripts or {}).items()
            if isinstance(texts, dict)
            for id in texts
        ]
    return ids
