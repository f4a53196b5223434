"""Whether a clause speaks of something asked as it ever was, well, or gone again.

A denial read here must never swallow a new symptom. So words of calm count only where no
alarm and no negation stands in the clause; an alarm is outweighed only by a history that
follows it ("I leak when I laugh, but that's thirty years"), and by nothing where anything
says that it is new, spreading or worse.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.nlu.clauses import Clause
from bot.nlu.phrases import Phrases, Said
from bot.nlu.text import Word

_LONGEST_CALM = 9
"""A clause of more words says more than that all is well."""
_GOVERNS_WITHIN = 4
"""Words from the start of a clause within which its negation governs the whole."""
_NEGATIONS = frozenset("no not never nothing none nobody without neither nor hardly barely".split())
_UNABLE = frozenset("can could".split())
_TIME = frozenset("hour hours day days week weeks fortnight".split())
_LONG_TIME = frozenset("year years yrs decade decades".split())

_NEURO = frozenset(
    "saddle_numbness bladder_dysfunction bowel_dysfunction sexual_dysfunction motor_weakness "
    "progressive_numbness bilateral_leg_symptoms".split()
)
AGED = _NEURO | frozenset(
    "major_trauma minor_trauma spinal_bruising recent_infection recent_spinal_procedure "
    "unexplained_weight_loss".split()
)
"""Findings that have to be new: what has been so for years is none of them."""
WELL = _NEURO | frozenset("unexplained_weight_loss fever radicular_pain".split())
"""Findings that a word such as "fine" denies; a cancer or an operation may be fine too."""
DENIABLE = frozenset(
    "major_trauma minor_trauma spinal_bruising recent_infection steroid_use injection_drug_use "
    "recent_spinal_procedure prior_spine_surgery osteoporosis fever immunosuppression".split()
)
"""Findings that any negated clause about them denies: nobody "can't" have them. To be unable
to pee or to feel is the symptom itself."""


class Verdict(Enum):
    """What a clause says of the things it is about."""

    CALM = "calm"
    DENIED = "denied"
    DOUBTFUL = "doubtful"
    OPEN = "open"


@dataclass(frozen=True)
class Judged:
    """A clause with its verdict; `about` are the asked findings that its words speak of."""

    clause: Clause
    verdict: Verdict
    about: frozenset[str] = frozenset()


class Harmless:
    """Judges clauses with the words of data/nlu/lexicon/answers.yml."""

    def __init__(self, lookups: Mapping[str, Sequence[str]]) -> None:
        """Take the lookups about what a clause may speak of and how."""
        self._about = Phrases(lookups, ["say_about"], stemmed=True)
        self._denies = Phrases(lookups, ["say_denies"])
        self._calm = Phrases(lookups, ["say_calm"])
        self._history = Phrases(lookups, ["say_history"])
        self._alarm = Phrases(lookups, ["say_alarm"], stemmed=True)
        self._fresh = Phrases(lookups, ["say_fresh"])
        self._doubt = Phrases(lookups, ["say_doubt"])

    def judge(self, clause: Clause, words: Sequence[Word], asked: Collection[str]) -> Judged:
        """Return what a clause says of the asked findings that it is about."""
        places = (words, clause.start, clause.end)
        about = frozenset(one.finding for one in self._about.every(*places)).intersection(asked)
        denied = frozenset(one.finding for one in self._denies.every(*places)).intersection(asked)
        if self._is_fresh(clause, words):
            return Judged(clause, Verdict.OPEN, about)
        if denied:
            return Judged(clause, Verdict.CALM, denied)
        if self._doubt.every(*places):
            return Judged(clause, Verdict.DOUBTFUL, about)
        calmed = self._calmed(clause, words)
        if calmed is not None and (not about or calmed & about):
            return Judged(clause, Verdict.CALM, calmed & about)
        if self._is_denied(clause, about or asked):
            return Judged(clause, Verdict.DENIED, about)
        return Judged(clause, Verdict.OPEN, about)

    def _calmed(self, clause: Clause, words: Sequence[Word]) -> frozenset[str] | None:
        """Return which findings the calm of a clause would deny, or None where it has none."""
        places = (words, clause.start, clause.end)
        history = [one.end for one in self._history.every(*places)] + _years(clause)
        alarms = [one for one in self._alarm.every(*places) if not _negated(words, one, clause)]
        if history and all(_before(alarm, history) for alarm in alarms):
            return AGED
        calm = self._calm.every(*places)
        well = calm and len(clause.words) <= _LONGEST_CALM
        return WELL if well and not alarms and not _denies_calm(clause, calm) else None

    def _is_fresh(self, clause: Clause, words: Sequence[Word]) -> bool:
        return any(
            not _negated(words, one, clause)
            for one in self._fresh.every(words, clause.start, clause.end)
        )

    def _is_denied(self, clause: Clause, about: Collection[str]) -> bool:
        """Say whether a negation governs a clause about what can only be had or not."""
        if not about or not DENIABLE.issuperset(about):
            return False
        for near, text in enumerate(clause.texts[:_GOVERNS_WITHIN]):
            if text in _NEGATIONS:
                return not _UNABLE.intersection(clause.texts[:near])
        return False


def _before(alarm: Said, history: Sequence[int]) -> bool:
    """Say whether a history follows an alarm, or leads to it: "the usual leak"."""
    return any(alarm.start < end or 0 <= alarm.start - end <= 3 for end in history)


def _years(clause: Clause) -> list[int]:
    """Return where a length of years ends: what has been so for years is not new."""
    return [
        clause.start + place + 1
        for place, text in enumerate(clause.texts)
        if text in _LONG_TIME and not _TIME.intersection(clause.texts)
    ]


def _negated(words: Sequence[Word], one: Said, clause: Clause) -> bool:
    before = words[max(clause.start, one.start - 3) : one.start]
    return any(word.text in _NEGATIONS for word in before)


def _denies_calm(clause: Clause, calm: Sequence[Said]) -> bool:
    """Say whether a negation stands outside the words of calm: "not right", "can't"."""
    taken = {place for one in calm for place in range(one.start, one.end)}
    return any(
        text in _NEGATIONS and clause.start + place not in taken
        for place, text in enumerate(clause.texts)
    )
