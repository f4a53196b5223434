"""What the training data knows of single words: which to spell, which to leave, which to read."""

import re
from collections import Counter
from collections.abc import Mapping

from bot.nlu.numerals import NUMBER_WORDS
from bot.nlu.rasa_format import TrainingData

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+")
ANY = "any"
"""The name under which a frame speaks of every finding: figures of speech."""
ENGLISH = "english"
FILLER = "filler"
UNSTEMMED = "unstemmed"
YEAR = "year_number"
NUMBER = "number"
DENIALS = ("deny.", "well.", "ill.", "did.", "able.", "done.")
"""How the names of lookups begin whose words are known, though nothing is corrected to them."""


def numeric(text: str) -> tuple[str, ...]:
    """Return what a number may be: a year, or just a number."""
    if text in NUMBER_WORDS:
        return (NUMBER,)
    if not text.isdigit():
        return ()
    is_year = len(text) == 4 and text[:2] in {"19", "20"}
    return (YEAR, NUMBER) if is_year else (NUMBER,)


def findings_of(data: TrainingData) -> frozenset[str]:
    """Return the ids that examples and frames speak of; other lookups are concepts."""
    framed = {id for name in data.regexes for id in name.partition("/")[0].split("+")}
    return frozenset({example.finding for example in data.phrases} | framed) - {ANY}


def vocabulary(data: TrainingData) -> dict[str, int]:
    """Count the words that carry meaning; typing errors are corrected towards them."""
    count: Counter[str] = Counter()
    for name, items in data.lookups.items():
        if name not in {ENGLISH, FILLER} and not name.startswith(DENIALS):
            count.update(word for item in items for word in plain_words(item))
    for example in data.phrases:
        count.update(plain_words(example.phrase))
    for lines in data.regexes.values():
        for line in lines:
            literals = (t for t in line.split() if t[0].isalpha())
            count.update(word for token in literals for word in token.split("|"))
    return dict(count)


def well_spelt(data: TrainingData) -> list[str]:
    """Return ordinary words: the English list, and what examples use more than once."""
    count = Counter(word for text in data.texts for word in plain_words(text))
    denials = (
        word
        for name, items in data.lookups.items()
        if name.startswith(DENIALS)
        for item in items
        for word in plain_words(item)
    )
    return [
        *data.lookups.get(ENGLISH, ()),
        *denials,
        *(word for word, times in count.items() if times > 1),
    ]


def plain_words(item: str) -> list[str]:
    """Return the words of an entry; a reference to another list has none."""
    if item.startswith("<"):
        return []
    return _WORD.findall(item.lower().replace("\u2019", "'"))


def readings(synonyms: Mapping[str, str]) -> dict[str, str]:
    """Return how single typed words are read: "cant" as "can not"."""
    return {typed.lower(): read for typed, read in synonyms.items() if " " not in typed.strip()}
