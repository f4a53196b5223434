"""Finds many phrases at once in a row of stems.

spaCy's PhraseMatcher does the same over its Docs, but to import it and to make a Doc of each
of twenty thousand phrases takes longer than all else that a reader learns.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.nlu.sentences import Hit

_HERE = ""
"""Where a node keeps the names of the phrases that end in it; no stem is empty."""


class Matcher:
    """A tree of stems: each path from the root is the beginning of a phrase."""

    def __init__(self) -> None:
        """Begin with no phrases."""
        self.names: set[str] = set()
        self._root: dict[str, Any] = {}

    def add(self, name: str, phrases: Iterable[Sequence[str]]) -> None:
        """Give phrases a name; an empty phrase is left out."""
        self.names.add(name)
        for stems in phrases:
            node = self._root
            for stem in stems:
                node = node.setdefault(stem, {})
            names = node.get(_HERE, ())
            if node is not self._root and name not in names:
                node[_HERE] = (*names, name)

    def find(self, stems: Sequence[str]) -> list[Hit]:
        """Return every phrase in a row of stems, overlapping ones too, in their order."""
        hits: list[Hit] = []
        for start, first in enumerate(stems):
            node, end = self._root.get(first), start + 1
            while node:
                if _HERE in node:
                    hits.append(Hit(node[_HERE], start, end))
                if end == len(stems):
                    break
                node, end = node.get(stems[end]), end + 1
        return hits
