"""Ages beside the people they are of: "Zumba instructor, 37", "a retired nurse of 72"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from bot.nlu.numerals import Line

_NUMBER = re.compile(r"(?<![\d./])\b(?P<n>\d{1,3})\b(?![.,]?\d)")
_BETWEEN = re.compile(r" (?:[,(:-] )?(?:(?:of|aged?|just|only|now|turned|at) )*$")
_IS_BETWEEN = re.compile(r" (?:[,(:-] )?(?:(?:is|'s|who|of|aged?|just|only|now|turned) )*$")
_OF_OTHER = re.compile(r"\b(?:my|our|his|her|their|the|your) (?:old |late )?$")
"""Before what a person is it makes it another: "our physio, 25"."""
_YEARS_OLD = re.compile(r" (?:- )?(?:years? )?(?:- )?(?:old )?(?:(?!of |in )\w+ ){0,2}$")
_NO_AGE_AFTER = re.compile(
    r" ?(?:years? (?!old|young|of age|and|[.,;])|yrs? (?!old|[.,;])|days?|weeks?|months?|hours?|"
    r"hrs?|minutes?|mins?|"
    r"kg|kilos?|stone|st|lbs?|pounds?|feet|foot|ft|inch|cm|miles?|m\b(?!ale)|%|percent|degrees?|"
    r"times|out|steps|stairs|reps|sets|pages|kids|children|patients|pupils|people|cows|sheep|"
    r"tonnes?|litres?|mg|ml|am|pm|/|- \d|s\b|th\b|st\b|nd\b|rd\b|to \d|x\b|' ?\d|something|years?$)"
)
_FIRST_PERSON = frozenset({"i", "me", "mine", "myself", "we", "us"})
_FARTHEST = 14


def beside_people(line: Line) -> Iterator[re.Match[str]]:
    """Yield the numbers that stand right after, or right before, what a person is."""
    ends, begins = _people(line)
    if not ends:
        return
    for match in _NUMBER.finditer(line.text):
        counts = _NO_AGE_AFTER.match(line.text, match.end())
        if counts and not counts.group().startswith(" year"):
            continue
        before = _precedes(line.text, match, begins)
        if before or (not counts and _follows(line.text, match, ends)):
            yield match


def _people(line: Line) -> tuple[dict[int, str], dict[int, str]]:
    """Return where in the text what a person is ends, and where it begins."""
    ends: dict[int, str] = {}
    begins: dict[int, str] = {}
    places = {word.place: at for word, at in zip(line.words, line.starts, strict=True)}
    for kind, first, last in line.topics:
        if kind in {"role", "kin"} and first in places and last in places:
            at, end = places[first], places[last]
            if kind == "kin" or not _OF_OTHER.search(line.text[max(0, at - 14) : at]):
                ends[line.text.index(" ", end)] = kind
                if kind == "role":
                    begins[at] = kind
    return ends, begins


def _follows(text: str, match: re.Match[str], ends: dict[int, str]) -> bool:
    start = match.start("n")
    career = text.startswith((" years", " yrs"), match.end()) and not text.startswith(
        " old", match.end() + len(" years")
    )
    for end in range(start - _FARTHEST, start):
        kind = ends.get(end)
        if kind == "kin" and _IS_BETWEEN.match(text, end, start):
            return True
        if kind == "role" and not career and _BETWEEN.match(text, end, start):
            return True
    return False


def _precedes(text: str, match: re.Match[str], begins: dict[int, str]) -> bool:
    end = match.end("n")
    return any(
        begin in begins and _YEARS_OLD.match(text[end:begin])
        for begin in range(end + 1, end + 2 * _FARTHEST)
    )


def after_label(line: Line, place: int) -> bool:
    """Say whether a number names a thing, as in "room 12", or measures one, as in "pulse 62"."""
    word = line.words[line.index(place)]
    if word.parted:
        return False
    first = bisect_left(line.topics, word.place - 3, key=lambda topic: topic.first)
    near = line.topics[first : first + 12]
    return any(topic.kind == "label" and topic.last + 1 == word.place for topic in near)


def speaks_of_kin_only(line: Line) -> bool:
    """Say whether a message speaks of nobody but a relative, who then is the patient."""
    kin = {place for kind, first, last in line.topics if kind == "kin" for place in (first, last)}
    for word in line.words:
        if word.text in _FIRST_PERSON:
            return False
        if word.text in {"my", "our"} and not kin.intersection(range(word.place, word.place + 4)):
            return False
    return bool(kin)
