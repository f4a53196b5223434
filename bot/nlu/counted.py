"""The numbers that the rules read and the second opinion as one."""

from collections.abc import Collection, Mapping, Sequence

from bot.nlu.figures import KINDS, Figure

TAKEN = 0.4
"""The share from which a number counts of which the rules read none of its kind."""
PREFERRED = 0.6
"""The share from which another number of the message goes before what the rules read."""
DOUBTED = 0.05
"""The share below which what the rules read is somebody else's, or something else."""


def counted(
    read: Mapping[str, float],
    figures: Sequence[Figure],
    shares: Sequence[float],
    asked: Collection[str] = (),
    *,
    alone: bool = True,
) -> dict[str, float]:
    """Return the patient's numbers; an answer to what was asked stands as the rules read it.

    Unless it may act `alone`, a kind of number that the rules read none of stays unread, to
    be asked for.
    """
    numbers = dict(read)
    for kind in (kind for kind in KINDS if kind not in asked):
        likely = {one.value: 0.0 for one in figures if one.kind == kind}
        for one, share in zip(figures, shares, strict=True):
            if one.kind == kind:
                likely[one.value] = max(likely[one.value], share)
        best = max(likely, key=lambda value: likely[value], default=None)
        value = read.get(kind)
        if best is None:
            continue
        if value is None:
            numbers |= {kind: best} if alone and likely[best] >= TAKEN else {}
        elif likely[best] >= PREFERRED and likely.get(value, 1.0) < TAKEN:
            numbers[kind] = best
        elif likely.get(value, 1.0) < DOUBTED:
            del numbers[kind]
    return numbers
