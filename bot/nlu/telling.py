"""An answer on its way: what is told of each thing asked, and what is left untold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.engine.findings import Mention, Status
from bot.nlu.aligned import in_places
from bot.nlu.clauses import TURNS, Clause
from bot.nlu.pairing import STATUS, Listing
from bot.nlu.phrases import Said
from bot.nlu.text import CLAUSE, Word, word_set
from bot.nlu.unread import hinted, spoken_of, unable, understood
from bot.nlu.verdicts import Judged, Verdict

EMERGENCIES = word_set(
    "saddle_numbness bladder_dysfunction bowel_dysfunction sexual_dysfunction motor_weakness "
    "major_trauma other_emergency self_harm"
)
"""The protocol's emergency class and the two crises: "no to the rest" leaves them open beside
words that were not understood, and the second opinion has to be surer to deny them."""
_REST = word_set("rest other others remaining remainder")
_ALL = word_set("all any everything those these them that lot above both either neither")
"""What a no that is meant of all that was asked says so with."""


@dataclass
class Message:
    """A message on its way to an answer."""

    text: str
    words: Sequence[Word]
    asked: Sequence[str]
    mentions: list[Mention]
    clauses: Sequence[Clause]
    listing: Listing
    left_open: bool = False
    """Whether a no leaves open what words beside it, not understood, may have told."""

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


class Apart(NamedTuple):
    """A part of a message that answers one of several questions by itself."""

    finding: str
    start: int
    end: int


class Answered(NamedTuple):
    """What a message answers."""

    mentions: list[Mention]
    plain: str | None = None
    """Its plain answer: yes, no or unsure."""
    apart: Sequence[Apart] = ()
    """What is told of by sentences of its own."""
    bare: bool = False
    """Whether it is a plain answer and nothing else."""
    left_open: bool = False
    """Whether it says no and leaves open what words beside that, not understood, may tell."""


def apart(message: Message, judged: Sequence[Judged]) -> list[Apart]:
    """Return the sentences that speak of one thing only, or stand in the place of an untold one.

    What a sentence says of one thing is read better as the answer to that alone.
    """
    if len(message.asked) < 2:
        return []
    sentences = [one for one in _sentences_of(message) if not _is_of_rest(message, one)]
    named = [_named_in(message, judged, one) for one in sentences]
    untold = {message.asked.index(id) for id in message.untold}
    found = [
        (min(places), [at])
        for at, places in enumerate(named)
        if len(places) == 1 and not all(one in message.listing.closed for one in sentences[at])
    ]
    found += in_places(named, untold, len(message.asked))
    return [
        Apart(
            message.asked[place],
            message.words[sentences[at[0]][0].start].start,
            message.words[sentences[at[-1]][-1].end - 1].end,
        )
        for place, at in found
    ]


def _sentences_of(message: Message) -> list[list[Clause]]:
    numbers = dict.fromkeys(clause.sentence for clause in message.clauses)
    return [[one for one in message.clauses if one.sentence == number] for number in numbers]


def _is_of_rest(message: Message, sentence: Sequence[Clause]) -> bool:
    return message.listing.rest is not None and message.listing.rest[1] in sentence


def _named_in(
    message: Message, judged: Sequence[Judged], sentence: Sequence[Clause]
) -> frozenset[int]:
    start, end = message.words[sentence[0].start].start, message.words[sentence[-1].end - 1].end
    read = {m.finding for m in message.mentions if start <= m.start and m.end <= end}
    about = {id for one in judged if one.clause in sentence for id in one.about}
    return frozenset(message.asked.index(id) for id in message.asked if id in read | about)


def tell_listed(message: Message) -> None:
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


def goes_with_name(message: Message, lead: Said) -> bool:
    """Say whether an answer goes with a name, as in "no to the fever", and is nobody else's."""
    after = message.words[lead.end].text if lead.end < len(message.words) else ""
    goes_on = after in {"to", "for", "on"} or message.words[lead.end - 1].text == "to"
    return (
        message.listing.rest is None
        and goes_on
        and any(clause.start <= lead.start < clause.end for clause in message.listing.read)
    )


def calm_throughout(message: Message, judged: Sequence[Judged]) -> str | None:
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


def tell_calm(message: Message, judged: Sequence[Judged]) -> None:
    """Deny what calm clauses are about, unless another clause speaks of it too."""
    doubted = spoken_of(judged)
    for one in judged:
        if one.denies and not one.clause.claims:
            about = [id for id in message.untold if id in one.about and id not in doubted]
            message.tell(about, Status.ABSENT, one.clause.start, one.clause.end)


def stands_beside(message: Message, clause: Clause, lead: Said) -> bool:
    """Say whether a clause stands in front of an answer, or apart from it behind."""
    return clause.end <= lead.start or stands_apart(message, clause, lead)


def stands_apart(message: Message, clause: Clause, lead: Said) -> bool:
    """Say whether a clause begins anew after an answer, or turns away from it."""
    return clause.start > lead.start and any(
        word.text in TURNS or word.parted >= CLAUSE
        for word in message.words[lead.end : clause.start + 1]
    )


def tell_no(
    message: Message, beside: Sequence[Judged], asides: Sequence[Judged], lead: Said
) -> None:
    """Let a plain no deny what is left, but for what the words beside it may have told."""
    behind = [one for one in beside if one.clause.start > lead.start]
    beside = [one for one in beside if not _is_of_else(one.clause)]
    spoken = spoken_of(behind)
    left = [id for id in message.untold if id not in spoken]
    of_all = any(word.text in _ALL for word in message.words[lead.start : lead.end])
    open_still = unable(behind) or not understood(beside, asides, message.listing.read)
    message.left_open = len(message.asked) > 1 and open_still and not of_all
    if message.left_open:
        left = [id for id in left if id not in EMERGENCIES]
    message.tell(left, Status.ABSENT, lead.start, lead.end)


def _is_of_else(clause: Clause) -> bool:
    """Say whether a clause asks something, or gives a number: neither tells of a finding."""
    return any(word.question or word.text.isdigit() for word in clause.words)


def tell_rest(
    message: Message,
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
        others = [one for one in judged if one.clause.sentence != clause.sentence]
        if _REST.intersection(clause.texts) and left == list(message.asked):
            message.left_open = message.left_open or not all(one.denies for one in others)
        if message.left_open:
            return
        spoken = spoken_of(judged)
        left = [id for id in left if id not in spoken]
        if not understood(judged, asides, message.listing.read):
            left = [id for id in left if id not in EMERGENCIES]
        open_still = hinted(judged, clause, EMERGENCIES)
        left = [id for id in left if id not in open_still]
    message.tell(left, STATUS[value], clause.start, clause.end)


def tell_named(message: Message, judged: Sequence[Judged], lead: Said) -> None:
    """Read "yes, my bladder has been odd": the one thing that the yes goes on about."""
    for one in judged:
        about = one.about.intersection(message.untold)
        near = not stands_apart(message, one.clause, lead)
        if one.verdict is Verdict.OPEN and near and len(one.about) == len(about) == 1:
            message.tell(about, Status.PRESENT, one.clause.start, one.clause.end)


def tell_alone(message: Message, judged: Sequence[Judged]) -> None:
    """Read a doubt about the one thing asked."""
    if any(one.verdict is Verdict.DOUBTFUL for one in judged):
        message.tell(message.untold, Status.UNCERTAIN, 0, len(message.words))


def plain_answer(message: Message, plain: str | None) -> str | None:
    """Return the plain answer; a list that holds a yes is one."""
    if message.listing.rest and message.listing.rest[0] == "yes":
        return "yes"
    if any(status is Status.PRESENT for status, _ in message.listing.told.values()):
        return plain if plain == "no" else "yes"
    return plain


def doubted(mention: Mention, asked: Sequence[str]) -> Mention:
    """Return a mention of what was asked as uncertain where it claims it, any other as it is."""
    if mention.finding in asked and mention.status is Status.PRESENT:
        return replace(mention, status=Status.UNCERTAIN)
    return mention
