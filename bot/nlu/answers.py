"""Short answers, read against what was just asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.engine.findings import Mention, Status
from bot.nlu.clauses import TURNS, Clause, clauses_of
from bot.nlu.harmless import Harmless, Judged, Verdict
from bot.nlu.listing import STATUS, VALUES, Listing, Lists
from bot.nlu.phrases import Phrases, Said
from bot.nlu.signs import answering_n, as_written, signed
from bot.nlu.text import CLAUSE, Word, word_set
from bot.nlu.unread import covered, hinted, spoken_of, understood
from bot.nlu.values import CATEGORIES, NUMBERS

_SAID = {**VALUES, "say_all": "yes"}
_LEADS = ("say_yes", "say_no", "say_none", "say_unsure", "say_all", "say_opening", "say_report")
_MOST_WORDS = 60
_MAY_FOLLOW_NO = word_set(
    "i it just not none nothing he she my only never that thank thanks apart except but to of "
    "doctor doc sorry ta nope no same the thankfully luckily god we they although unless "
    "everything stayed other because so still this at all and am is was well never neither please"
)
_EMERGENCIES = word_set(
    "saddle_numbness bladder_dysfunction bowel_dysfunction sexual_dysfunction motor_weakness "
    "major_trauma other_emergency self_harm"
)
"""What "no to the rest" leaves open beside words that were not understood."""


@dataclass
class _Message:
    """A message on its way to an answer."""

    text: str
    words: Sequence[Word]
    asked: Sequence[str]
    mentions: list[Mention]
    clauses: Sequence[Clause]
    listing: Listing

    @property
    def untold(self) -> list[str]:
        """Return what was asked and has no mention yet, in the order of asking."""
        told = {mention.finding for mention in self.mentions}
        return [id for id in self.asked if id not in told]

    def tell(self, findings: Iterable[str], status: Status, start: int, end: int) -> None:
        """Add mentions whose evidence is the words from one place to another."""
        first, last = self.words[start].start, self.words[end - 1].end
        for id in findings:
            self.mentions.append(Mention(id, status, first, last, self.text[first:last]))


class Answers:
    """Reads answers with the phrases of data/nlu/lexicon/answers.yml."""

    def __init__(self, lookups: Mapping[str, Sequence[str]]) -> None:
        """Take the lookups whose names begin with `say_` or `topic.`."""
        self._phrases = Phrases(lookups, _LEADS)
        self._vocatives = frozenset(lookups.get("say_vocative", ()))
        self._lists = Lists(lookups)
        self._harmless = Harmless(lookups)

    def read(
        self,
        text: str,
        words: Sequence[Word],
        asking: Sequence[str],
        mentions: Sequence[Mention],
        beside: Collection[str] = (),
    ) -> tuple[list[Mention], str | None]:
        """Return the mentions with what the message answers, and its plain answer.

        `beside` are the findings of which the message speaks without the patient having
        them now: who is asked about one of them alone and says that, has denied it.
        """
        asked = [id for id in asking if id not in NUMBERS and id not in CATEGORIES]
        if not words:
            return signed(text, asked)
        words = as_written(answering_n(text, words[:_MOST_WORDS]))
        lead = self._lead(words)
        plain = _SAID.get(lead.name) if lead else None
        if not asked:
            return list(mentions), plain
        clauses = clauses_of(words, mentions)
        if lead and plain == "yes" and not mentions:
            after = [one.after(max(one.start, lead.end)) for one in clauses if one.end > lead.end]
            if self._harmless.all_well(after, words, asked):
                return [Mention(asked[0], Status.ABSENT, 0, len(text), text)], "no"
        digits = len(asked) == len(asking)
        listing = self._lists.read(words, clauses, asked, digits=digits)
        message = _Message(text, words, asked, list(mentions), clauses, listing)
        if listing.ambiguous:
            return message.mentions, None
        _tell_listed(message)
        return self._conclude(message, lead, plain, beside)

    def _conclude(
        self,
        message: _Message,
        lead: Said | None,
        plain: str | None,
        beside: Collection[str],
    ) -> tuple[list[Mention], str | None]:
        """Read what is no list: calm words, the plain answer, the rest."""
        judged = covered(self._judged(message))
        asides = [one for one in judged if self._harmless.is_aside(one.clause, message.words)]
        if lead and plain == "no" and _names(message, lead):
            lead = plain = None
        elif plain is None and message.listing.rest is None:
            plain = _calm_throughout(message, judged)
        _tell_calm(message, judged)
        if message.listing.rest:
            if lead and plain == "yes":
                _tell_named(message, judged, lead)
            _tell_rest(message, judged, asides, *message.listing.rest)
        elif lead and plain:
            self._tell_plain(message, judged, lead, plain)
        elif plain == "no":
            message.tell(message.untold, Status.ABSENT, 0, len(message.words))
        elif len(message.asked) == 1:
            _tell_alone(message, judged, beside)
        return message.mentions, _answer(message, plain)

    def _judged(self, message: _Message) -> list[Judged]:
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
        self, message: _Message, judged: Sequence[Judged], lead: Said, plain: str
    ) -> None:
        if plain == "no":
            open_still = spoken_of(
                [one for one in judged if _stands_apart(message, one.clause, lead)]
            )
            rest = [id for id in message.untold if id not in open_still]
            message.tell(rest, Status.ABSENT, lead.start, lead.end)
        elif plain == "unsure":
            message.mentions = [_doubted(one, message.asked) for one in message.mentions]
            rest = message.untold if len(message.asked) == 1 else []
            message.tell(rest, Status.UNCERTAIN, lead.start, lead.end)
        elif len(message.asked) == 1 or (lead.name == "say_all" and not message.listing.told):
            message.tell(message.untold, Status.PRESENT, lead.start, lead.end)
        else:
            _tell_named(message, judged, lead)

    def _lead(self, words: Sequence[Word]) -> Said | None:
        """Return the phrase that answers: at the start, after an opening, or at the end."""
        said = self._phrases.longest(words, 0, len(words))
        start = 0
        for one in said:
            if one.start > start:
                break
            if one.name in _SAID and self._is_answer(words, one):
                return one
            if one.name in {"say_opening", "say_report"}:
                start = max(start, one.end)
        for one in reversed(said):
            if one.end == len(words) and one.name in _SAID:
                before = words[one.start - 1].text if one.start else ""
                joined = words[one.start].parted or before in {"so", "and", "but"}
                if joined or one.name == "say_none":
                    return one
        return None

    def _is_answer(self, words: Sequence[Word], one: Said) -> bool:
        """Say whether a phrase stands for itself, as "no" does not in "no fever"."""
        if one.end >= len(words) or words[one.end].parted:
            return True
        if words[one.end].text in self._vocatives:
            return True
        if one.name in {"say_no", "say_none"}:
            return words[one.end].text in _MAY_FOLLOW_NO
        if one.name == "say_all":
            return False
        return one.name != "say_yes" or words[one.start].text not in {"i", "it", "a", "he", "she"}


def _tell_listed(message: _Message) -> None:
    """Add what a list tells; it outweighs what was read in its own clauses."""
    told = message.listing.told
    message.mentions = [
        mention
        for mention in message.mentions
        if mention.finding not in told or mention not in told[mention.finding][1].mentions
    ]
    for id, (status, clause) in told.items():
        if id in message.untold:
            message.tell([id], status, clause.start, clause.end)


def _names(message: _Message, lead: Said) -> bool:
    """Say whether an answer goes with a name, as in "no to the fever", and is nobody else's."""
    told = [clause for _, clause in message.listing.told.values()]
    after = message.words[lead.end].text if lead.end < len(message.words) else ""
    goes_on = after in {"to", "for", "on"} or message.words[lead.end - 1].text == "to"
    return (
        message.listing.rest is None
        and goes_on
        and any(clause.start <= lead.start < clause.end for clause in told)
    )


def _calm_throughout(message: _Message, judged: Sequence[Judged]) -> str | None:
    """Read "same as ever" as no where the message says nothing else."""
    said = set(message.listing.values)
    if message.mentions or message.listing.told or not (said or judged) or said - {"no"}:
        return None
    alone = len(message.asked) == 1
    calm = all(
        one.denies and not one.about and (alone or one.verdict is not Verdict.DENIED)
        for one in judged
    )
    return "no" if calm else None


def _tell_calm(message: _Message, judged: Sequence[Judged]) -> None:
    """Deny what calm clauses are about, unless another clause speaks of it too."""
    doubted = spoken_of(judged)
    for one in judged:
        if one.denies and not one.clause.claims:
            about = [id for id in message.untold if id in one.about and id not in doubted]
            message.tell(about, Status.ABSENT, one.clause.start, one.clause.end)


def _stands_apart(message: _Message, clause: Clause, lead: Said) -> bool:
    """Say whether a clause begins anew after an answer, or turns away from it."""
    return clause.start > lead.start and any(
        word.text in TURNS or word.parted >= CLAUSE
        for word in message.words[lead.end : clause.start + 1]
    )


def _tell_rest(
    message: _Message,
    judged: Sequence[Judged],
    asides: Sequence[Judged],
    value: str,
    clause: Clause,
) -> None:
    """Give what is left its common answer."""
    if value == "unsure":
        return
    left = message.untold
    if value == "no":
        spoken = spoken_of(judged)
        left = [id for id in left if id not in spoken]
        told = [clause for _, clause in message.listing.told.values()]
        if not understood(judged, asides, told):
            left = [id for id in left if id not in _EMERGENCIES]
        open_still = hinted(judged, clause, _EMERGENCIES)
        left = [id for id in left if id not in open_still]
    message.tell(left, STATUS[value], clause.start, clause.end)


def _tell_named(message: _Message, judged: Sequence[Judged], lead: Said) -> None:
    """Read "yes, my bladder has been odd": the one thing that the yes goes on about."""
    for one in judged:
        about = one.about.intersection(message.untold)
        near = not _stands_apart(message, one.clause, lead)
        if one.verdict is Verdict.OPEN and near and len(one.about) == len(about) == 1:
            message.tell(about, Status.PRESENT, one.clause.start, one.clause.end)


def _tell_alone(message: _Message, judged: Sequence[Judged], beside: Collection[str]) -> None:
    """Read a doubt, or what the patient does not have, about the one thing asked."""
    if any(one.verdict is Verdict.DOUBTFUL for one in judged):
        message.tell(message.untold, Status.UNCERTAIN, 0, len(message.words))
    else:
        message.tell(set(message.untold) & set(beside), Status.ABSENT, 0, len(message.words))


def _answer(message: _Message, plain: str | None) -> str | None:
    """Return the plain answer; a list that holds a yes is one."""
    if message.listing.rest and message.listing.rest[0] == "yes":
        return "yes"
    if any(status is Status.PRESENT for status, _ in message.listing.told.values()):
        return plain if plain == "no" else "yes"
    return plain


def _doubted(mention: Mention, asked: Sequence[str]) -> Mention:
    if mention.finding in asked and mention.status is Status.PRESENT:
        return replace(mention, status=Status.UNCERTAIN)
    return mention
