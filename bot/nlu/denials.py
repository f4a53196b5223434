"""Whole denials, put together from word classes: "no leaks, falls or fever", "bladder fine".

Frames read a finding near a word. This reads clauses in which every word is understood, so
that one "no", one "normal" or one "none" may govern a list of things however long. Where an
unknown word stands beside a thing, that thing is left alone. The words are those of
data/nlu/lexicon/denials.yml.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.nlu.sentences import Sentence
from bot.nlu.text import CLAUSE, COMMA, Word, word_set

GOVERNING = "deny."
"""How the names of words begin that govern or join; the other classes name findings."""
_CLASSES = ("well", "ill", "did", "able")
_DOUBTED_WITHIN = 6
_LIST = frozenset({"and", "tail", "trouble"})
"""What may follow a thing that is denied, besides a mark and the end."""
_ADJECTIVES = word_set("numb weak tingly incontinent wet hot sweaty breathless")
_DENIES = {
    "no": ("ill",),
    "not": ("did", "ill"),
    "nothing": ("well", "ill"),
    "lead": ("well",),
    "can": ("able",),
}
"""Which classes each kind of governing word denies."""
_ANYWHERE = "anywhere"
"""What "numbness" and "feeling" are of where no place is named."""
_NOWHERE = "nothing"
"""What is denied of no finding."""
_SADDLE = ("saddle_topic", "saddle_area", "upper_body")
_BELOW = ("pee", "poo", "toilet", "sex")
_KEPT_OUT = ("hypothetical", "if")

Denied = tuple[str, int, int]
"""A finding, and from where to where the words stand that deny it."""


@dataclass
class _Token:
    """A phrase with all the classes that it belongs to, or one unknown word."""

    start: int
    end: int
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parted: int = 0
    adjective: bool = False
    """Whether it ends in a word for how something is: "numb" is no item of a list."""

    def has(self, *kinds: str) -> bool:
        """Say whether it belongs to one of these classes."""
        return any(kind in self.kinds for kind in kinds)

    def findings(self, *kinds: str) -> tuple[str, ...]:
        """Return the findings that these classes name in it."""
        return tuple(id for kind in kinds for id in self.kinds.get(kind, ()))


def denials_in(stream: Sequence[Word], sentences: Iterable[Sentence]) -> list[Denied]:
    """Return what whole clauses deny, sentence by sentence."""
    denied: list[Denied] = []
    sentences = list(sentences)
    below = _speaks_of(sentences, _BELOW) and not _speaks_of(sentences, ("leg",))
    for sentence in sentences:
        if any(name in sentence.hits for name in _KEPT_OUT) or stream[sentence.start].question:
            continue
        known = _known(sentence)
        if known:
            told = _Scan(_tokens(stream, sentence, known)).run(_unsure(sentence))
            placed = (_placed(one, sentence, below=below) for one in told)
            denied += [one for one in placed if not _elsewhere(stream, sentence, one)]
    return denied


def _speaks_of(sentences: Iterable[Sentence], concepts: Iterable[str]) -> bool:
    return any(name in sentence.hits for sentence in sentences for name in concepts)


def _placed(one: Denied, sentence: Sentence, *, below: bool) -> Denied:
    """Say where "not numb" is meant: beside the toilet and not the legs, of the saddle."""
    if one[0] != _ANYWHERE:
        return one
    here = _speaks_of([sentence], _BELOW) and "leg" not in sentence.hits
    saddle = below or here
    return ("saddle_numbness" if saddle else _NOWHERE, *one[1:])


def _elsewhere(stream: Sequence[Word], sentence: Sentence, one: Denied) -> bool:
    """Say whether numbness is denied of another place than the legs, as by "groin not numb"."""
    finding, start, end = one
    if finding == _NOWHERE:
        return True
    if finding != "progressive_numbness":
        return False
    if any(start <= left and right <= end for left, right in sentence.hits.get("leg", ())):
        return False
    bare = any(word.text == "numb" for word in stream[start:end])
    return any(name in sentence.hits for name in (*_SADDLE, *(_BELOW if bare else ())))


def _known(sentence: Sentence) -> dict[int, _Token]:
    """Return the longest phrase from each place."""
    known: dict[int, _Token] = {}
    for name, places in sentence.hits.items():
        kind, found = _class_of(name)
        if not kind:
            continue
        for start, end in places:
            held = known.get(start)
            if held is None or held.end < end:
                held = known[start] = _Token(start, end)
            if held.end == end:
                held.kinds[kind] = (*held.kinds.get(kind, ()), *found)
    return known


def _class_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the class that a lookup's name gives, and the findings behind its full stop."""
    kind, _, rest = name.partition(".")
    if kind == "deny":
        return rest, ()
    return (kind, tuple(rest.split("+"))) if kind in _CLASSES and rest else ("", ())


def _tokens(
    stream: Sequence[Word], sentence: Sentence, known: Mapping[int, _Token]
) -> list[_Token]:
    tokens: list[_Token] = []
    place = sentence.start
    while place < sentence.end:
        token = known.get(place)
        if token is None and stream[place].text == "'s":
            place += 1
            continue
        if token is None or any(word.other for word in stream[token.start : token.end]):
            token = _Token(place, place + 1)
        token.parted = stream[place].parted if place > sentence.start else CLAUSE
        token.adjective = stream[token.end - 1].text in _ADJECTIVES
        tokens.append(token)
        place = token.end
    return tokens


def _unsure(sentence: Sentence) -> list[tuple[int, int]]:
    """Return where a doubt or a past stands, near which nothing is denied here."""
    hits = sentence.hits
    return [*hits.get("doubt", ()), *hits.get("past", ()), *hits.get("near_miss", ())]


class _Scan:
    """Goes through the tokens of a sentence with what governs and what waits."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._mode = ""
        self._waiting: list[tuple[_Token, bool]] = []
        """Things without an answer yet, and whether only a denial can answer them."""
        self._told: list[Denied] = []
        self._governor = 0

    def run(self, unsure: Sequence[tuple[int, int]]) -> list[Denied]:
        """Return what is denied, away from words of doubt and of the past."""
        for place, token in enumerate(self._tokens):
            self._step(place, token)
        return [
            one
            for one in self._told
            if not any(_near(one[1], one[2], start, end) for start, end in unsure)
        ]

    def _step(self, place: int, token: _Token) -> None:
        answers = token.has("normal", "none") and self._waiting and self._closed(place)
        if token.parted >= CLAUSE and not answers:
            self._reset("")
        if answers:
            self._answer(token)
        elif not token.kinds or token.has("cannot"):
            self._reset("bad" if token.kinds else "")
        elif token.has("nothing", "no", "not", "lead") or (
            token.has("can", "leadnormal") and self._leads(place)
        ):
            self._govern(place, token)
        elif token.has("trouble"):
            self._trouble()
        elif token.has("well", "ill", "did", "able"):
            self._thing(place, token)
        elif token.has("start", "subject") and not token.has("and"):
            self._reset("")
        elif token.has("normal", "none") or (token.has("glue") and token.parted >= COMMA):
            self._reset("")

    def _reset(self, mode: str) -> None:
        self._mode = mode
        self._waiting = []

    def _answer(self, token: _Token) -> None:
        """Let "fine" or "none" answer what waits; "fine" says nothing of a symptom."""
        for thing, symptom in self._waiting:
            if not symptom and token.has("normal"):
                self._tell(thing.findings("well", "able"), thing.start, token.end)
            elif symptom and token.has("none") and self._mode != "no":
                self._tell(thing.findings("well", "ill", "did"), thing.start, token.end)
        self._reset("")

    def _govern(self, place: int, token: _Token) -> None:
        following = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        self._governor = token.start
        if token.has("nothing"):
            self._reset("nothing")
        elif token.has("no"):
            self._reset("no")
        elif token.has("not"):
            plain = following is not None and not following.parted
            self._reset("not" if plain and following.has("did", "ill", "glue") else "bad")
        elif self._mode in {"no", "not", "bad"}:
            self._reset("bad")
        else:
            self._reset("can" if token.has("can") else "lead")

    def _leads(self, place: int) -> bool:
        """Say whether "can" or "normal" stands right before what it governs."""
        token = self._tokens[place]
        following = self._tokens[place + 1 : place + 2]
        if not following or following[0].parted:
            return False
        return following[0].has("able" if token.has("can") else "well")

    def _trouble(self) -> None:
        """Read "no bladder or bowel trouble"; before what it is about it governs the rest."""
        if self._mode == "no":
            for thing, _ in self._waiting:
                self._tell(thing.findings("well"), self._governor, thing.end)
            self._waiting = []
            self._mode = "nothing"
        elif not self._mode:
            self._waiting = [(thing, True) for thing, _ in self._waiting]

    def _thing(self, place: int, token: _Token) -> None:
        """Deny a thing by what governs it, or let it wait for its answer."""
        found = self._governed(place, token)
        if found and (self._closed(place) or self._leads_on(place)):
            self._tell(found, self._governor, token.end)
        elif self._mode == "no" and token.has("well") and not found:
            self._waiting.append((token, token.parted < COMMA))
        elif not self._mode and self._waiting and self._ails(place):
            self._waiting.pop()
        elif token.parted >= COMMA or not self._mode:
            if self._mode or not (self._waiting or self._begins(place)):
                self._reset("")
            if self._waiting or self._begins(place):
                self._waiting.append((token, not token.has("well", "able")))
        elif not found:
            self._reset("bad" if self._mode in {"no", "not", "bad"} else "")

    def _ails(self, place: int) -> bool:
        """Say whether a symptom is said of the thing before it, as in "both legs tingle"."""
        token, before = self._tokens[place], self._tokens[place - 1]
        apart = token.parted or before.has("and") or not token.has("ill", "did")
        return not apart and not token.has("well", "able") and self._waiting[-1][0].has("well")

    def _governed(self, place: int, token: _Token) -> tuple[str, ...]:
        """Return what of a thing the word that governs here denies."""
        listed = token.parted >= COMMA
        if listed and (token.adjective or self._mode == "not"):
            return ()
        if self._mode == "no" and self._is_part_of(place):
            return ()
        return token.findings(*_DENIES.get(self._mode, ()))

    def _is_part_of(self, place: int) -> bool:
        """Say whether a thing is one word with the one before it: "no immune drugs"."""
        token, before = self._tokens[place], self._tokens[place - 1]
        apart = token.parted or not before.has("well")
        return not apart and not set(before.findings("well")) & set(token.findings("ill"))

    def _begins(self, place: int) -> bool:
        """Say whether a thing stands where a statement may begin."""
        token = self._tokens[place]
        if token.parted >= COMMA or not place:
            return True
        return self._tokens[place - 1].has("and", "start", "glue", "tail")

    def _closed(self, place: int) -> bool:
        """Say whether nothing that is not understood follows a token in its clause."""
        if place + 1 == len(self._tokens):
            return True
        following = self._tokens[place + 1]
        if following.has("but") and self._tokens[place].has("able"):
            return False
        return following.parted >= COMMA or following.has(*_LIST, "start")

    def _leads_on(self, place: int) -> bool:
        """Say whether a thing stands right behind what governs it, and a place follows."""
        after = self._tokens[place + 1 : place + 2]
        adjoins = place > 0 and self._tokens[place - 1].has("no", "not", "nothing")
        return adjoins and bool(after) and after[0].has("glue")

    def _tell(self, findings: Iterable[str], start: int, end: int) -> None:
        self._told += [(id, min(start, end - 1), end) for id in findings]


def _near(start: int, end: int, left: int, right: int) -> bool:
    return left - end < _DOUBTED_WITHIN and start - right < _DOUBTED_WITHIN
