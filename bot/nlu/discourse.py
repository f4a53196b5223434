"""What a later part of a message does to an earlier one: corrections and short denials."""

from collections.abc import Iterable, Sequence

from bot.engine.findings import Status
from bot.nlu.assertion import Judgement
from bot.nlu.sentences import Sentence

_SHORT_DENIAL_ENDS_WITHIN = 3
_AGAIN_WITHIN = 3
"""Words after a correction within which "I do" or "I don't" stands for what was said."""


def settled(judged: Sequence[Judgement], sentences: Sequence[Sentence]) -> list[Judgement]:
    """Return the judgements as they are when the whole message has been heard."""
    judgements = list(judged)
    for sentence in sentences:
        for start, end in sentence.hits.get("nothing_such", ()):
            judgements = _denied(judgements, sentence, start, end)
        for _, end in sentence.hits.get("correction", ()):
            judgements = _corrected(judgements, sentence, end)
    return judgements


def _denied(
    judgements: Sequence[Judgement], sentence: Sentence, start: int, end: int
) -> list[Judgement]:
    """Let "I haven't got any" deny what was only talked about just before."""
    names_its_own = any(start <= j.found.start < sentence.end for j in judgements)
    if names_its_own or sentence.end - end > _SHORT_DENIAL_ENDS_WITHIN:
        return list(judgements)
    return [
        j._replace(status=Status.ABSENT) if j.open and j.found.end <= start else j
        for j in judgements
    ]


def _corrected(judgements: Sequence[Judgement], sentence: Sentence, place: int) -> list[Judgement]:
    """Let the later word win where the writer corrects themself."""
    later = {j.found.finding: j.status for j in judgements if j.found.start >= place and j.status}
    standing = [
        j
        for j in judgements
        if j.found.start >= place
        or j.found.finding not in later
        or later[j.found.finding] is j.status
    ]
    if any(place <= j.found.start < sentence.end for j in judgements):
        return standing
    for name, before, after in (
        ("denied_again", Status.PRESENT, Status.ABSENT),
        ("affirmed_again", Status.ABSENT, Status.PRESENT),
    ):
        if _said_again(sentence.hits.get(name, ()), place):
            return _last_turned(standing, place, before, after)
    return standing


def _said_again(places: Iterable[tuple[int, int]], place: int) -> bool:
    return any(0 <= start - place <= _AGAIN_WITHIN for start, _ in places)


def _last_turned(
    judgements: Sequence[Judgement], place: int, before: Status, after: Status
) -> list[Judgement]:
    earlier = [j for j in judgements if j.found.end <= place and j.status is before]
    if not earlier:
        return list(judgements)
    last = max(earlier, key=lambda j: j.found.end)
    return [j._replace(status=after) if j is last else j for j in judgements]
