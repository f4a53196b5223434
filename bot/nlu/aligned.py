"""Which sentence answers which question, where several were asked and answered in order.

"All normal. Pee is fine. He's regular, trust me. No change there": people who answer one
thing after the other name some and leave the others to their place.
"""

from collections.abc import Collection, Iterator, Sequence

from bot.engine.findings import Mention, Status
from bot.nlu.accidents import FUNCTIONS
from bot.nlu.clauses import Clause


def in_places(
    named: Sequence[Collection[int]], untold: Collection[int], asked: int
) -> Iterator[tuple[int, list[int]]]:
    """Yield the places of untold questions with the sentences that stand in them.

    `named` are, for each sentence, the places (from 0) of what it speaks of; `asked` is how
    many questions there were. Between two sentences that name what they answer, as many
    others as questions answer one each; where there are more sentences than questions, each
    question gets them all; fewer answer nothing. Nothing is yielded where the names do not
    stand in the order of asking.
    """
    runs: list[tuple[list[int], int, int]] = []
    free: list[int] = []
    reached = -1
    for sentence, places in enumerate(named):
        if not places:
            free.append(sentence)
            continue
        if min(places) < reached:
            return
        runs.append((free, reached, min(places)))
        free, reached = [], max(places)
    runs.append((free, reached, asked))
    for sentences, after, before in runs:
        left = [place for place in range(after + 1, before) if place in untold]
        if len(sentences) == len(left):
            yield from ((place, [one]) for place, one in zip(left, sentences, strict=True))
        elif len(sentences) > len(left):
            yield from ((place, sentences) for place in left)


def toilet_in_place(
    mentions: Sequence[Mention], clauses: Sequence[Clause], asked: Sequence[str]
) -> list[Mention]:
    """Return the mentions with a toilet that is fine denying only what its sentence answers.

    It stands for both functions; where each question has a sentence of its own, the one in the
    place of bowels leaves the bladder to the sentence in its place.
    """
    if not clauses or clauses[-1].sentence + 1 != len(asked) or not set(FUNCTIONS).issubset(asked):
        return list(mentions)
    ends = [(clause.words[-1].end, asked[clause.sentence]) for clause in clauses]
    place = {m: next((id for end, id in ends if m.start < end), None) for m in mentions}
    placed = {(m.start, m.end) for m in mentions if m.finding == place[m]}
    return [
        m
        for m in mentions
        if m.finding not in FUNCTIONS
        or m.status is not Status.ABSENT
        or m.finding == place[m]
        or (m.start, m.end) not in placed
    ]
