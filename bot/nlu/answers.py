"""Short answers, read against what was just asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.engine.findings import Mention, Status
from bot.nlu.clauses import Clause, clauses_of
from bot.nlu.harmless import Harmless, Judged, Verdict
from bot.nlu.listing import STATUS, VALUES, Listing, Lists
from bot.nlu.phrases import Phrases, Said
from bot.nlu.text import CLAUSE, Word
from bot.nlu.values import CATEGORIES, NUMBERS

_SAID = {**VALUES, "say_all": "yes"}
_LEADS = ("say_yes", "say_no", "say_none", "say_unsure", "say_all", "say_opening", "say_report")
_MOST_WORDS = 60
_MAY_FOLLOW_NO = frozenset(
    "i it just not none nothing he she my only never that thank thanks apart except but to of "
    "doctor doc sorry ta nope no same the thankfully luckily god we they although "
    "unless other because so still this at all and am is was well never neither please".split()
)
_TURNS = frozenset("but though although however except".split())
_SIGNS = {"\N{THUMBS UP SIGN}": "yes", "\N{WHITE HEAVY CHECK MARK}": "yes", "\u2714": "yes"} | {
    "\N{THUMBS DOWN SIGN}": "no",
    "\N{CROSS MARK}": "no",
    "\u2716": "no",
    "\N{NO ENTRY SIGN}": "no",
}
"""Signs that answer; the reader's words leave them out."""
_EMERGENCIES = frozenset(
    "saddle_numbness bladder_dysfunction bowel_dysfunction sexual_dysfunction motor_weakness "
    "major_trauma other_emergency self_harm".split()
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
        self, text: str, words: Sequence[Word], asking: Sequence[str], mentions: Sequence[Mention]
    ) -> tuple[list[Mention], str | None]:
        """Return the mentions with what the message answers, and its plain answer."""
        asked = [id for id in asking if id not in NUMBERS and id not in CATEGORIES]
        if not words:
            return _signed(text, asked)
        words = [_answering_n(words, place, text) for place in range(min(len(words), _MOST_WORDS))]
        lead = self._lead(words)
        plain = _SAID.get(lead.name) if lead else None
        if not asked:
            return list(mentions), plain
        clauses = clauses_of(words, mentions)
        digits = len(asked) == len(asking)
        listing = self._lists.read(words, clauses, asked, digits=digits)
        message = _Message(text, words, asked, list(mentions), clauses, listing)
        if listing.ambiguous:
            return message.mentions, None
        _tell_listed(message)
        return self._conclude(message, lead, plain)

    def _conclude(
        self, message: _Message, lead: Said | None, plain: str | None
    ) -> tuple[list[Mention], str | None]:
        """Read what is no list: calm words, the plain answer, the rest."""
        judged = [
            self._harmless.judge(clause, message.words, message.asked)
            for clause in message.clauses
            if clause not in message.listing.closed
        ]
        if plain is None and message.listing.rest is None:
            plain = _calm_throughout(message, judged)
        _tell_calm(message, judged)
        if message.listing.rest:
            value, clause = message.listing.rest
            _tell_rest(message, judged, value, clause)
            return message.mentions, "yes" if value == "yes" else _answer(message, plain)
        if lead and plain:
            self._tell_plain(message, judged, lead, plain)
        elif plain == "no":
            message.tell(message.untold, Status.ABSENT, 0, len(message.words))
        elif len(message.asked) == 1 and any(j.verdict is Verdict.DOUBTFUL for j in judged):
            message.tell(message.untold, Status.UNCERTAIN, 0, len(message.words))
        return message.mentions, _answer(message, plain)

    def _tell_plain(
        self, message: _Message, judged: Sequence[Judged], lead: Said, plain: str
    ) -> None:
        alone = len(message.asked) == 1
        if plain == "no":
            open_still = _spoken_of(message, judged, after=lead)
            rest = [id for id in message.untold if id not in open_still]
            message.tell(rest, Status.ABSENT, lead.start, lead.end)
        elif plain == "unsure":
            message.mentions = [_doubted(one, message.asked) for one in message.mentions]
            rest = message.untold if alone else []
            message.tell(rest, Status.UNCERTAIN, lead.start, lead.end)
        elif alone or (lead.name == "say_all" and not message.listing.told):
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
        return one.name != "say_yes" or words[one.start].text not in {"i", "it", "a", "he", "she"}


def _signed(text: str, asked: Sequence[str]) -> tuple[list[Mention], str | None]:
    """Read a message that is a sign and nothing else."""
    for place, character in enumerate(text):
        answer = _SIGNS.get(character)
        if answer == "no" or (answer and len(asked) == 1):
            status = STATUS[answer]
            return [Mention(id, status, place, place + 1, character) for id in asked], answer
        if answer:
            return [], answer
    return [], None


def _answering_n(words: Sequence[Word], place: int, text: str) -> Word:
    """Read an "n" that stands alone as no; between words it is "and"."""
    word = words[place]
    if word.text != "and" or text[word.start : word.end].lower() != "n":
        return word
    ends = place + 1 == len(words) or words[place + 1].parted or words[place + 1].mark == "/"
    starts = place == 0 or bool(word.parted) or word.mark == "/" or words[place - 1].text.isdigit()
    return replace(word, text="no", stem="no") if starts and (ends or place == 0) else word


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


def _calm_throughout(message: _Message, judged: Sequence[Judged]) -> str | None:
    """Read "same as ever" as no where the message says nothing else."""
    if message.mentions or not judged or message.listing.told:
        return None
    calm = {Verdict.CALM, Verdict.DENIED} if len(message.asked) == 1 else {Verdict.CALM}
    return "no" if all(one.verdict in calm and not one.about for one in judged) else None


def _tell_calm(message: _Message, judged: Sequence[Judged]) -> None:
    """Deny what calm clauses are about, unless another clause speaks of it too."""
    doubted = frozenset(
        id
        for one in judged
        if one.verdict in {Verdict.OPEN, Verdict.DOUBTFUL} and not one.clause.mentions
        for id in one.about
    )
    for one in judged:
        if one.verdict in {Verdict.CALM, Verdict.DENIED} and not one.clause.claims:
            about = [id for id in message.untold if id in one.about and id not in doubted]
            message.tell(about, Status.ABSENT, one.clause.start, one.clause.end)


def _spoken_of(
    message: _Message, judged: Sequence[Judged], *, after: Said | None = None
) -> frozenset[str]:
    """Return what clauses without a reading speak of: a denial of the rest leaves it open.

    After a plain no the words of the same sentence explain it, until one turns.
    """
    found: set[str] = set()
    for one in judged:
        if one.verdict in {Verdict.CALM, Verdict.DENIED} or one.clause.mentions:
            continue
        if after and not _stands_apart(message, one.clause, after):
            continue
        found |= one.about
    return frozenset(found)


def _stands_apart(message: _Message, clause: Clause, lead: Said) -> bool:
    if clause.start <= lead.start:
        return False
    turned = any(
        word.text in _TURNS or word.parted >= CLAUSE
        for word in message.words[lead.end : clause.start + 1]
    )
    return turned


def _tell_rest(message: _Message, judged: Sequence[Judged], value: str, clause: Clause) -> None:
    """Give what is left its common answer."""
    if value == "unsure":
        return
    left = message.untold
    if value == "no":
        spoken_of = _spoken_of(message, judged)
        left = [id for id in left if id not in spoken_of]
        if any(_not_understood(one) for one in judged):
            left = [id for id in left if id not in _EMERGENCIES]
    message.tell(left, STATUS[value], clause.start, clause.end)


def _not_understood(one: Judged) -> bool:
    return (
        one.verdict in {Verdict.OPEN, Verdict.DOUBTFUL}
        and not one.about
        and not one.clause.mentions
    )


def _tell_named(message: _Message, judged: Sequence[Judged], lead: Said) -> None:
    """Read "yes, my bladder has been odd": the one thing that the yes goes on about."""
    for one in judged:
        about = one.about.intersection(message.untold)
        near = not _stands_apart(message, one.clause, lead)
        if one.verdict is Verdict.OPEN and near and len(one.about) == len(about) == 1:
            message.tell(about, Status.PRESENT, one.clause.start, one.clause.end)


def _answer(message: _Message, plain: str | None) -> str | None:
    """Return the plain answer; a list that holds a yes is one."""
    if any(status is Status.PRESENT for status, _ in message.listing.told.values()):
        return plain if plain == "no" else "yes"
    return plain


def _doubted(mention: Mention, asked: Sequence[str]) -> Mention:
    if mention.finding in asked and mention.status is Status.PRESENT:
        return replace(mention, status=Status.UNCERTAIN)
    return mention
