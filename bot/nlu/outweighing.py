"""Which of several readings of the same words stands."""

from collections.abc import Iterable

from bot.nlu.assertion import ECHO
from bot.nlu.frames import Found
from bot.nlu.vocabulary import ANY


def outweighed_removed(found: Iterable[Found]) -> list[Found]:
    """Drop what is not the finding it looks like, and what is part of something longer."""
    everything = list(found)
    rivals: dict[str, list[Found]] = {}
    for one in everything:
        rivals.setdefault(one.finding, []).append(one)
    figures = rivals.get(ANY, [])
    kept = [
        one
        for one in everything
        if one.role != "none"
        and not any(
            _outweighs(other, one)
            for other in (*rivals[one.finding], *figures)
            if other.start < one.end and one.start < other.end
        )
    ]
    if any(one.finding == "major_trauma" and one.role == "present" for one in kept):
        kept = [one for one in kept if one.finding != "minor_trauma"]
    return kept


def _outweighs(other: Found, one: Found) -> bool:
    if other is one or ECHO in {other.role, one.role} or other.finding not in {one.finding, ANY}:
        return False
    contains = other.start <= one.start and one.end <= other.end
    longer = other.end - other.start > one.end - one.start
    if other.role == one.role:
        return contains and longer
    if other.role == "none":
        reaches = other.end - other.start >= one.end - one.start
        return contains or (_overlap(other, one) and (reaches or other.finding == ANY))
    if other.role == "absent":
        return contains
    inside_denial = one.start <= other.start and other.end <= one.end
    return one.role == "absent" and _overlap(other, one) and not inside_denial


def _overlap(left: Found, right: Found) -> bool:
    return left.start < right.end and right.start < left.end
