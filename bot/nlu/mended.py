"""Numbers that a message puts right itself: "an 8, nah let's be honest it's a 5"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.nlu.lengths import lengths
from bot.nlu.numerals import Line, line_of
from bot.nlu.text import Word
from bot.nlu.values import read_values

_PUT_RIGHT = re.compile(
    r"\b(?:no ,? ?(?:wait|sorry|actually)|(?:wait|sorry|actually) ,? ?no|no ,? ?(?:hang|hold) on|"
    r"(?:hang|hold) on ,? ?no|i mean(?:t)?|correction|scratch that|let (?:us|'s|me) be honest|"
    r"lets be honest|tell a lie|or rather|not \d+ \w+ ,? ?(?:but|it is|it's))\b"
)
"""What a writer says between a number and the right one."""


def mended(
    line: Line, words: Sequence[Word], asking: Sequence[str], numbers: Mapping[str, float]
) -> dict[str, float]:
    """Return the numbers with those in their place that the message gives once more, corrected."""
    right = dict(numbers)
    alone = asking if len(asking) == 1 else ()
    for place in _places(line) if numbers else ():
        after = line_of(words[place:])
        again, _ = read_values(after, alone, list(lengths(after)))
        right |= {name: value for name, value in again.items() if name in numbers}
    return right


def _places(line: Line) -> Iterator[int]:
    for match in _PUT_RIGHT.finditer(line.text):
        following = line.index(match.end() - 1) + 1
        if following < len(line.words):
            yield line.words[following].place
