"""Which answer of a list goes with which name: in order, by name, or as "the rest"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.engine.findings import Status
from bot.nlu.clauses import Clause
from bot.nlu.text import COMMA

_ALL = frozenset({"all", "everything"})
"""Words that a "but" takes exceptions from: "all but the last two"."""
STATUS = {"yes": Status.PRESENT, "no": Status.ABSENT, "unsure": Status.UNCERTAIN}


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

    @property
    def read(self) -> list[Clause]:
        """Return the clauses that tell something by name or by place."""
        return [clause for _, clause in self.told.values()]


Parts = Sequence[tuple[Clause, list[Token]]]


def in_order(listing: Listing, parts: Parts, asked: Sequence[str]) -> bool:
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


def alternating(listing: Listing, parts: Parts) -> bool:
    """Read "1. no 2. yes" and "fever: no. bladder: yes": a name, its answer, and so on."""
    said = [(clause, token) for clause, tokens in parts for token in tokens]
    kinds = [token.kind for _, token in said]
    if len(said) < 2 or kinds != ["label", "value"] * (len(said) // 2):
        return False
    for (clause, token), (_, answer) in list(pairwise(said))[::2]:
        for id in token.labels:
            listing.told[id] = (STATUS[answer.value], clause)
    return True


def by_clause(listing: Listing, parts: Parts, asked: Sequence[str], *, picks: bool) -> None:
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
        if waiting and _begins_anew(clause, kinds):
            _pick(listing, waiting, picks=picks)
            waiting = []
        base = _base(tokens) or ("yes" if clause.texts[-1] in _ALL else base)
        waiting = _paired(listing, clause, tokens, waiting)
    _pick(listing, waiting, picks=picks)
    if any(token.kind == "only" for _, tokens in parts for token in tokens) and listing.told:
        listing.rest = listing.rest or ("no", parts[0][0])


def _begins_anew(clause: Clause, kinds: Sequence[str]) -> bool:
    """Say whether a clause leaves alone what was named before: "both numb but they aren't weak"."""
    if clause.texts[0] == "but" and "label" in kinds:
        return True
    return kinds[:1] == ["value"] and clause.words[0].parted > COMMA and not clause.named


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
    kinds = [token.value or "label" for token in useful]
    if kinds[:2] == ["yes", "label"] and kinds[-1] == "no":
        useful = useful[1:]  # "yeah, bowels are fine" is as fine as "bowels are fine"
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
