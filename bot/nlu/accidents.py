"""What "no accidents" denies: injuries, or wet and soiled clothes, by what else is said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.engine.findings import Mention, Status
from bot.nlu.sentences import Sentence

BELOW = ("pee", "poo", "toilet", "bladder")
"""Concepts beside which accidents happen on the way to the toilet."""
INJURIES = frozenset({"major_trauma", "minor_trauma"})
"""The two sizes of an injury: one injury is one of them."""
FUNCTIONS = ("bladder_dysfunction", "bowel_dysfunction")
"""What happens on the toilet."""
_ONE, _MANY = "accident", "accidents"


def accidents_meant(mentions: Sequence[Mention], sentences: Iterable[Sentence]) -> list[Mention]:
    """Return the mentions with denied accidents given to what they are about.

    Who says "no accidents" of no injury at all may mean either, and so has denied neither,
    unless the message speaks of the toilet. One accident is an injury, and no small one.
    """
    doubtful = [one for one in mentions if _is_denied_accident(one)]
    if not doubtful:
        return list(mentions)
    injuries = any(m.finding in INJURIES and m not in doubtful for m in mentions)
    below = any(name in sentence.hits for sentence in sentences for name in BELOW)
    kept = [
        one
        for one in mentions
        if one not in doubtful or _stands(one, injuries=injuries, below=below)
    ]
    many = next((one for one in doubtful if one.evidence.lower().endswith(_MANY)), None)
    told = any(one.finding in FUNCTIONS for one in kept)
    if many and below and not injuries and not told:
        kept += [replace(many, finding=id) for id in FUNCTIONS]
    return kept


def _is_denied_accident(mention: Mention) -> bool:
    about = mention.finding in INJURIES or mention.finding in FUNCTIONS
    ends = mention.evidence.lower().endswith((_ONE, _MANY))
    return about and mention.status is Status.ABSENT and ends


def _stands(mention: Mention, *, injuries: bool, below: bool) -> bool:
    """Say whether a denied accident is one of the kind that was read."""
    if mention.finding in FUNCTIONS:
        return below
    if mention.evidence.lower().endswith(_MANY):
        return injuries
    return injuries or mention.finding == "major_trauma"
