"""A yes or a maybe that names nothing, beside "no to the rest": to which thing was it?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.engine.findings import Reading, Status
from bot.nlu.reader import Reader

MEANT = frozenset({"yes", "unsure"})
"""Answers that mean something of what was asked, at least in part."""

_SENTENCE_ENDS = re.compile(r"[.!?\n]\s*(?=\S)")


def kept_open(reader: Reader, text: str, asked: Sequence[str], reading: Reading) -> Reading:
    """Return the reading without the denial of all the rest, where it may deny what was meant.

    "Sometimes. No to the rest" says yes to one thing of those asked, and not to which.
    """
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(text)]
    denied = all(reading.findings.get(id) is Status.ABSENT for id in asked)
    if reading.answer not in MEANT or len(asked) < 2 or not (denied and ends):
        return reading
    before = reader.hear(text[: ends[-1]], asked).reading
    if before.answer not in MEANT or any(id in before.findings for id in asked):
        return reading
    return replace(reading, mentions=tuple(m for m in reading.mentions if m.finding not in asked))
