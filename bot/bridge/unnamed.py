"""A yes or a maybe that names nothing, beside "no to the rest": to which thing was it?"""

from collections.abc import Sequence
from dataclasses import replace

from bot.engine.findings import Reading, Status
from bot.nlu.reader import Reader

MEANT = frozenset({"yes", "unsure"})
"""Answers that mean something of what was asked, at least in part."""


def kept_open(reader: Reader, text: str, asked: Sequence[str], reading: Reading) -> Reading:
    """Return the reading without the denial of all the rest, where it may deny what was meant.

    "Sometimes. No to the rest" says yes to one thing of those asked, and not to which.
    """
    denied = {m for m in reading.mentions if m.finding in asked and m.status is Status.ABSENT}
    starts = {mention.start for mention in denied if " " in mention.evidence}
    told = any(m.finding in asked and m.status.counts for m in reading.mentions)
    if len(asked) < 2 or told or not starts:
        return reading
    before = reader.hear(text[: max(starts)], asked).reading
    if before.answer not in MEANT or any(id in before.findings for id in asked):
        return reading
    return replace(reading, mentions=tuple(m for m in reading.mentions if m not in denied))
