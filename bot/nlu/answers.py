"""Short answers, read against what was just asked."""

from collections.abc import Collection, Mapping, Sequence

from bot.engine.findings import Mention, Status
from bot.nlu.aligned import toilet_in_place
from bot.nlu.clauses import TURNS, Clause, clauses_of
from bot.nlu.harmless import Harmless
from bot.nlu.leads import SAID, Leads, turned
from bot.nlu.listing import Lists
from bot.nlu.phrases import Phrases, Said
from bot.nlu.possible import MOST_WORDS, PossibleDenials
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

_BOTH = word_set("both of them sides legs the two pair")


class Answers:
    """Reads answers with the phrases of data/nlu/lexicon/answers.yml."""

    def __init__(self, lookups: Mapping[str, Sequence[str]]) -> None:
        """Take the lookups whose names begin with `say_` or `topic.`."""
        self._leads = Leads(lookups)
        self._lists = Lists(lookups)
        self._harmless = Harmless(lookups)
        self._ends = Phrases(lookups, ["say_end"])
        denials = PossibleDenials(lookups, self._leads, self._harmless)
        self.may_deny = denials.of
        """What was asked and a message may deny in unknown words: see PossibleDenials."""

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
        words = as_written(answering_n(text, words[:MOST_WORDS]))
        lead = self._leads.lead(words)
        plain = SAID.get(lead.name) if lead else None
        if not asked:
            return Answered(list(mentions), plain, bare=self._leads.is_all(lead, words))
        mentions = self._without_calm(mentions, weak, words, asked)
        clauses = clauses_of(words, mentions)
        if lead and plain == "yes" and not any(clause.claims for clause in clauses):
            after = [one.after(max(one.start, lead.end)) for one in clauses if one.end > lead.end]
            if self._harmless.all_well(after, words, asked):
                return Answered([Mention(asked[0], Status.ABSENT, 0, len(text), text)], "no")
        digits = len(asked) == len(asking)
        listing = self._lists.read(words, clauses, asked, digits=digits)
        message = Message(text, words, asked, list(mentions), clauses, listing)
        if listing.ambiguous or (len(asked) > 1 and turned(words)):
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

    def _conclude(self, message: Message, lead: Said | None, plain: str | None) -> Answered:
        """Read what is no list: calm words, the plain answer, the rest."""
        judged = covered(self._judged(message))
        end = next((one for one in message.clauses if self._is_end(message, one)), None)
        counts = any(m.status.counts and m.finding in message.asked for m in message.mentions)
        if end and counts and not message.listing.rest:
            message.listing.rest = ("no", end)
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
        bare = self._leads.is_all(lead, message.words)
        plain = plain_answer(message, plain)
        parts = apart(message, judged)
        return Answered(message.mentions, plain, parts, bare=bare, left_open=message.left_open)

    def _is_end(self, message: Message, clause: Clause) -> bool:
        """Say whether a clause is an end and nothing else: "that's it"."""
        ends = self._ends.every(message.words, clause.start, clause.end)
        return any((one.start, one.end) == (clause.start, clause.end) for one in ends)

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
            lead = self._leads.lead(clause.words)
            says_no = bool(lead and SAID[lead.name] == "no")
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


def _says_both(mention: Mention) -> bool:
    """Say whether both legs were read in "both of them" and no more."""
    both = mention.finding == "bilateral_leg_symptoms" and mention.status.counts
    return both and _BOTH.issuperset(mention.evidence.lower().split())
