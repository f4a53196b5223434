"""Questions told with their answers: "the nurse asked if I was numb and I said no".

A yes then is taken for a yes now. A no is not taken for a denial: who tells of it often goes on
with what has changed since, or that it was not true.
"""

from collections.abc import Sequence

from bot.nlu.frames import Found
from bot.nlu.sentences import Sentence
from bot.nlu.text import Word, word_set

_ASKED = word_set("asked asks asking")
_WHAT = word_set("if whether about")
_SAID = word_set("said say says told answered replied")
_NO = word_set("no nope nah never")
_YES = word_set("yes yeah yep yup")
_OPEN = word_set("but though although however until then now sure idea really lied wrong")
"""Words by which what was answered then is not all, or not the answer any more."""


def affirmed(stream: Sequence[Word], sentence: Sentence, found: Found) -> bool | None:
    """Return whether somebody's question about a finding was answered so that it is there.

    None where no question with its plain answer is told.
    """
    if not _asked_for(stream, sentence, found):
        return None
    said = _answer(stream, sentence, found)
    return said if said is None else said == (found.role != "absent")


def _asked_for(stream: Sequence[Word], sentence: Sentence, found: Found) -> bool:
    """Say whether "asked if", with one word between at most, stands before it."""
    asked = [n for n in range(sentence.start, found.start) if stream[n].text in _ASKED]
    return any(
        word.text in _WHAT for n in asked for word in stream[n + 1 : min(n + 3, found.start)]
    )


def _answer(stream: Sequence[Word], sentence: Sentence, found: Found) -> bool | None:
    """Return whether it was a yes; None where nothing plain was answered.

    It may open the next sentence: "I said no."
    """
    said = [
        n for n in range(found.end, min(sentence.end + 2, len(stream))) if stream[n].text in _SAID
    ]
    for place in (n for start in said for n in range(start + 1, start + 4)):
        if place < len(stream) and (text := stream[place].text) in _NO | _YES:
            left_open = any(word.text in _OPEN for word in stream[place + 1 : place + 11])
            return None if left_open else text in _YES
    return None
