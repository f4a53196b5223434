"""Questions that a writer repeats and answers: "Fever? No." "Did I fall? No." """

from collections.abc import Sequence
from enum import Enum

from bot.engine.findings import Status
from bot.nlu import assertion_words as bounds
from bot.nlu.frames import Found
from bot.nlu.sentences import Sentence
from bot.nlu.text import COMMA, Word, word_set

SHORT = 4
"""A question of at most so many words repeats what was asked."""
LONG = 16
"""So does a longer one, up to here, that opens like a question and has its plain answer."""
_NO_ANSWER = word_set("idea clue way")
"""What makes of the no before it no answer: "no idea"."""
_OPENING = word_set("did do does have has had is are was were am any can could")


class Echo(Enum):
    """How a question that was repeated is answered."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


def echoed(stream: Sequence[Word], sentence: Sentence) -> Echo | None:
    """Return how the question that a sentence repeats is answered, None where it is none."""
    if not stream[sentence.start].question or sentence.end >= len(stream):
        return None
    question = [word.text for word in stream[sentence.start : sentence.end]]
    answer = _answer(stream, sentence.end)
    if len(question) <= SHORT:
        return answer or Echo.OPEN
    asks = question[0] in _OPENING and "know" not in question and len(question) <= LONG
    return answer if asks and _alone(stream, sentence.end) else None


def told_by(echo: Echo, found: Found) -> Status | None:
    """Return what the answer says of a finding: no to "can I wee" tells of it, and denies none."""
    if echo is Echo.OPEN:
        return None
    return Status.PRESENT if (echo is Echo.YES) == (found.role != "absent") else Status.ABSENT


def listed(stream: Sequence[Word], sentence: Sentence, found: Found, answer: int) -> bool:
    """Say whether one answer is for all of a list: "any chest pain or breathlessness, no"."""
    opens = found.start == sentence.start or stream[sentence.start].text in _OPENING
    between = [word.text for word in stream[found.end : answer]]
    return opens and "or" in between and stream[answer].parted >= COMMA


def _answer(stream: Sequence[Word], place: int) -> Echo | None:
    if stream[place].text in bounds.NO:
        following = stream[place + 1 : place + 2]
        return None if following and following[0].text in _NO_ANSWER else Echo.NO
    return Echo.YES if stream[place].text in bounds.YES else None


def _alone(stream: Sequence[Word], place: int) -> bool:
    return place + 1 >= len(stream) or stream[place + 1].parted > 0
