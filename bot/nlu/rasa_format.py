"""Training data in Rasa's own NLU format, read without Rasa.

Rasa's TrainingData says the same in other words; `Lexicon.learn` takes both
(https://legacy-docs-oss.rasa.com/docs/rasa/training-data-format).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_ANNOTATION = re.compile(r"\[(?P<text>[^\]]+)\](?:\((?P<name>[^)]+)\)|(?P<json>\{[^}]+\}))")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Annotated:
    """A phrase that an example marks as speaking of a finding, and in which role."""

    phrase: str
    finding: str
    role: str = "present"


@dataclass
class TrainingData:
    """What the files under data/nlu say, in plain Python."""

    phrases: list[Annotated] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    lookups: dict[str, list[str]] = field(default_factory=dict)
    synonyms: dict[str, str] = field(default_factory=dict)
    regexes: dict[str, list[str]] = field(default_factory=dict)

    def add(self, section: Mapping[str, Any]) -> None:
        """Add one section of a file's `nlu` list."""
        lines = list(_lines(section.get("examples", "")))
        if "intent" in section:
            for line in lines:
                self.phrases.extend(annotations(line))
                self.texts.append(_ANNOTATION.sub(lambda match: match["text"], line))
        elif "lookup" in section:
            self.lookups.setdefault(section["lookup"], []).extend(lines)
        elif "synonym" in section:
            self.synonyms.update(dict.fromkeys(lines, section["synonym"]))
        elif "regex" in section:
            self.regexes.setdefault(section["regex"], []).extend(lines)


def annotations(example: str) -> Iterator[Annotated]:
    """Yield the phrases that an example annotates."""
    for match in _ANNOTATION.finditer(example):
        if match["name"]:
            yield Annotated(match["text"], match["name"])
        else:
            marks = json.loads(match["json"])
            yield Annotated(match["text"], marks["entity"], marks.get("role", "present"))


def read_folder(folder: Path) -> TrainingData:
    """Read every YAML file under a folder, in the order of their names."""
    data = TrainingData()
    for file in sorted(folder.rglob("*.yml")):
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
        for section in (content or {}).get("nlu") or ():
            data.add(section)
    return data


def _lines(examples: str | list[Any]) -> Iterator[str]:
    """Yield the items of an `examples` block, without their dashes."""
    if isinstance(examples, list):
        yield from (str(e["text"] if isinstance(e, Mapping) else e).strip() for e in examples)
        return
    for line in examples.splitlines():
        if line.strip().startswith("- "):
            yield line.strip()[2:].strip()
