"""Patterns over concepts that stand for many wordings of one finding.

A frame such as `<numb> &5 <saddle_area>` is found where both concepts occur within five
words of each other, in either order. The notation, one frame a line:

    <a|b>     one of these concepts           word|word   one of these words
    ~5        the next follows within five words (one, where nothing is said)
    &5        the next stands within five words on either side
    ~5!       as ~5, and a "but" or the end of a clause may stand between
    -<c>      concept c must not stand in between     !<c>   c must not be in the sentence
    ?<c>      concept c must be somewhere in the sentence
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.nlu.sentences import Hits, Sentence

LOST = ("lost", "lose", "loses", "losing", "loss", "no", "without", "zero", "less")
"""Words that turn what is normal round where they stand inside it: "have lost control"."""
NEAR = 1
"""Words that may stand between two parts when the frame does not say."""


@dataclass(frozen=True)
class Part:
    """One place of a frame: what may stand there, and how far from the part before."""

    concepts: tuple[str, ...]
    gap: int = NEAR
    either_side: bool = False
    over_barriers: bool = False
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """A pattern, and what it says of which findings."""

    findings: tuple[str, ...]
    role: str
    parts: tuple[Part, ...]
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


class Found(NamedTuple):
    """Something found in a message: from `start` up to `end` of its stream of words."""

    finding: str
    role: str
    start: int
    end: int
    answers: bool = False
    """Whether its words say enough only because it was asked about."""


_TOKEN = re.compile(r"[~&]\d*!?$|-<[^>]+>$|[!?]<[^>]+>$|<[^>]+>$|[a-z0-9'|]+$")


def parse(name: str, text: str, literal: Callable[[str], str]) -> list[Frame]:
    """Compile one line; a frame with `&` gives one frame for each order."""
    findings, _, role = name.partition("/")
    turned = tuple(literal(word) for word in LOST) if role == "absent" else ()
    parts: list[Part] = []
    gap, either, over = NEAR, False, False
    without: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    for token in text.split():
        if not _TOKEN.match(token):
            raise ValueError(f"frame {text!r} of {name!r}: cannot read {token!r}")
        names = tuple(token.strip("-!?<>").split("|"))
        if token[0] in "~&":
            gap, either, over = _distance(token)
        elif token[0] == "-":
            without += names
        elif token[0] == "!":
            excludes += names
        elif token[0] == "?":
            needs += names
        else:
            concepts = names if token[0] == "<" else tuple(literal(word) for word in names)
            parts.append(Part(concepts, gap, either, over, without + turned))
            gap, either, over, without = NEAR, False, False, ()
    frame_for = tuple(findings.split("+"))
    return [Frame(frame_for, role or "present", order, needs, excludes) for order in _orders(parts)]


def _distance(token: str) -> tuple[int, bool, bool]:
    digits = token.strip("~&!")
    return int(digits) if digits else 2, token[0] == "&", token.endswith("!")


def _orders(parts: Sequence[Part]) -> Iterable[tuple[Part, ...]]:
    """Yield the parts in every order that their `&` allow."""
    if not parts:
        return
    orders: list[tuple[Part, ...]] = [(parts[0],)]
    for part in parts[1:]:
        if part.either_side:
            orders += [_before(part, order) for order in orders]
            orders = [(*order, part) if order[0] is not part else order for order in orders]
        else:
            orders = [(*order, part) for order in orders]
    yield from orders


def _before(part: Part, order: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the order with a part put in front; its distance goes with the next one."""
    first = order[0]
    moved = replace(part, concepts=first.concepts, either_side=False)
    return (part, moved, *order[1:])


def match(frame: Frame, sentence: Sentence) -> list[tuple[int, int]]:
    """Return where a frame is found in a sentence, the nearest way from each start."""
    hits = sentence.hits
    if frame.excludes and not hits.keys().isdisjoint(frame.excludes):
        return []
    if frame.needs and hits.keys().isdisjoint(frame.needs):
        return []
    spans = []
    for start, end in _places(frame.parts[0], hits):
        last = _follow(frame.parts, 1, end, sentence)
        if last is not None:
            spans.append((start, last))
    return spans


def _places(part: Part, hits: Hits) -> Sequence[tuple[int, int]]:
    if len(part.concepts) == 1:
        return hits.get(part.concepts[0], ())
    return sorted({place for name in part.concepts for place in hits.get(name, ())})


def _follow(parts: Sequence[Part], index: int, end: int, sentence: Sentence) -> int | None:
    """Return the end of the nearest way to place the parts from `index` on after `end`."""
    if index == len(parts):
        return end
    part = parts[index]
    for start, stop in _places(part, sentence.hits):
        if start - end > part.gap:
            return None
        if start >= end and _reached(part, end, start, sentence):
            last = _follow(parts, index + 1, stop, sentence)
            if last is not None:
                return last
    return None


def _reached(part: Part, end: int, start: int, sentence: Sentence) -> bool:
    """Say whether a part at `start` is near enough, with nothing in between that parts it."""
    return (
        sentence.distance(end, start) <= part.gap
        and sentence.open_between(end, start, over_barriers=part.over_barriers)
        and not any(_stands_between(name, end, start, sentence.hits) for name in part.without)
    )


def _stands_between(concept: str, left: int, right: int, hits: Hits) -> bool:
    return any(left <= start < right for start, _ in hits.get(concept, ()))
