"""What a denial of all the rest must leave open: words about it that were not understood."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.nlu.clauses import Clause
from bot.nlu.verdicts import Judged, Verdict

_UNREAD = frozenset({Verdict.OPEN, Verdict.DOUBTFUL})
_NOT = frozenset(
    {"not", "no", "never", "nothing", "without", "cannot", "hardly", "barely", "scarcely"}
)


def covered(judged: Sequence[Judged]) -> list[Judged]:
    """Let a reason that settles a sentence cover what the sentence said before it.

    "Up twice a night, same as any old man" is as settled as "same as ever". What is new,
    worse or lost is never covered.
    """
    settled = [_covered(one, judged[place + 1 :]) for place, one in enumerate(judged)]
    return [_reopened(one, settled[place + 1 : place + 2]) for place, one in enumerate(settled)]


def _covered(one: Judged, later: Sequence[Judged]) -> Judged:
    if one.verdict is not Verdict.OPEN or one.fresh:
        return one
    for other in later:
        if other.clause.sentence != one.clause.sentence or other.fresh:
            break
        if not _covers(other, one):
            continue
        if not other.about:
            return replace(one, verdict=Verdict.SETTLED, graver=frozenset())
        one = replace(one, about=one.about - other.about, graver=one.graver - other.about)
    return one


def _covers(later: Judged, one: Judged) -> bool:
    if later.verdict is Verdict.UNCHANGED:
        return not one.alarmed
    return later.verdict is Verdict.SETTLED


def _reopened(one: Judged, following: Sequence[Judged]) -> Judged:
    """Open a calm clause again where the next one says "but it's worse now"."""
    if one.denies and any(other.worsens for other in following):
        return replace(one, verdict=Verdict.OPEN)
    return one


def spoken_of(judged: Sequence[Judged]) -> frozenset[str]:
    """Return what clauses without a reading speak of, and graver things than was read."""
    unread = [one for one in judged if one.verdict in _UNREAD and not one.clause.mentions]
    return frozenset[str]().union(*(one.about for one in unread), *(one.graver for one in judged))


def understood(
    judged: Sequence[Judged], asides: Sequence[Judged], told: Collection[Clause]
) -> bool:
    """Say whether every sentence holds something that was read, or is beside the matter.

    `told` are the clauses that a list read.
    """
    sentences = {one.clause.sentence for one in judged}
    read = {clause.sentence for clause in told} | {
        one.clause.sentence
        for one in judged
        if one.verdict not in _UNREAD or one.about or one.clause.mentions or one in asides
    }
    return sentences <= read


def unable(judged: Sequence[Judged]) -> bool:
    """Say whether words not understood tell of a trouble, or of what is not or cannot be done."""
    return any(
        one.verdict in _UNREAD
        and not one.clause.mentions
        and (one.alarmed or _NOT.intersection(one.clause.texts))
        for one in judged
    )


def hinted(judged: Sequence[Judged], rest: Clause, emergencies: frozenset[str]) -> frozenset[str]:
    """Return what "no to the rest" must not deny, because of a clause beside it.

    People speak of despair sideways ("I've got tablets saved up"), and what they cannot do,
    put in words not understood, may be the very sign ("can't feel anything during").
    """
    beside = [
        one for one in judged if not one.clause.mentions and one.clause.sentence != rest.sentence
    ]
    if unable(beside):
        return emergencies
    sideways = any(not one.about or one.verdict in _UNREAD for one in beside)
    return frozenset({"self_harm"}) if sideways else frozenset()
