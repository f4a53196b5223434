"""Whether what a message names is had, denied, doubted, only talked about, or past.

The ways of ConText (Harkema 2009) and NegEx (Chapman 2001) with the words of
patients, which data/nlu/lexicon/assertion.yml lists.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.engine.findings import Status
from bot.nlu import assertion_words as bounds
from bot.nlu.dating import is_month, is_of_late, present_again
from bot.nlu.echoes import Echo, echoed, listed, told_by
from bot.nlu.frames import Found
from bot.nlu.reported import affirmed
from bot.nlu.sentences import Sentence
from bot.nlu.text import CLAUSE, COMMA, Word

REACH = 12
"""Words over which a negation reaches, as long as nothing turns it."""
ECHO = "echo"
"""The role of what counts only as a question that is answered no: "drugs? never"."""
Places = Sequence[tuple[int, int]]


class Judgement(NamedTuple):
    """What a message claims of one finding."""

    found: Found
    status: Status | None
    open: bool = False
    """Whether it is only talked about, so that a later "I haven't" may deny it."""
    other: bool = False
    """Whether it is said, but of someone else or of another time."""


class Assertions:
    """Judges what is found in one sentence."""

    def __init__(self, stream: Sequence[Word], sentence: Sentence) -> None:
        """Take the sentence and the words around it."""
        self._stream = stream
        self._sentence = sentence
        hits: Mapping[str, Places] = sentence.hits
        doubts = [place for place in hits.get("doubt", ()) if not is_month(self._stream, place[0])]
        self._hits = {**hits, "doubt": doubts} if doubts or "doubt" in hits else hits
        if "said_before" in hits:
            self._hits = {**self._hits, "past": _without(hits, "past", "said_before")}
        self._negations = _without(hits, "negation", "not_negation")
        self._echo = echoed(stream, sentence)
        self._turns = [start for start, _ in hits.get("turn", ())]

    def judge(self, found: Found, consumed: Sequence[Found]) -> Judgement:
        """Return what the text claims of a finding; no status where it claims nothing."""
        if any(self._stream[place].other for place in range(found.start, found.end)):
            return Judgement(found, None, other=True)
        echo = self._echo
        if found.role == ECHO:
            return Judgement(found, Status.ABSENT if echo is Echo.NO else None)
        if echo:
            return Judgement(found, told_by(echo, found), open=True)
        told = affirmed(self._stream, self._sentence, found)
        if told:
            return Judgement(found, Status.PRESENT)
        if told is False or self._hypothetical(found):
            return Judgement(found, None, open=True)
        if found.finding in bounds.MISSABLE and self._near("near_miss", found, before=2, after=0):
            return Judgement(found, None)
        status = self._status(found, consumed)
        return Judgement(found, status, other=status is None)

    def _status(self, found: Found, consumed: Sequence[Found]) -> Status | None:
        if found.finding in bounds.PLANNABLE and self._near("planned", found, before=4, after=2):
            return Status.ABSENT if found.finding == "recent_spinal_procedure" else None
        doubt = self._doubted(found)
        if found.role == "absent" and found.finding in bounds.EVENTS and self._since(found):
            return None if self._is_past(found) else Status.PRESENT
        if found.role == "absent":
            return self._normal(found, doubt=doubt)
        if self._negated(found, consumed):
            if found.finding == "bilateral_leg_symptoms" and not self._of_both(found):
                return None
            return Status.UNCERTAIN if doubt else Status.ABSENT
        if found.finding not in bounds.HISTORIES and self._is_past(found):
            return None
        if found.finding in bounds.SYMPTOMS and self._after("resolved", found, 8):
            return None
        return Status.UNCERTAIN if doubt else Status.PRESENT

    def _of_both(self, found: Found) -> bool:
        """Say whether what is denied is that it is both legs, not just that "legs hurt"."""
        both = (*self._hits.get("both", ()), *self._hits.get("other", ()))
        return any(found.start - 3 <= start and end <= found.end + 3 for start, end in both)

    def _since(self, found: Found) -> bool:
        """Say whether its own words date by it, as "never been right since the op" does."""
        return any(word.stem == "sinc" for word in self._stream[found.start + 1 : found.end])

    def _doubted(self, found: Found) -> bool:
        """Say whether a doubt stands near, inside ("may be dragging"), or over the whole."""
        inside = any(
            found.start < start and end < found.end for start, end in self._hits.get("doubt", ())
        )
        return (
            inside or "doubt_of_all" in self._hits or self._near("doubt", found, before=6, after=4)
        )

    def _normal(self, found: Found, *, doubt: bool) -> Status | None:
        """Read "not normal" against its words, and "normal" as it stands."""
        if self._after("until", found, 1):
            return None
        adjoining = any(end == found.start for _, end in self._negations)
        if found.finding not in bounds.SYMPTOMS and self._negated(found, ()):
            return None
        if adjoining and self._stream[found.start - 1].stem == "not":
            return Status.PRESENT
        if found.finding in bounds.SYMPTOMS and self._undone(found):
            return None
        return Status.UNCERTAIN if doubt else Status.ABSENT

    def _undone(self, found: Found) -> bool:
        """Say whether the normal state is what is lacking: "can't get the leg to hold me"."""
        for start, end in self._negations:
            between = self._stream[end : found.start + 1]
            near = 0 < found.start - end <= bounds.UNDONE_WITHIN
            joined = any(word.parted or word.stem in bounds.JOINING for word in between)
            if near and not joined and self._stream[start].stem in {"not", "no", "never"}:
                return True
        return False

    def _negated(self, found: Found, consumed: Sequence[Found]) -> bool:
        if self._of_nothing(found, consumed):
            return True
        own = any(word.stem == "not" for word in self._stream[found.start : found.end])
        own = own or any(found.start <= s and e <= found.end for s, e in self._negations)
        for start, end in reversed(self._negations):
            if end > found.start or found.start - end > REACH:
                continue
            if any(_consumes(other, start, found) for other in consumed):
                continue
            if own and not self._denies_denial(end, found.start):
                continue
            if self._runs_on(end, found):
                continue
            if self._reaches(start, end, found.start):
                return True
        return self._denied_after(found)

    def _of_nothing(self, found: Found, consumed: Sequence[Found]) -> bool:
        """Say whether "nothing" or "nobody" stands right before: "nothing numb"."""
        before = found.start - 1
        if before < self._sentence.start or self._stream[found.start].parted:
            return False
        said = self._stream[before].text
        nobody = said == "one" and before and self._stream[before - 1].text == "no"
        if said not in bounds.NOTHING and not nobody:
            return False
        return not any(_consumes(other, before, found) for other in consumed)

    def _runs_on(self, end: int, found: Found) -> bool:
        """Say whether what "not" reaches ends inside: "can't balance on the leg, it crumples"."""
        verbal = self._stream[end - 1].stem == "not" and end < found.start
        inside = self._stream[found.start + 1 : found.end]
        return verbal and any(word.parted or word.stem == "as" for word in inside)

    def _denies_denial(self, end: int, start: int) -> bool:
        """Say whether "it isn't that I" stands before "can't hold it"."""
        between = [word.stem for word in self._stream[end:start]]
        return "that" in between[:1] or "becaus" in between[:1]

    def _reaches(self, start: int, end: int, target: int) -> bool:
        """Say whether a negation reaches a place: nothing turns, no new subject begins."""
        stream = self._stream
        answers = stream[start].mark == ":" and stream[start].text in bounds.ALONE
        if answers or self._turned(end, target):
            return False
        is_verbal = stream[end - 1].stem == "not"
        noun = stream[start].text == "no"
        listed = 0
        for place in range(end, target + 1):
            word = stream[place]
            if word.parted >= CLAUSE and place > start:
                return False
            if word.parted == COMMA and place > end:
                listed = place
            if place > end and bounds.opens(word, stream[place - 1], noun=noun):
                return False
        if not listed or any(w.stem in bounds.LISTING for w in stream[listed : target + 1]):
            return True
        plain = not is_verbal or stream[min(end, target)].stem in bounds.HAVING
        return plain and target - listed <= 3 and not self._is_clause(listed, target)

    def _is_clause(self, start: int, target: int) -> bool:
        """Say whether an item of a list is a clause of its own: "no fever, my leg gives way"."""
        item = self._stream[start : min(target + 4, self._sentence.end)]
        following = next((n for n, w in enumerate(item) if n and w.parted), len(item))
        return item[0].own or any(word.text in bounds.FINITE for word in item[:following])

    def _denied_after(self, found: Found) -> bool:
        """Read "fever: no", "weight loss none" and "any chest pain or trouble breathing, no"."""
        stream = self._stream
        for start, end in self._hits.get("denied_after", ()):
            closes = end >= len(stream) or bool(stream[end].parted)
            if closes and (start == found.end or listed(stream, self._sentence, found, start)):
                return True
        return False

    def _hypothetical(self, found: Found) -> bool:
        for _, end in self._hits.get("hypothetical", ()):
            if end > found.start + 1 or self._turned(end, found.start):
                continue
            if not present_again(self._stream, end, found.start):
                return True
        if self._asks_in_general():
            return True
        asks = self._stream[found.start].question or "advice" in self._hits
        return asks and any(
            end <= found.start and found.start - end <= 6 for _, end in self._hits.get("if", ())
        )

    def _asks_in_general(self) -> bool:
        """Say whether the sentence asks about things as such, of nobody: "can it cause ..?"."""
        first = self._stream[self._sentence.start]
        after = [word.text for word in self._stream[self._sentence.start + 1 :][:2]]
        bare = first.text == "what" and after[:1] == ["is"] and not bounds.NEWS.intersection(after)
        return (
            (first.question or bare)
            and first.text in bounds.ASKING
            and not any(
                word.own for word in self._stream[self._sentence.start : self._sentence.end]
            )
        )

    def _is_past(self, found: Found) -> bool:
        if self._near("past", found, before=8, after=3):
            return True
        dated = found.finding not in bounds.SYMPTOMS and found.finding != "radicular_pain"
        return dated and self._near("year_number", found, before=5, after=5)

    def _near(self, name: str, found: Found, *, before: int, after: int) -> bool:
        """Say whether one of the words stands near in the same clause."""
        for start, end in self._hits.get(name, ()):
            if found.start <= start and end <= found.end:
                continue
            if name in bounds.PAST and start and is_of_late(self._stream, name, start):
                continue
            if end <= found.start + 1:
                apart = self._apart(end, found.start)
                over = self._over(name, end, found.start)
                if apart <= before and not over and not self._turned(end, found.start):
                    return True
            elif found.end <= start and self._apart(found.end, start) <= after:
                return True
        return False

    def _over(self, name: str, left: int, right: int) -> bool:
        """Say whether a word has lost its hold: a past is over, a doubt was about more."""
        if name == "doubt":
            between = self._stream[left : right + 1]
            return any(word.parted and word.text in {"i", "he", "she"} for word in between)
        return name in bounds.PAST and present_again(self._stream, left, right)

    def _apart(self, left: int, right: int) -> int:
        """Return how many words are between; a comma counts as two, a clause as very many."""
        right = max(left, right)
        last = min(right, self._sentence.end - 1)
        marks = [word.parted for word in self._stream[left : last + 1]]
        if any(mark >= CLAUSE for mark in marks):
            return 1000
        return right - left + 2 * sum(mark == COMMA for mark in marks)

    def _after(self, name: str, found: Found, reach: int) -> bool:
        return any(found.end <= start <= found.end + reach for start, _ in self._hits.get(name, ()))

    def _turned(self, left: int, right: int) -> bool:
        place = bisect_left(self._turns, left)
        return place < len(self._turns) and self._turns[place] < right


def _without(hits: Mapping[str, Places], name: str, harmless: str) -> Places:
    """Return where a concept stands, but for where it is part of a harmless phrase."""
    inside = {place for start, end in hits.get(harmless, ()) for place in range(start, end)}
    return [place for place in hits.get(name, ()) if place[0] not in inside]


def _consumes(other: Found, negation: int, found: Found) -> bool:
    """Say whether a negation is part of another finding's own words: "can't feel"."""
    holds_found = other.start <= found.start and found.end <= other.end
    return other.role == "present" and other.start <= negation < other.end and not holds_found
