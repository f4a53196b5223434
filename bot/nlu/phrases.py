"""Phrases that answers are made of, found in the words of a message.

They stand in data/nlu/lexicon/answers.yml, written as the reader spells words: "do not"
for "don't". Names before a full stop are kinds; what follows one is a finding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import snowballstemmer

from bot.nlu.text import Word

_LONGEST = 7
_FAMILY = ("say_", "topic.")


@dataclass(frozen=True)
class Said:
    """A phrase: its name, and which words it takes."""

    name: str
    start: int
    end: int

    @property
    def finding(self) -> str:
        """What a name such as `topic.fever` is about."""
        return self.name.partition(".")[2]


class Phrases:
    """A table of phrases with names; a word also matches by its stem where `stemmed`."""

    def __init__(
        self, lookups: Mapping[str, Sequence[str]], kinds: Iterable[str], *, stemmed: bool = False
    ) -> None:
        """Take the lookups of these kinds."""
        wanted = frozenset(kinds)
        self._stem = snowballstemmer.stemmer("english").stemWord if stemmed else None
        self._names: dict[tuple[str, ...], list[str]] = {}
        for name, items in lookups.items():
            if name.startswith(_FAMILY) and name.partition(".")[0] in wanted:
                for item in items:
                    self._names.setdefault(self._key(item.split()), []).append(name)
        self._begins = frozenset(key[0] for key in self._names)

    def longest(self, words: Sequence[Word], start: int, end: int) -> Iterator[Said]:
        """Yield the phrases between two places, the longest from each, none overlapping."""
        place = start
        while place < end:
            found = self._at(words, place, end)
            yield from found
            place = found[0].end if found else place + 1

    def every(self, words: Sequence[Word], start: int, end: int) -> list[Said]:
        """Return the longest phrases from every place, overlapping ones too."""
        return [one for place in range(start, end) for one in self._at(words, place, end)]

    def _at(self, words: Sequence[Word], place: int, end: int) -> list[Said]:
        first = words[place].text
        if (self._stem(first) if self._stem else first) not in self._begins:
            return []
        texts = [word.text for word in words[place : min(end, place + _LONGEST)]]
        key = self._key(texts)
        for length in range(len(key), 0, -1):
            names = self._names.get(key[:length])
            if names and not any(words[at].parted for at in range(place + 1, place + length)):
                return [Said(name, place, place + length) for name in names]
        return []

    def _key(self, texts: Sequence[str]) -> tuple[str, ...]:
        if self._stem is None:
            return tuple(texts)
        return tuple(self._stem(text) for text in texts)
