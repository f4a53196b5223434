"""Every number of a message that may be one of the patient's, and as what.

Which of them are is for the rules and the second opinion to say: here a number is only
held against the range of each kind.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.nlu.ages import OLDEST, YOUNGEST, is_of_another
from bot.nlu.durations import Span
from bot.nlu.numerals import Line
from bot.nlu.scores import WORST
from bot.nlu.temperatures import COLDEST_C, FEVER_FROM_C, HOTTEST_C, celsius

KINDS = ("age_years", "duration_days", "pain_score", "temperature_c")
"""What a number may be, in the order in which the network counts them."""
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})?(?![\d.,]*\d)")


class Figure(NamedTuple):
    """A number, what it may be, and the word of the message that it stands in."""

    kind: str
    value: float
    place: int


def figures_of(line: Line, lengths: Iterable[Span]) -> list[Figure]:
    """Return all that may be an age, a score or a temperature, and every length of time.

    What stands in a sentence about somebody else may be the patient's all the same, but for a
    fever, and for an age that its words give to another.
    """
    return [*_numbers(line), *_durations(line, lengths)]


def _numbers(line: Line) -> Iterator[Figure]:
    for match in _NUMBER.finditer(line.text):
        value = float(match.group().replace(",", "."))
        word = line.words[line.index(match.start())]
        place = word.place
        aged = YOUNGEST <= value <= OLDEST and value.is_integer()
        if aged and not is_of_another(line, match.start()):
            yield Figure("age_years", value, place)
        if value <= WORST and (2 * value).is_integer():
            yield Figure("pain_score", value, place)
        fever_of_another = word.other and celsius(value) >= FEVER_FROM_C
        if COLDEST_C <= celsius(value) <= HOTTEST_C and not fever_of_another:
            yield Figure("temperature_c", celsius(value), place)


def _durations(line: Line, lengths: Iterable[Span]) -> Iterator[Figure]:
    for span in lengths:
        yield Figure("duration_days", span.days, line.words[line.index(span.end - 1)].place)
