"""Short answers, read against what was just asked."""

from collections.abc import Collection, Mapping, Sequence

from bot.engine.findings import Mention, Status
from bot.nlu.aligned import toilet_in_place
from bot.nlu.clauses import TURNS, clauses_of
from bot.nlu.harmless import Harmless
from bot.nlu.listing import VALUES, Lists
from bot.nlu.phrases import Phrases, Said
from bot.nlu.signs import answering_n, as_written, signed
from bot.nlu.telling import (
    Answered,
    Message,
    apart,
    calm_throughout,
    doubted,
    goes_with_name,
    plain_answer,
    stands_beside,
    tell_alone,
    tell_calm,
    tell_listed,
    tell_named,
    tell_no,
    tell_rest,
)
from bot.nlu.text import Word, word_set
from bot.nlu.unread import covered
from bot.nlu.values import findings_of
from bot.nlu.verdicts import Judged

_SAID = {**VALUES, "say_all": "yes"}
_LEADS = ("say_yes", "say_no", "say_none", "say_unsure", "say_all", "say_opening", "say_report")
_MOST_WORDS = 60
_MAY_FOLLOW_NO = word_set(
    "i it just not none nothing he she my only never that thank thanks apart except but to of "
    "doctor doc sorry ta nope no same the thankfully luckily god we they although unless "
    "everything stayed other because so still this at all and am is was well never neither please "
    "on in legs stays"
)
_FOLLOWS_NEVER = word_set("i me not thank thanks doc doctor sorry no nope because")
"""What may follow "never" as an answer: "never had the big C" denies one thing only."""
_FOLLOWS_NONE = word_set("today tonight right ever either here there lately yet")
"""What may follow "nothing like that" and "none"."""
_BOTH = word_set("both of them sides legs the two pair")
_LINKS = word_set("be might")
"""What a doubt ends in that goes on: "I might be pregnant" answers nothing else."""
_ONLY_NO = word_set("nope nah naw nay nup nopes noo nooo")
"""Words for no that stand before no noun: "nah legs ache" is a no, "no legs" may be none."""


class Answers:
    """Reads answers with the phrases of data/nlu/lexicon/answers.yml."""

    def __init__(self, lookups: Mapping[str, Sequence[str]]) -> None:
        """Take the lookups whose names begin with `say_` or `topic.`."""
        self._phrases = Phrases(lookups, _LEADS)
        self._vocatives = frozenset(lookups.get("say_vocative", ()))
        self._lists = Lists(lookups)
        self._harmless = Harmless(lookups)
        self._ends = Phrases(lookups, ["say_end", "say_rest"])

    def read(
        self,
        text: str,
        words: Sequence[Word],
        asking: Sequence[str],
        mentions: Sequence[Mention],
        weak: Collection[Mention] = (),
    ) -> Answered:
        """Return the mentions with what the message answers, its plain answer, what stands apart.

        Those of them that are `weak` were read only because they were asked about, as "both"
        was: they fall where their sentence says that all is well.
        """
        asked = findings_of(asking)
        if not words:
            return Answered(*signed(text, asked))
        words = as_written(answering_n(text, words[:_MOST_WORDS]))
        lead = self._lead(words)
        plain = _SAID.get(lead.name) if lead else None
        if not asked:
            return Answered(list(mentions), plain, bare=self._is_all(lead, words))
        mentions = self._without_calm(mentions, weak, words, asked)
        clauses = clauses_of(words, mentions)
        if lead and plain == "yes" and not any(clause.claims for clause in clauses):
            after = [one.after(max(one.start, lead.end)) for one in clauses if one.end > lead.end]
            if self._harmless.all_well(after, words, asked):
                return Answered([Mention(asked[0], Status.ABSENT, 0, len(text), text)], "no")
        digits = len(asked) == len(asking)
        listing = self._lists.read(words, clauses, asked, digits=digits)
        message = Message(text, words, asked, list(mentions), clauses, listing)
        if listing.ambiguous:
            return Answered(message.mentions, None)
        tell_listed(message)
        return self._conclude(message, lead, plain)

    def _without_calm(
        self,
        mentions: Sequence[Mention],
        weak: Collection[Mention],
        words: Sequence[Word],
        asked: Sequence[str],
    ) -> list[Mention]:
        strong = [one for one in mentions if one not in weak and not _says_both(one)]
        if len(strong) == len(mentions):
            return strong
        judged = [self._harmless.judge(one, words, asked) for one in clauses_of(words, strong)]
        unwell = {
            one.clause.sentence
            for one in judged
            if one.clause.claims or one.fresh or (one.alarmed and not one.denies)
        }
        well = {one.clause.sentence for one in judged if one.denies} - unwell
        calm = [
            (words[one.clause.start].start, words[one.clause.end - 1].end)
            for one in judged
            if one.clause.sentence in well
        ]
        return [
            one
            for one in mentions
            if one in strong or not any(s <= one.start and one.end <= e for s, e in calm)
        ]

    def may_deny(
        self, words: Sequence[Word], asking: Sequence[str], mentions: Sequence[Mention]
    ) -> frozenset[str]:
        """Return what was asked, all of it or nothing, where this may deny it in unknown words.

        It may where the patient asks nothing back, doubts nothing, tells of nothing new or
        worse, and either nothing was read of it ("the legs have their force"), or only a yes
        that goes on ("yes, like a baby"), or a part says that all is well or as it ever was
        ("tena since my kids were born, nothing's changed"). Of several things it may where
        nothing at all was read as there or in doubt ("the whole caboodle is in order"), or
        what was not named beside an end or a rest ("lymphoma in my twenties, that's it").
        """
        asked = frozenset(findings_of(asking))
        if not asked or len(asked) < len(asking) or not words or any(w.question for w in words):
            return frozenset()
        words = as_written(words[:_MOST_WORDS])
        if len(asked) > 1:
            return self._may_deny_several(words, asked, mentions)
        read = [one for one in mentions if one.finding in asked]
        clauses = clauses_of(words, [one for one in mentions if one not in read])
        if not all(self._harmless.tells_nothing_new(clause, words) for clause in clauses):
            return frozenset()
        well = any(self._harmless.judge(one, words, asking).denies for one in clauses)
        return asked if not read or well or self._goes_on(words, read) else frozenset()

    def _may_deny_several(
        self, words: Sequence[Word], asked: frozenset[str], mentions: Sequence[Mention]
    ) -> frozenset[str]:
        told = {one.finding for one in mentions if one.status.counts}
        if self._affirms(words) or (told and not self._ends.every(words, 0, len(words))):
            return frozenset()
        calm = all(
            self._harmless.tells_nothing_new(clause, words)
            and not self._harmless.alarms(clause, words)
            for clause in clauses_of(words, mentions)
            if not clause.claims
        )
        return asked - told if calm else frozenset()

    def _affirms(self, words: Sequence[Word]) -> bool:
        """Say whether a message says yes, to all or without saying to what, and no to nothing."""
        found = list(self._phrases.longest(words, 0, len(words)))
        lead = self._lead(words)
        every = any(one.name == "say_all" and one.end - one.start > 1 for one in found)
        denied = any(one.name in {"say_no", "say_none"} for one in found)
        return not denied and (every or (lead is not None and _SAID[lead.name] == "yes"))

    def _goes_on(self, words: Sequence[Word], read: Sequence[Mention]) -> bool:
        """Say whether all that was read is a yes with more words behind it."""
        lead = self._lead(words)
        if not lead or _SAID[lead.name] != "yes" or lead.end == len(words):
            return False
        place = (words[lead.start].start, words[lead.end - 1].end)
        return all((one.start, one.end) == place for one in read)

    def _conclude(self, message: Message, lead: Said | None, plain: str | None) -> Answered:
        """Read what is no list: calm words, the plain answer, the rest."""
        judged = covered(self._judged(message))
        if lead and plain == "no" and goes_with_name(message, lead):
            lead = plain = None
        elif plain is None and message.listing.rest is None:
            plain = calm_throughout(message, self._without_remarks(message, judged))
        tell_calm(message, judged)
        if message.listing.rest:
            message.left_open = plain == "yes" and message.untold == list(message.asked)
            self._tell_rest(message, judged, lead, plain)
        elif lead and plain:
            self._tell_plain(message, judged, lead, plain)
        elif plain == "no":
            message.tell(message.untold, Status.ABSENT, 0, len(message.words))
        elif len(message.asked) == 1:
            tell_alone(message, judged)
        message.mentions = toilet_in_place(message.mentions, message.clauses, message.asked)
        bare = self._is_all(lead, message.words)
        plain = plain_answer(message, plain)
        parts = apart(message, judged)
        return Answered(message.mentions, plain, parts, bare=bare, left_open=message.left_open)

    def _without_remarks(self, message: Message, judged: Sequence[Judged]) -> list[Judged]:
        return [one for one in judged if not self._harmless.is_remark(one.clause, message.words)]

    def _tell_rest(
        self, message: Message, judged: Sequence[Judged], lead: Said | None, plain: str | None
    ) -> None:
        assert message.listing.rest
        if lead and plain == "yes":
            tell_named(message, judged, lead)
        tell_rest(message, judged, self._asides(message, judged), *message.listing.rest)

    def _asides(self, message: Message, judged: Sequence[Judged]) -> list[Judged]:
        return [one for one in judged if self._harmless.is_aside(one.clause, message.words)]

    def _judged(self, message: Message) -> list[Judged]:
        """Judge what is no list; what follows a plain no in its sentence explains it."""
        judged: list[Judged] = []
        explaining = -1
        for clause in message.clauses:
            lead = self._lead(clause.words)
            says_no = bool(lead and _SAID[lead.name] == "no")
            if says_no or TURNS.intersection(clause.texts[:1]):
                explaining = clause.sentence if says_no else -1
            if clause in message.listing.closed:
                continue
            begins = lead.end if lead and says_no and lead.end < len(clause.words) else 0
            explains = clause.start + begins if explaining == clause.sentence else None
            judged.append(
                self._harmless.judge(clause, message.words, message.asked, explains=explains)
            )
        return judged

    def _tell_plain(
        self, message: Message, judged: Sequence[Judged], lead: Said, plain: str
    ) -> None:
        if plain == "no":
            beside = [one for one in judged if stands_beside(message, one.clause, lead)]
            tell_no(message, beside, self._asides(message, judged), lead)
        elif plain == "unsure":
            message.mentions = [doubted(one, message.asked) for one in message.mentions]
            rest = message.untold if len(message.asked) == 1 else []
            message.tell(rest, Status.UNCERTAIN, lead.start, lead.end)
        elif len(message.asked) == 1 or (lead.name == "say_all" and not message.listing.told):
            message.tell(message.untold, Status.PRESENT, lead.start, lead.end)
        else:
            tell_named(message, judged, lead)

    def _lead(self, words: Sequence[Word]) -> Said | None:
        """Return the phrase that answers: at the start, after an opening, or at the end."""
        start = 0
        for one in self._phrases.longest(words, 0, len(words)):
            if one.start > start:
                break
            if one.name in _SAID and self._is_answer(words, one):
                return one
            if one.name in {"say_opening", "say_report"}:
                start = max(start, one.end)
        last = next((n for n in range(len(words) - 1, 0, -1) if words[n].parted), 0)
        for one in reversed(list(self._phrases.longest(words, last, len(words)))):
            if one.end == len(words) and one.name in _SAID and one.name != "say_all":
                before = words[one.start - 1].text if one.start else ""
                joined = words[one.start].parted or before in {"so", "and", "but"}
                if joined or one.name == "say_none":
                    return one
        return None

    def _is_all(self, lead: Said | None, words: Sequence[Word]) -> bool:
        """Say whether a message is its plain answer, with an opening or not, and no more."""
        if lead is None or lead.end != len(words):
            return False
        before = self._phrases.longest(words, 0, lead.start)
        opened = sum(one.end - one.start for one in before if one.name == "say_opening")
        return opened == lead.start

    def _is_answer(self, words: Sequence[Word], one: Said) -> bool:
        """Say whether a phrase stands for itself, as "no" does not in "no fever"."""
        if one.end >= len(words) or words[one.end].parted:
            return True
        if words[one.end].text in self._vocatives or words[one.end - 1].text in _ONLY_NO:
            return True
        if one.name in {"say_no", "say_none"}:
            if one.end - one.start > 2 or words[one.start].text == "none":
                return words[one.end].text in _MAY_FOLLOW_NO | _FOLLOWS_NONE
            follows = _FOLLOWS_NEVER if words[one.start].text == "never" else _MAY_FOLLOW_NO
            return words[one.end].text in follows
        if one.name == "say_all" or (
            one.name == "say_unsure" and words[one.end - 1].text in _LINKS
        ):
            return False
        return one.name != "say_yes" or words[one.start].text not in {"i", "it", "a", "he", "she"}


def _says_both(mention: Mention) -> bool:
    """Say whether both legs were read in "both of them" and no more."""
    both = mention.finding == "bilateral_leg_symptoms" and mention.status.counts
    return both and _BOTH.issuperset(mention.evidence.lower().split())
