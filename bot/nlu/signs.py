"""Answers that are no words: a thumb, an "n"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.engine.findings import Mention
from bot.nlu.pairing import STATUS
from bot.nlu.text import Word

_SIGNS = {
    "\N{THUMBS UP SIGN}": "yes",
    "\N{THUMBS DOWN SIGN}": "no",
    "\N{NO ENTRY SIGN}": "no",
}
"""Signs that answer and are no words of the reader's, as ticks and crosses are."""
_SHORT = frozenset({"and", "y", "yes", "no"})


def signed(text: str, asked: Sequence[str]) -> tuple[list[Mention], str | None]:
    """Read a message that is a sign and nothing else."""
    for place, character in enumerate(text):
        answer = _SIGNS.get(character)
        if answer == "no" or (answer and len(asked) == 1):
            status = STATUS[answer]
            return [Mention(id, status, place, place + 1, character) for id in asked], answer
        if answer:
            return [], answer
    return [], None


def as_written(words: Sequence[Word]) -> list[Word]:
    """Return the words parted only where the patient wrote a mark.

    The reader hands the mark of a word it leaves out ("a", "the") on to the next one.
    """
    return [word.joined() if word.parted and not word.mark else word for word in words]


def answering_n(text: str, words: Sequence[Word]) -> list[Word]:
    """Read an "n" that stands alone as no; between words it is "and"."""
    only = all(word.text in _SHORT or word.text.isdigit() for word in words)
    return [
        _answering(text, words, place, only=only) if word.text == "and" else word
        for place, word in enumerate(words)
    ]


def _answering(text: str, words: Sequence[Word], place: int, *, only: bool) -> Word:
    word = words[place]
    if text[word.start : word.end].lower() != "n":
        return word
    ends = place + 1 == len(words) or words[place + 1].parted or words[place + 1].mark == "/"
    starts = place == 0 or bool(word.parted) or word.mark == "/" or words[place - 1].text.isdigit()
    alone = only or (starts and (ends or place == 0))
    return replace(word, text="no", stem="no") if alone else word
