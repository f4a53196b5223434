"""YAML without surprises: a key stands once, and `no` is a word, not a falsehood."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.faults import Fault


class _Loader(yaml.CSafeLoader):
    """Reads the core of YAML 1.2 and remembers keys that stand twice."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.twice: list[tuple[int, str]] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Return the mapping, noting each key that was there before."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                self.twice.append((key.start_mark.line + 1, key.value))
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


# YAML 1.1 takes yes, no, on, off, dates and 1:30 for values of other kinds.
_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"^-?[0-9]+\.[0-9]+$", "-0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def read(path: Path, name: str) -> tuple[Any, list[Fault]]:
    """Return what a file holds, or None, with what is wrong with it as YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Fault(name, "", "The file is missing.", "Add it.")]
    except UnicodeDecodeError:
        return None, [Fault(name, "", "The file is not UTF-8 text.", "Save it as UTF-8.")]
    loader = _Loader(text)
    try:
        data = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = f"This is not YAML: {error.problem}."
        return None, [
            Fault(name, f"line {line}", problem, "Check indents, colons and quotes there.")
        ]
    finally:
        loader.dispose()
    return data, [
        Fault(name, f"line {line}", f"The key '{key}' stands twice.", "Keep one of the two.")
        for line, key in loader.twice
    ]
