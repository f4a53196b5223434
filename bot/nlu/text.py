"""A message as words that know where in the original they stand."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

COMMA, CLAUSE, SENTENCE = 1, 2, 3
"""How strongly punctuation in front of a word parts it from the word before."""

_LOOKALIKES = str.maketrans(
    "°ºавеорсухкмтнѕіјԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχАВЕОРСУХКМТНЅІЈ‘’‚‛′`´ʼ＇“”„‟″—–‒―−‐‑",
    "  abeopcyxkmthsijdqwabezhikmnoptyxaiknoptuxabeopcyxkmthsij'''''''''\"\"\"\"\"-------",
)
"""Letters of other alphabets and typographic marks that look like ASCII ones."""

_PIECE = re.compile(
    r"[a-z]+\d+[a-z0-9]*|[a-z]+(?:'[a-z]+)*'?|\d+(?:[.,]\d+)*|\n+|\.{2,}|[.!?]+|--+|\S"
)
_ELISION = {"'til": "until"}
_BREAKS = {",": COMMA, "(": COMMA, ")": COMMA, "/": 0, "-": 0, ":": COMMA, ";": CLAUSE}
_JOINERS = {"&": "and", "+": "and"}
_TICKS = {"\N{CHECK MARK}", "\N{HEAVY CHECK MARK}", "\N{WHITE HEAVY CHECK MARK}"}
_CROSSES = {
    "\N{BALLOT X}",
    "\N{HEAVY BALLOT X}",
    "\N{MULTIPLICATION X}",
    "\N{HEAVY MULTIPLICATION X}",
    "\N{CROSS MARK}",
}
_SIGNS = dict.fromkeys(_TICKS, "yes") | dict.fromkeys(_CROSSES, "no")
"""Signs that stand for a word in forms: "fever \N{BALLOT X}"."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set, to write short lists of words in one line."""
    return frozenset(text.split())


_BEFORE_T = word_set(
    "can don won isn aren wasn weren haven hasn hadn didn doesn couldn wouldn shouldn ain mustn"
)
_KNOWERS = word_set("i we you u they only to")
_KNOWN = word_set("i it its he she if when what wot why how where who")
"""Between which of these a "no" is a misspelt "know"; "I no fever" stays a denial."""


@dataclass(slots=True)
class Word:
    """One word or number: as read, its stem, and its place in the original text."""

    text: str
    stem: str
    start: int
    end: int
    parted: int = 0
    """How strongly it is parted from the word before: 0, COMMA, CLAUSE or SENTENCE."""
    question: bool = False
    """Whether the sentence it stands in ends in a question mark."""
    place: int = 0
    """Its number among all words of the message."""
    other: bool = False
    """Whether it speaks of someone who is not the patient."""
    own: bool = False
    """Whether it is a person's: "my leg", "I"."""
    mark: str = ""
    """The punctuation in front of it."""

    def joined(self) -> "Word":
        """Return it as parted from nothing; `dataclasses.replace` takes four times as long."""
        return Word(
            *(self.text, self.stem, self.start, self.end, 0, self.question),
            *(self.place, self.other, self.own, self.mark),
        )


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Return what one character is read as: ASCII where it looks like it, else nothing."""
    if unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return ""
    if character in "\n\r\u2028\u2029\x0b\x0c":
        return "\n"
    if unicodedata.category(character) == "Cc" or character.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", character.translate(_LOOKALIKES)).lower()
    folded = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LOOKALIKES)
    return folded.replace("\u2044", "/").replace("\u00b7", " ")


def normalise(text: str) -> tuple[str, list[int]]:
    """Return the text in plain lower-case letters, and where each came from.

    The list has one more entry than the text: the end of the original.
    """
    if text.isascii() and text.isprintable():
        return text.lower(), list(range(len(text) + 1))
    plain: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for letter in _plain(character):
            plain.append(letter)
            origin.append(place)
    origin.append(len(text))
    return "".join(plain), origin


def words_of(text: str, respell: Callable[[str], tuple[str, ...]]) -> list[Word]:
    """Return the words of a message; `respell` says how each is read.

    A word such as "can't" becomes two words in the same place, and so does "can t".
    """
    plain, origin = normalise(text)
    words: list[Word] = []
    first_of_sentence = parted = 0
    mark = ""
    leading = False
    for piece, start, end in _rejoined(plain):
        if piece in _SIGNS:
            leading = leading or len(words) == first_of_sentence
            strength = CLAUSE if leading and words else parted
            words.append(_word(_SIGNS[piece], origin, start, end, strength, mark))
            parted, mark = 0 if leading else CLAUSE, ""
            continue
        if not piece[0].isalnum():
            strength = _strength(piece, plain, start, end)
            mark = piece if strength >= parted else mark
            parted = max(parted, strength)
            if piece[0] in _JOINERS:
                words.append(_word("and", origin, start, end, parted))
                parted, mark = 0, ""
            _ask(piece, words[first_of_sentence:])
            if parted == SENTENCE:
                first_of_sentence, leading = len(words), False
            continue
        for read in respell(piece):
            words.append(_word(read, origin, start, end, parted, mark))
            parted, mark = 0, ""
    return _with_knowing(_with_initials(text, words))


def _word(
    read: str, origin: Sequence[int], start: int, end: int, parted: int, mark: str = ""
) -> Word:
    return Word(read, read, origin[start], origin[end - 1] + 1, parted, mark=mark)


def _ask(mark: str, words: Iterable[Word]) -> None:
    if "?" in mark:
        for word in words:
            word.question = True


def _with_initials(text: str, words: list[Word]) -> list[Word]:
    """Read the N and Y of a form, "fever N numb Y", as no and yes; any other n is "and"."""
    if text.isupper():
        return words
    for place, word in enumerate(words[1:], 1):
        if word.end - word.start > 1:
            continue
        following = words[place + 1 : place + 2]
        written = text[word.start : word.end]
        ends = not following or following[0].parted > 0
        if written == "N" or (written == "n" and ends):
            word.text = word.stem = "no"
        elif written != "Y":
            continue
        for one in following:
            one.parted = max(one.parted, CLAUSE)
    return words


def _with_knowing(words: list[Word]) -> list[Word]:
    """Read the no of "I dont no" and "I only no its wet" as know: no denial stands in its place."""
    for place, word in enumerate(words[1:], 1):
        if word.text != "no" or word.parted:
            continue
        before, after = words[place - 1].text, words[place + 1 : place + 2]
        known = after and not after[0].parted and after[0].text in _KNOWN
        if before == "not" or (known and before in _KNOWERS):
            word.text = word.stem = "know"
    return words


def _rejoined(plain: str) -> Iterator[tuple[str, int, int]]:
    """Yield words, numbers and marks with their places in the plain text.

    A parted "can t" is made one again, and stray apostrophes are off.
    """
    held: tuple[str, int, int] | None = None
    for match in _PIECE.finditer(plain):
        piece, (start, end) = match[0], match.span()
        if held and piece == "t" and held[0] in _BEFORE_T:
            held = (f"{held[0]}'t", held[1], end)
            continue
        if held:
            yield held
        bare = piece.rstrip("'") if piece[0].isalnum() else piece
        held = (bare, start, start + len(bare))
    if held:
        yield held


def _strength(mark: str, plain: str, start: int, end: int) -> int:
    """Return how strongly a mark parts what stands on its two sides."""
    if mark[0] == "\n" or mark[0] in "!?":
        return SENTENCE
    if mark[0] == ".":
        return CLAUSE if len(mark) > 1 else SENTENCE
    if mark[0] == "-":
        spaced = plain[start - 1 : start] in {"", " "} or plain[end : end + 1] == " "
        return CLAUSE if spaced or len(mark) > 1 else 0
    if mark in _BREAKS:
        return _BREAKS[mark]
    return CLAUSE if unicodedata.category(mark[0]) == "So" else 0
