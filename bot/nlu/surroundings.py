"""What stands near a length of time: its clause, the clauses beside it, and what they are about."""

import re
from bisect import bisect_left, bisect_right
from enum import Enum

from bot.nlu.durations import Span
from bot.nlu.numerals import Line, Topic
from bot.nlu.text import word_set

_MARK = re.compile(r" (?P<mark>[.;,:(-]) ")
_NEAR = 24
"""Words farther off say nothing about a length of time; the work stays linear in the length."""
_FAR = 1_000_000
_LONGEST_SINCE_ONSET = 2 * 365
"""Who has lifted for longer than that does so for a living."""
_AFTER_IS_FARTHER = 2
"""How many words farther off what follows counts than what came before."""
_AGO = frozenset({"ago", "back"})
_JOINS = word_set("and but so then now because when while though although plus")
_JOIN_IS = 4
"""How many words of distance a word is worth that joins two clauses without a mark."""


class About(Enum):
    """What a clause is about, as far as a length of time near it goes."""

    PAIN = 1.0
    SIGN = 0.5
    OTHER = -1.0
    DOING = -0.5


class Surroundings:
    """The clauses of a line and the topics in them, in numbers of its words."""

    def __init__(self, line: Line) -> None:
        """Cut a line into clauses."""
        self.line = line
        self.starts = [0]
        self.sentences = [0]
        for match in _MARK.finditer(line.text):
            word = line.index(match.end())
            if word > self.starts[-1]:
                self.starts.append(word)
                self.sentences.append(self.sentences[-1] + (match["mark"] in ".;"))
        places = [word.place for word in line.words]
        self._topics = [
            (topic.kind, bisect_right(places, topic.first) - 1, bisect_right(places, topic.last))
            for topic in line.topics
            if _within(topic, places)
        ]
        self._firsts = [first for _, first, _ in self._topics]

    def clause_at(self, place: int) -> int:
        """Return the number of the clause that stands at a place of the line's text."""
        return bisect_right(self.starts, self.line.index(place)) - 1

    def bounds(self, clause: int) -> tuple[int, int]:
        """Return where in the line's text a clause begins and ends."""
        starts = self.line.starts
        after = self.starts[clause + 1] if clause + 1 < len(self.starts) else len(starts)
        end = starts[after] if after < len(starts) else len(self.line.text)
        return starts[self.starts[clause]] if starts else 0, end

    def about(self, clause: int, span: Span, since: int = 0) -> About | None:
        """Return what a clause is about, by the topic nearest to a length of time.

        What brought the pain on outweighs what a person was doing, an event outweighs the
        part of the body that it befell; all else goes by nearness.
        """
        near = self._gaps(clause, span, since)
        pain, onset = near.get("pain", _FAR), near.get("onset", _FAR)
        if span.days < _LONGEST_SINCE_ONSET:
            pain = min(pain, onset)
        elif onset < pain == _FAR:
            return About.OTHER
        event = near.get("event", _FAR)
        if pain == _FAR and near.get("body", _FAR) + _JOIN_IS < event:
            pain = near.get("body", _FAR)
        sign = near.get("sign", _FAR)
        nearest = min(pain, event, sign)
        if nearest == _FAR:
            return About.DOING if "doing" in near else None
        if "onset" not in near and near.get("doing", _FAR) < nearest:
            return About.DOING
        if pain == nearest and pain < event:
            return About.PAIN
        return About.SIGN if sign == nearest and sign < event else About.OTHER

    def has(self, kind: str, clause: int) -> bool:
        """Say whether a clause has a topic of this kind anywhere near its beginning."""
        first = self.starts[clause]
        last = self.starts[clause + 1] if clause + 1 < len(self.starts) else first + _NEAR
        place = bisect_left(self._firsts, first)
        while place < len(self._firsts) and self._firsts[place] < min(last, first + 2 * _NEAR):
            if self._topics[place][0] == kind:
                return True
            place += 1
        return False

    def _gaps(self, clause: int, span: Span, since: int) -> dict[str, int]:
        """Return how far off the nearest topic of each kind in a clause is."""
        begin, end = self.line.index(span.start + 1), self.line.index(span.end - 1) + 1
        left = max(self.starts[clause], begin - _NEAR, since)
        right = self.starts[clause + 1] if clause + 1 < len(self.starts) else len(self.line.words)
        gaps: dict[str, int] = {}
        place = bisect_left(self._firsts, left)
        while place < len(self._topics):
            kind, first, last = self._topics[place]
            place += 1
            if first >= min(right, end + _NEAR):
                break
            if (first < end and begin < last) or self._is_ago(first, last, end):
                continue
            before = last <= begin
            gap = begin - last if before else _AFTER_IS_FARTHER + first - end
            between = self.line.words[last:begin] if before else self.line.words[end:first]
            gap += _JOIN_IS * sum(word.text in _JOINS for word in between)
            gaps[kind] = min(gaps.get(kind, _FAR), gap)
        return gaps

    def _is_ago(self, first: int, last: int, end: int) -> bool:
        """Say whether a topic is the "back" of "four days back"."""
        return first == end and last == end + 1 and self.line.words[first].text in _AGO


def _within(topic: Topic, places: list[int]) -> bool:
    return bool(places) and places[0] <= topic.first and topic.last <= places[-1]
