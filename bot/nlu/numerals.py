"""Numbers written as words, and a message as one line that patterns for numbers can read."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.nlu.text import CLAUSE, COMMA, SENTENCE, Word, word_set

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: value * 10 for value, word in enumerate(_TENS, start=2)},
    "fourty": 40,
    "hundred": 100,
    "dozen": 12,
}
_POINTING = word_set("this that which no any every each other another")
_ARTICLES = word_set("the my")
_COUNTED = word_set(
    "of out week weeks day days night month months year years hour hours minute minutes oh o stone "
    "point hundred tablet pill leg side foot"
)
"""What follows "one" where it is a number."""
_NOUGHT = frozenset({"oh", "o", "zero", "nought"})
_HUNDRED = 100
_TIMES = word_set(
    "hour hours hr hrs h day days dy dys d night nights week weeks wk wks fortnight fortnights "
    "weak weaks month months mth mths mnth mnths mo mos year years yr yrs yesterday overnight "
    "today tonight morning afternoon evening 7 52 12"
)
"""Every length of time has one of these in it; most messages have none."""
_DAY_FIRST = re.compile(r"d\d{1,2}$")
"""A message that begins with "D12" is one of a daily record."""
_BREAK = {COMMA: ",", CLAUSE: ";", SENTENCE: "."}
_SHOWN = frozenset("/-'£$€%:(")


class Topic(NamedTuple):
    """A topic and the places of its first and last word among the words of a message."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class Line:
    """A message in one plain line with its numbers in digits."""

    text: str
    starts: tuple[int, ...]
    words: tuple[Word, ...]
    topics: tuple[Topic, ...] = ()
    """What its lengths of time may belong to, in places among all words of the message."""
    timed: bool = True
    """Whether any length of time may stand in it."""

    def of_patient(self, place: int) -> bool:
        """Say whether what stands at a place of the line speaks of the patient."""
        return not self.words[self.index(place)].other

    def index(self, place: int) -> int:
        """Return which word stands at a place of the line."""
        return max(0, bisect_right(self.starts, place) - 1)


def line_of(words: Sequence[Word]) -> Line:
    """Write a message as one line: "thirty-eight" as 38, punctuation as single marks."""
    parts: list[str] = []
    starts: list[int] = []
    kept: list[Word] = []
    length = 0
    place = 0
    while place < len(words):
        word = words[place]
        mark = word.mark if word.mark in _SHOWN else ""
        if word.mark and word.mark not in {"-", "(", ":"}:
            mark = _BREAK.get(word.parted, mark)
        value, place = _spelt(words, place)
        shown = word.text if value is None else str(value)
        prefix = f" {mark} " if mark else " "
        starts.append(length + len(prefix))
        kept.append(word)
        parts.append(prefix + shown)
        length += len(prefix) + len(shown)
    timed = not _TIMES.isdisjoint(word.text for word in words)
    timed = timed or bool(words and _DAY_FIRST.match(words[0].text))
    return Line("".join(parts) + " ", tuple(starts), tuple(kept), timed=timed)


def _spelt(words: Sequence[Word], place: int) -> tuple[int | None, int]:
    """Return the number that words spell from a place on, if any, and where it has ended.

    "Thirty eight", "four hundred", "a hundred and three", "one oh two"; "seven eight" are two
    numbers.
    """
    if words[place].text == "one" and _stands_for_noun(words, place):
        return None, place + 1
    value, place = NUMBER_WORDS.get(words[place].text), place + 1
    if value is None:
        return None, place
    if value in range(20, 100, 10) and 0 < _next(words, place) < 10:
        return value + _next(words, place), place + 1
    if 0 < value < 10 and _text(words, place) in _NOUGHT and 0 < _next(words, place + 1) < 10:
        return value * _HUNDRED + _next(words, place + 1), place + 2
    if 0 < value < 10 and _next(words, place) == _HUNDRED:
        value, place = value * _HUNDRED, place + 1
    if value >= _HUNDRED:
        joined = place + (_text(words, place) == "and")
        rest, end = _spelt(words, joined) if _next(words, joined) else (None, place)
        if rest is not None and rest < _HUNDRED:
            return value + rest, end
    return value, place


def _stands_for_noun(words: Sequence[Word], place: int) -> bool:
    """Say whether "one" counts nothing: "this one", "the weight one"."""
    if _text(words, place + 1) in _COUNTED or _next(words, place + 1):
        return False
    before = [word.text for word in words[max(0, place - 2) : place]]
    return (bool(before) and before[-1] in _POINTING) or (
        len(before) > 1 and before[0] in _ARTICLES
    )


def _text(words: Sequence[Word], place: int) -> str:
    """Return the word at a place, nothing where it is parted from the one before."""
    return "" if place >= len(words) or words[place].parted else words[place].text


def _next(words: Sequence[Word], place: int) -> int:
    return NUMBER_WORDS.get(_text(words, place), 0)
