"""What can still change the answer: conditions with all that is known put in.

A condition of which nothing is left holds always or never, whatever is yet to be said.
What is named in the rest of the others is worth a question; all else is not.
"""

from collections.abc import Iterable, Mapping, Set
from types import MappingProxyType

from bot.engine.assess import level_of
from bot.engine.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Fired,
    Has,
    Is,
    IsNot,
    Not,
    Number,
    compiled,
    names_in,
)
from bot.engine.findings import Case
from bot.engine.protocol import Protocol, Variant

ALWAYS = AllOf(())
NEVER = AnyOf(())

_LEAVES = (Has, Number, Is, IsNot)
_NO_RULES: Mapping[str, Condition] = MappingProxyType({})


def remaining(
    condition: Condition, case: Case, unasked: Set[str], rules: Mapping[str, Condition] = _NO_RULES
) -> Condition:
    """Return what is left of a condition: ALWAYS, NEVER, or its parts that are still open.

    `unasked` are the ids that may yet get another value; `rules` is what is left of each rule.
    """
    match condition:
        case AllOf(parts):
            left = [remaining(part, case, unasked, rules) for part in parts]
            rest = tuple(part for part in left if part != ALWAYS)
            return NEVER if NEVER in rest else AllOf(rest)
        case AnyOf(parts):
            left = [remaining(part, case, unasked, rules) for part in parts]
            rest = tuple(part for part in left if part != NEVER)
            return ALWAYS if ALWAYS in rest else AnyOf(rest)
        case Not(part):
            inner = remaining(part, case, unasked, rules)
            return ALWAYS if inner == NEVER else NEVER if inner == ALWAYS else Not(inner)
        case Fired(rule):
            return rules[rule]
        case _ if unasked & ids_in(condition):
            return condition
        case _:
            return ALWAYS if compiled(condition)(case, frozenset()) else NEVER


def ids_in(condition: Condition) -> frozenset[str]:
    """Return the findings, numbers and categories that a condition names."""
    return frozenset[str]().union(*(names_in(condition, kind) for kind in _LEAVES))


def for_level(protocol: Protocol, case: Case, unasked: Set[str]) -> frozenset[str]:
    """Return which of the unasked can still change the level."""
    rules = _rules(protocol, case, unasked)
    stand = tuple(rule for rule in protocol.rules if rules[rule.id] == ALWAYS)
    level = level_of(stand)
    raising = (rule for rule in protocol.rules if level_of((*stand, rule)) > level)
    return frozenset[str]().union(*(ids_in(rules[rule.id]) for rule in raising))


def for_scans(protocol: Protocol, case: Case, unasked: Set[str]) -> frozenset[str]:
    """Return which of the unasked can still change what the closing says about scans."""
    rules = _rules(protocol, case, unasked)
    notes = [
        remaining(note.when, case, unasked, rules)
        for note in protocol.imaging_notes
        if note.patient_asks_clinician
    ]
    if ALWAYS in notes:
        return frozenset()
    possible = list(_possible(protocol.variants, case, unasked, rules))
    settled = _advice(possible[-1][0])
    differ = [place for place, (variant, _) in enumerate(possible) if _advice(variant) != settled]
    open_still = [left for _, left in possible[: max(differ, default=-1) + 1]]
    return frozenset[str]().union(*map(ids_in, (*notes, *open_still)))


def _rules(protocol: Protocol, case: Case, unasked: Set[str]) -> Mapping[str, Condition]:
    return {rule.id: remaining(rule.when, case, unasked) for rule in protocol.rules}


def _possible(
    variants: Iterable[Variant], case: Case, unasked: Set[str], rules: Mapping[str, Condition]
) -> Iterable[tuple[Variant, Condition]]:
    """Yield the variants the case may yet fall in, up to the first that is sure to hold."""
    for variant in variants:
        left = remaining(variant.when, case, unasked, rules)
        if left != NEVER:
            yield variant, left
        if left == ALWAYS:
            return


def _advice(variant: Variant) -> tuple[bool, bool]:
    """Return what a variant means to a patient: ask a clinician, or whether a scan may help."""
    return variant.id is None, any(rating.rating == "UA" for rating in variant.ratings.values())
