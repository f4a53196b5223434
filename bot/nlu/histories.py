"""Whether what a text names is told as the patient's history: "status post fusion".

The historical half of ConText (Harkema 2009) in the words of doctors' letters, which
patients copy out. It stands beside the status and never changes it: what is dangerous
when it is new must not be lost because an old illness is named before it.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.nlu.frames import Found
from bot.nlu.sentences import Sentence
from bot.nlu.text import CLAUSE, COMMA, Word, word_set

NEXT_TO = 2
"""Words over which "old" and "previous" reach: the phrase that they belong to."""
_UNITS = word_set("minut hour day night week month fortnight")
_ENDS = ("turn", "history_end")

Places = Sequence[tuple[int, int]]


def told_as_history(stream: Sequence[Word], sentence: Sentence, found: Found) -> bool:
    """Say whether a finding stands in a history, among what is old, or before "history"."""
    if any(start == found.end for start, _ in sentence.hits.get("history_after", ())):
        return True
    for name, end in _begun(stream, sentence, found):
        if name == "old" and found.start - end >= NEXT_TO:
            continue
        weakest = CLAUSE if name == "history" else COMMA
        if end > found.start or _holds(stream, sentence, range(end, found.start + 1), weakest):
            return True
    return False


def _begun(stream: Sequence[Word], sentence: Sentence, found: Found) -> Iterator[tuple[str, int]]:
    """Yield what begins a history before a finding or inside it, and where that ends."""
    hits: Mapping[str, Places] = sentence.hits
    harmless = {p for start, end in hits.get("not_history", ()) for p in range(start, end)}
    for name in ("history", "status_post", "old"):
        for start, end in hits.get(name, ()):
            if start < found.end and start not in harmless and not _is_of_now(stream, start, end):
                yield name, end


def _is_of_now(stream: Sequence[Word], start: int, end: int) -> bool:
    """Say whether it is the present illness: "two week history of", or a bare "History:"."""
    if any(word.stem in _UNITS for word in stream[max(0, start - 2) : start]):
        return True
    return end - start == 1 and end < len(stream) and stream[end].mark == ":"


def _holds(stream: Sequence[Word], sentence: Sentence, between: range, weakest: int) -> bool:
    """Say whether a history is not over: no mark, no new heading, no turn to what is now."""
    ends = {start for name in _ENDS for start, _ in sentence.hits.get(name, ())}
    if not ends.isdisjoint(between[:-1]):
        return False
    marked = [stream[place] for place in between[1:]]
    return not any(
        word.mark == ":" or word.parted >= weakest for word in marked if word.mark != ";"
    )
