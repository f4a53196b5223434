"""Whether a clause speaks of something asked as it ever was, well, or gone again.

A denial read here must never swallow a new symptom. So words of calm count only where no
alarm and no negation stands in the clause; an alarm is outweighed only by a history that
follows it ("I leak when I laugh, but that's thirty years"), and by nothing where anything
says that it is new, spreading or worse.
"""

from collections.abc import Collection, Mapping, Sequence

from bot.nlu.clauses import Clause
from bot.nlu.numerals import NUMBER_WORDS
from bot.nlu.phrases import Phrases, Said
from bot.nlu.text import Word, word_set
from bot.nlu.verdicts import Judged, Verdict

_LONGEST_CALM = 9
"""A clause of more words says more than that all is well."""
_GOVERNS_WITHIN = 4
"""Words from the start of a clause within which its negation governs the whole."""
_NEGATIONS = word_set("no not never nothing none nobody without neither nor hardly barely")
_UNABLE = word_set("can could")
_WHILE = word_set("months month weeks week days lately recently now anymore")
"""A denial for a while leaves open what was before."""
_LEADS_TO = 3
"""Words between "usual" and what is usual."""
_ALSO_ELSE = word_set("good great ok okay fine clear sound perfect strong grand alright")
_AFTER_CALM = word_set(
    "thanks thank ta there down in on at with for too as mate now actually really enough tbh to "
    "all since both either again and or though tho still today love yes yeah so lol once"
)
_SOME = word_set("for few couple several many these past last of odd some")
_LONG_TIME = word_set("year years yrs decade decades")
_NEURO = word_set(
    "saddle_numbness bladder_dysfunction bowel_dysfunction sexual_dysfunction motor_weakness "
    "progressive_numbness bilateral_leg_symptoms"
)
AGED = _NEURO | word_set(
    "major_trauma minor_trauma spinal_bruising recent_infection recent_spinal_procedure "
    "unexplained_weight_loss"
)
"""Findings that have to be new: what has been so for years is none of them."""
WELL = _NEURO | word_set("other_emergency unexplained_weight_loss fever radicular_pain")
"""Findings that a word such as "fine" denies; a cancer or an operation may be fine too."""
DENIABLE = word_set(
    "major_trauma minor_trauma spinal_bruising recent_infection steroid_use "
    "injection_drug_use recent_spinal_procedure prior_spine_surgery osteoporosis fever "
    "immunosuppression"
)
"""Findings that any negated clause about them denies: nobody "can't" have them. To be unable
to pee or to feel is the symptom itself."""


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
        self._unchanged = Phrases(lookups, ["say_unchanged"])
        self._usual = Phrases(lookups, ["say_usual"])
        self._worse = Phrases(lookups, ["say_worse"])
        self._doubt = Phrases(lookups, ["say_doubt"])
        self._graver = Phrases(lookups, ["say_graver"], stemmed=True)
        self._aside = Phrases(lookups, ["say_aside"], stemmed=True)

    def judge(
        self,
        clause: Clause,
        words: Sequence[Word],
        asked: Collection[str],
        *,
        explains: int | None = None,
    ) -> Judged:
        """Return what a clause says of the asked findings that it is about.

        `explains` is where its own words begin after a plain no that they explain.
        """
        clause = clause if explains is None else clause.after(explains)
        about = self._named(self._about, clause, words, asked)
        verdict, told = self._verdict(clause, words, about, asked, explains=explains is not None)
        graver = self._named(self._graver, clause, words, asked)
        graver -= told if verdict is Verdict.SETTLED else frozenset()
        fresh = self._is_fresh(clause, words)
        return Judged(
            clause,
            verdict,
            told,
            fresh,
            graver if clause.claims else frozenset(),
            not about and not clause.mentions and self.worsens(clause, words),
            bool(self._alarms(clause, words)),
        )

    def _verdict(
        self,
        clause: Clause,
        words: Sequence[Word],
        about: frozenset[str],
        asked: Collection[str],
        *,
        explains: bool,
    ) -> tuple[Verdict, frozenset[str]]:
        if self._is_fresh(clause, words):
            doubts = self._doubt.every(words, clause.start, clause.end)
            return Verdict.DOUBTFUL if doubts else Verdict.OPEN, about
        denied = self._named(self._denies, clause, words, asked, negated=False)
        if denied or self._denies_all(clause, words):
            return Verdict.SETTLED, denied or about
        if self._doubt.every(words, clause.start, clause.end):
            return Verdict.DOUBTFUL, about
        verdict, calmed = self._calmed(clause, words)
        subject = about or (frozenset(asked) if len(asked) == 1 else frozenset())
        if calmed and (not subject or calmed & subject):
            return verdict, calmed & about
        graver = self._named(self._graver, clause, words, asked)
        if explains and not (graver or self._alarms(clause, words)):
            return Verdict.DENIED, about
        if self._is_denied(clause, about or asked):
            return Verdict.DENIED, about
        return Verdict.OPEN, about

    def _denies_all(self, clause: Clause, words: Sequence[Word]) -> bool:
        """Say whether a clause ends in words such as "not me"."""
        return any(
            one.name == "say_denies" and one.end == clause.end
            for one in self._denies.every(words, clause.start, clause.end)
        )

    def worsens(self, clause: Clause, words: Sequence[Word]) -> bool:
        """Say whether a clause says that something, it says not what, is new or worse."""
        return any(
            not _negated(words, one, clause)
            for one in self._worse.every(words, clause.start, clause.end)
        )

    def all_well(
        self, clauses: Sequence[Clause], words: Sequence[Word], asked: Sequence[str]
    ) -> bool:
        """Say whether all that is said of the one trouble asked about is how well it is."""
        if len(asked) != 1 or asked[0] not in WELL:
            return False
        denying = [self.judge(clause, words, asked).denies for clause in clauses]
        return any(denying) and all(
            denies or self.is_remark(clause, words)
            for clause, denies in zip(clauses, denying, strict=True)
        )

    def is_remark(self, clause: Clause, words: Sequence[Word]) -> bool:
        """Say whether a clause only comments, as "awkward question" does."""
        remarks = self._aside.every(words, clause.start, clause.end)
        return bool(remarks) and self.is_calm(clause, words)

    def is_calm(self, clause: Clause, words: Sequence[Word]) -> bool:
        """Say whether a clause tells of nothing new, and of no trouble either."""
        return self.tells_nothing_new(clause, words) and not self._alarms(clause, words)

    def tells_nothing_new(self, clause: Clause, words: Sequence[Word]) -> bool:
        """Say whether a clause claims nothing, doubts nothing, and tells of nothing new."""
        doubts = self._doubt.every(words, clause.start, clause.end)
        return not (clause.claims or doubts or self._is_fresh(clause, words))

    def is_aside(self, clause: Clause, words: Sequence[Word]) -> bool:
        """Say whether a clause that speaks of nothing asked is about the back, or denies."""
        denied = any(text in _NEGATIONS for text in clause.texts[:_GOVERNS_WITHIN])
        if sum(word.other for word in clause.words) > len(clause.words) // 2:
            return True
        return denied or bool(self._aside.every(words, clause.start, clause.end))

    def _named(
        self,
        phrases: Phrases,
        clause: Clause,
        words: Sequence[Word],
        asked: Collection[str],
        *,
        negated: bool = True,
    ) -> frozenset[str]:
        """Return the asked findings that phrases name of the patient, not of someone else.

        With `negated` false, "I do not feel the paper" does not name what "feel the paper" does.
        """
        return frozenset(
            one.finding
            for one in phrases.every(words, clause.start, clause.end)
            if not words[one.start].other and (negated or not _negated(words, one, clause))
        ).intersection(asked)

    def _calmed(self, clause: Clause, words: Sequence[Word]) -> tuple[Verdict, frozenset[str]]:
        """Return how calm a clause is, and which findings that would deny."""
        places = (words, clause.start, clause.end)
        history = [
            one.end for one in self._history.every(*places) if not _negated(words, one, clause)
        ]
        usual = [one.end for one in self._usual.every(*places) if not _negated(words, one, clause)]
        history += _years(clause)
        alarms = self._alarms(clause, words)
        if (history or usual) and all(_before(alarm, history, usual) for alarm in alarms):
            return Verdict.SETTLED, AGED
        unchanged = [o for o in self._unchanged.every(*places) if not _negated(words, o, clause)]
        if unchanged and not alarms:
            return Verdict.UNCHANGED, AGED
        calm = [one for one in self._calm.every(*places) if _says_calm(words, one, clause)]
        well = calm and len(clause.words) <= _LONGEST_CALM
        if well and not alarms and not _denies_calm(clause, calm):
            return Verdict.CALM, WELL
        return Verdict.OPEN, frozenset()

    def _alarms(self, clause: Clause, words: Sequence[Word]) -> list[Said]:
        """Return where a clause speaks of a trouble, and does not deny it."""
        return [
            one
            for one in self._alarm.every(words, clause.start, clause.end)
            if not _negated(words, one, clause)
        ]

    def _is_fresh(self, clause: Clause, words: Sequence[Word]) -> bool:
        return any(
            not _negated(words, one, clause)
            for one in self._fresh.every(words, clause.start, clause.end)
        )

    def _is_denied(self, clause: Clause, about: Collection[str]) -> bool:
        """Say whether a negation governs a clause about what can only be had or not."""
        if not about or not DENIABLE.issuperset(about) or _WHILE.intersection(clause.texts):
            return False
        for near, text in enumerate(clause.texts[:_GOVERNS_WITHIN]):
            if text in _NEGATIONS:
                return not _UNABLE.intersection(clause.texts[:near])
        return False


def _before(alarm: Said, history: Sequence[int], usual: Sequence[int]) -> bool:
    """Say whether a history follows an alarm, or leads to it: "the usual leak"."""
    return any(alarm.start < end for end in history) or any(
        0 <= alarm.start - end <= _LEADS_TO for end in usual
    )


def _says_calm(words: Sequence[Word], one: Said, clause: Clause) -> bool:
    """Say whether "good" says that all is well, as in "a good minute" it does not."""
    if one.end - one.start > 1 or words[one.start].text not in _ALSO_ELSE:
        return True
    return one.end == clause.end or words[one.end].text in _AFTER_CALM


def _years(clause: Clause) -> list[int]:
    """Return where a length of years ends: what has been so for years is not new."""
    return [
        clause.start + place + 1
        for place, text in enumerate(clause.texts)
        if text in _LONG_TIME
        and place
        and _counts(clause.texts[place - 1])
        and clause.texts[place + 1 : place + 2] not in (["old"], ["olds"])
    ]


def _counts(text: str) -> bool:
    return text.isdigit() or text in NUMBER_WORDS or text in _SOME


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
