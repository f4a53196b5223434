"""A sentence as the words that denials are made of; data/nlu/lexicon/denials.yml has them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.nlu.sentences import Sentence
from bot.nlu.text import CLAUSE, Word, word_set

_CLASSES = ("well", "ill", "did", "able", "done")
"""Classes that name findings; the words of `deny.` govern, join and answer."""
_SAYING = word_set("no not nothing none normal can lead leadnormal done")
"""Classes without which a sentence denies nothing here."""
Places = Sequence[tuple[int, int]]
_ADJECTIVES = word_set("numb weak tingly incontinent wet hot sweaty breathless")
_SUBJECTS = word_set("i he she they we")


@dataclass
class Token:
    """A phrase with all the classes that it belongs to, or one unknown word."""

    start: int
    end: int
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parted: int = 0
    """How strongly a mark parts it from what is before; the first is a clause of its own."""
    colon: bool = False
    adjective: bool = False
    """Whether it ends in a word for how something is: "numb" is no item of a list."""
    own: bool = False
    """Whether it begins with a person's own: "my leg"."""
    states: bool = False
    """Whether it begins a statement: "i sleep well", in which a "no" before it has no part."""

    def has(self, *kinds: str) -> bool:
        """Say whether it belongs to one of these classes."""
        return not self.kinds.keys().isdisjoint(kinds)

    def findings(self, *kinds: str) -> tuple[str, ...]:
        """Return the findings that these classes name in it."""
        return tuple(id for kind in kinds for id in self.kinds.get(kind, ()))


def tokens_of(stream: Sequence[Word], sentence: Sentence) -> list[Token]:
    """Return a sentence as tokens; none where it has no word that denials are made of."""
    named = [(places, *_class_of(name)) for name, places in sentence.hits.items() if "." in name]
    kinds = {kind for _, kind, _ in named}
    if kinds.isdisjoint(_SAYING) or kinds.isdisjoint(_CLASSES):
        return []
    return _tokens(stream, sentence, _known(named))


def _known(named: Iterable[tuple[Places, str, tuple[str, ...]]]) -> dict[int, Token]:
    """Return the longest phrase from each place."""
    known: dict[int, Token] = {}
    for places, kind, found in named:
        if not kind:
            continue
        for start, end in places:
            held = known.get(start)
            if held is None or held.end < end:
                held = known[start] = Token(start, end)
            if held.end == end:
                held.kinds[kind] = (*held.kinds.get(kind, ()), *found)
    return known


@cache
def _class_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the class that a lookup's name gives, and the findings behind its full stop."""
    kind, _, rest = name.partition(".")
    if kind == "deny":
        return rest, ()
    return (kind, tuple(rest.split("+"))) if kind in _CLASSES and rest else ("", ())


def _tokens(stream: Sequence[Word], sentence: Sentence, known: Mapping[int, Token]) -> list[Token]:
    tokens: list[Token] = []
    place = sentence.start
    while place < sentence.end:
        token = known.get(place)
        if token is None and stream[place].text == "'s":
            place += 1
            continue
        if token is None or any(word.other for word in stream[token.start : token.end]):
            token = Token(place, place + 1)
        token.parted = stream[place].parted if place > sentence.start else CLAUSE
        token.colon = stream[place].mark[:1] == ":"
        token.adjective = stream[token.end - 1].text in _ADJECTIVES
        token.own = stream[token.start].own
        token.states = stream[token.start].text in _SUBJECTS
        tokens.append(token)
        place = token.end
    return tokens
