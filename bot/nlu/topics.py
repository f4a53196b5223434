"""What a length of time may belong to: the pain, its onset, a sign, or another thing.

The words are lookup tables of the training data whose names begin with `number.`.
"""

import re
from collections.abc import Iterable, Sequence

from bot.nlu.numerals import Line, Topic
from bot.nlu.sentences import Hit
from bot.nlu.text import Word

PREFIX = "number."
"""How the names of the lookup tables begin that speak of numbers only."""
_LARGE = re.compile(r"\d\d|\b[6-9]\b")


def tells_numbers(line: Line) -> bool:
    """Say whether a length of time or an age may stand in a message, so that topics matter."""
    return line.timed or _LARGE.search(line.text) is not None


def topics_of(stream: Sequence[Word], hits: Iterable[Hit]) -> tuple[Topic, ...]:
    """Return the topics of a message in order; of two in one place the longer one counts."""
    found: list[Topic] = []
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end > end:
            first, last = stream[hit.start].place, stream[hit.end - 1].place
            found += [Topic(name.removeprefix(PREFIX), first, last) for name in hit.names]
            end = hit.end
    return tuple(found)
