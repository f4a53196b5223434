"""Answers given as a list: by name, by number, in order, or as "the rest"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.engine.findings import Status
from bot.nlu.clauses import Clause
from bot.nlu.phrases import Phrases, Said
from bot.nlu.text import COMMA, Word

STATUS = {"yes": Status.PRESENT, "no": Status.ABSENT, "unsure": Status.UNCERTAIN}
VALUES = {
    "say_yes": "yes",
    "say_no": "no",
    "say_none": "no",
    "say_not": "no",
    "say_fine": "no",
    "say_unsure": "unsure",
}
_FIRST = ("say_first", "say_second", "say_third", "say_fourth", "say_fifth")
_UNDOING = frozenset({"not", "nothing", "never", "hardly"})
_FUNCTIONS = frozenset({"bladder_dysfunction", "bowel_dysfunction", "sexual_dysfunction"})
_MARKED = frozenset("abcde")
"""Letters that number a thing only where a mark follows: "a) no"."""
_KINDS = (*VALUES, *_FIRST, "say_last", "say_first_two", "say_last_two", "say_rest", "say_all")
_AROUND = ("say_only", "say_except", "say_opening", "say_vocative", "say_glue", "topic")


@dataclass(frozen=True)
class Token:
    """One part of a list: a value, what it is about, or a word that governs both."""

    kind: str
    """`value`, `label`, `rest`, `all`, `only` or `except`."""
    value: str = ""
    labels: tuple[str, ...] = ()


@dataclass
class Listing:
    """What a message says as a list."""

    told: dict[str, tuple[Status, Clause]] = field(default_factory=dict)
    rest: tuple[str, Clause] | None = None
    """The value of all that was asked and has no mention of its own."""
    closed: list[Clause] = field(default_factory=list)
    """The clauses that are nothing but answers."""
    values: list[str] = field(default_factory=list)
    """The answers that stand in it, with names or without."""
    ambiguous: bool = False
    """Whether yes and no stand side by side and nothing tells which is whose."""


class Lists:
    """Reads lists with the phrases of data/nlu/lexicon/answers.yml."""

    def __init__(self, lookups: Mapping[str, Sequence[str]]) -> None:
        """Take the lookups that answers are made of."""
        self._phrases = Phrases(lookups, (*_KINDS, *_AROUND))

    def read(
        self,
        words: Sequence[Word],
        clauses: Sequence[Clause],
        asked: Sequence[str],
        *,
        digits: bool,
    ) -> Listing:
        """Return what the clauses say that are nothing but answers.

        `digits` says whether a number may be the place of a thing among those asked.
        """
        listing = Listing()
        tokens = [self._tokens(words, clause, asked, digits=digits) for clause in clauses]
        parts = [(c, t) for c, t in zip(clauses, tokens, strict=True) if t is not None]
        listing.closed = [clause for clause, _ in parts]
        listing.values = [one.value for _, part in parts for one in part if one.value]
        whole = len(parts) == len(clauses)
        if whole and (_in_order(listing, parts, asked) or _alternating(listing, parts)):
            return listing
        only = any(token.kind == "only" for _, part in parts for token in part)
        _by_clause(listing, parts, asked, picks=whole or only)
        return listing

    def _tokens(
        self, words: Sequence[Word], clause: Clause, asked: Sequence[str], *, digits: bool
    ) -> list[Token] | None:
        """Return a clause as tokens, or None where a word in it is none of them."""
        tokens: list[Token] = []
        place = clause.start
        found = self._phrases.longest(words, clause.start, clause.end)
        while place < clause.end:
            here = [one for one in found if one.start == place]
            if not here:
                return None
            token = _token(here, words, asked, digits=digits)
            if token is None or (place and _lacks(words[place - 1], token)):
                return None
            if token.kind == "value" and tokens and tokens[-1].kind == "value":
                token = _joined(tokens, token, words[here[0].start - 1].text)
            tokens += [token] if token.kind != "glue" else []
            place = here[0].end
        if [token.value for token in tokens] == ["no"] and clause.texts[0] == "not":
            return None
        return tokens


def _lacks(before: Word, token: Token) -> bool:
    """Say whether "no" stands before what a body should do: "no pee" is no denial."""
    return before.text == "no" and not _FUNCTIONS.isdisjoint(token.labels)


def _joined(tokens: list[Token], token: Token, before: str) -> Token:
    """Return a value that follows another: "fine-ish" and "not fine" are doubts."""
    if token.value == "unsure" or (before in _UNDOING and token.value == "no"):
        tokens.pop()
        return Token("value", "unsure")
    return token


def _token(
    here: Sequence[Said], words: Sequence[Word], asked: Sequence[str], *, digits: bool
) -> Token | None:
    """Return what a phrase is; one that names what was not asked is none."""
    word = words[here[0].start].text
    is_glue = any(one.name == "say_glue" for one in here)
    if word in _MARKED and not _marked(words, here[0].end):
        return Token("glue") if is_glue else None
    if word.isdigit() and not digits:
        return None
    labels = tuple(dict.fromkeys(id for one in here for id in _labels(one, asked)))
    if labels:
        return Token("label", labels=labels)
    if is_glue:
        return Token("glue")
    named = [one for one in here if not one.name.startswith("topic.") and one.name not in _FIRST]
    if not here[0].start and any(one.name == "say_opening" for one in named):
        return Token("glue")
    return _governing(named[0]) if named else None


def _governing(one: Said) -> Token:
    if one.name in VALUES:
        return Token("value", VALUES[one.name])
    kind = one.name.removeprefix("say_")
    return Token(kind if kind in {"rest", "all", "only", "except"} else "glue")


def _marked(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and words[place].mark[:1] in {")", ".", ":", "-"}


def _labels(one: Said, asked: Sequence[str]) -> Sequence[str]:
    if one.name.startswith("topic."):
        return [one.finding] if one.finding in asked else []
    if one.name in _FIRST:
        return asked[_FIRST.index(one.name) :][:1]
    if one.name == "say_first_two":
        return asked[:2]
    last = {"say_last": 1, "say_last_two": 2}.get(one.name, 0)
    return asked[-last:] if last else []


Parts = Sequence[tuple[Clause, list[Token]]]


def _in_order(listing: Listing, parts: Parts, asked: Sequence[str]) -> bool:
    """Read "no, no, yes": as many answers as were asked for, in that order."""
    said = [(clause, token) for clause, tokens in parts for token in tokens]
    values = [token.value for _, token in said if token.kind == "value"]
    if len(values) != len(said) or len(set(values)) < 2:
        return False
    if len(values) != len(asked):
        if set(values) == {"no", "unsure"}:
            listing.rest = (values[-1], said[-1][0])
            return True
        listing.ambiguous = len(asked) > 1 or {"yes", "no"} <= set(values)
        return listing.ambiguous
    for id, (clause, token) in zip(asked, said, strict=True):
        listing.told[id] = (STATUS[token.value], clause)
    return True


def _alternating(listing: Listing, parts: Parts) -> bool:
    """Read "1. no 2. yes" and "fever: no. bladder: yes": a name, its answer, and so on."""
    said = [(clause, token) for clause, tokens in parts for token in tokens]
    kinds = [token.kind for _, token in said]
    if len(said) < 2 or kinds != ["label", "value"] * (len(said) // 2):
        return False
    for (clause, token), (_, answer) in list(pairwise(said))[::2]:
        for id in token.labels:
            listing.told[id] = (STATUS[answer.value], clause)
    return True


def _by_clause(listing: Listing, parts: Parts, asked: Sequence[str], *, picks: bool) -> None:
    """Read each clause by itself; names without an answer go with what follows them."""
    waiting: list[tuple[Clause, Token]] = []
    base, reached = "", 0
    for clause, tokens in parts:
        kinds = [token.kind for token in tokens]
        if clause.start != reached:
            waiting = []
        reached = clause.end
        if "except" in kinds or (clause.texts[0] == "but" and base and "value" not in kinds):
            _except(listing, clause, tokens, base)
            continue
        if "rest" in kinds:
            _rest(listing, clause, tokens)
            continue
        if (
            waiting
            and kinds[:1] == ["value"]
            and clause.words[0].parted > COMMA
            and not clause.named
        ):
            _pick(listing, waiting, picks=picks)
            waiting = []
        base = _base(tokens) or base
        waiting = _paired(listing, clause, tokens, waiting)
    _pick(listing, waiting, picks=picks)
    if any(token.kind == "only" for _, tokens in parts for token in tokens) and listing.told:
        listing.rest = listing.rest or ("no", parts[0][0])


def _base(tokens: Sequence[Token]) -> str:
    for token in tokens:
        if token.kind in {"value", "all"}:
            return token.value or "yes"
    return ""


def _except(listing: Listing, clause: Clause, tokens: Sequence[Token], base: str) -> None:
    """Read "everything except the fever" and "no, apart from the second"."""
    base = _base(tokens) or base
    if base not in {"yes", "no"}:
        return
    other = Status.ABSENT if base == "yes" else Status.PRESENT
    for id in (id for token in tokens for id in token.labels):
        listing.told[id] = (other, clause)
    listing.rest = (base, clause)


def _rest(listing: Listing, clause: Clause, tokens: Sequence[Token]) -> None:
    """Read "no to the rest"; what else the clause says comes before: "pee yes rest no"."""
    place = next(i for i, token in enumerate(tokens) if token.kind == "rest")
    before = [token for token in tokens[:place] if token.kind != "all"]
    after = [token for token in tokens[place + 1 :] if token.kind == "value"]
    if before and before[-1].kind == "value" and not after:
        after, before = [before[-1]], before[:-1]
    if before:
        _pick(listing, _paired(listing, clause, before, []), picks=True)
    if after:
        listing.rest = (after[0].value, clause)


def _paired(
    listing: Listing,
    clause: Clause,
    tokens: Sequence[Token],
    waiting: Sequence[tuple[Clause, Token]],
) -> list[tuple[Clause, Token]]:
    """Give every name its answer; return the names that have none yet."""
    only = any(token.kind == "only" for token in tokens)
    useful = [token for token in tokens if token.kind in {"value", "label"}]
    if only and useful and useful[0].kind == "value" and tokens[0].kind != "only":
        useful = useful[1:]
    labels = list(waiting)
    value = ""
    leads = bool(useful) and useful[0].kind == "value"
    for token in useful:
        if token.kind == "label":
            labels.append((clause, token))
            if leads and value:
                _tell(listing, [labels.pop()], value)
        else:
            value = token.value
            if not leads or waiting:
                _tell(listing, labels, value)
                labels = []
    return labels


def _pick(listing: Listing, labels: Sequence[tuple[Clause, Token]], *, picks: bool) -> None:
    if picks:
        _tell(listing, labels, "yes")


def _tell(listing: Listing, labels: Sequence[tuple[Clause, Token]], value: str) -> None:
    for clause, token in labels:
        for id in token.labels:
            listing.told[id] = (STATUS[value], clause)
