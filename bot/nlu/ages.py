"""The patient's own age in any wording, and no one else's."""

import re
from collections.abc import Iterator

from bot.nlu.numerals import Line

YOUNGEST, OLDEST = 1, 110
YOUNGEST_UNNAMED = 14
"""A number that stands alone is an age from here on; smaller ones are scores and counts."""
_N = r"(?P<n>\d{1,3})(?![\d.]*\d)"
_NOT_AGE = (
    r"(?! ?(?:days?|weeks?|wks?|months?|hours?|minutes?|mins|stone|st|kg|kgs|kilos?|"
    r"lbs?|pounds?|feet|ft|%|/|-|"
    r"percent|years (?!old|young|of age|completed|,|\.)(?:in|into|post|after|on|clean|"
    r"sober|ago|of)|out|times|th|mg|ml|steps|k|am|pm|miles?|cm|c|degrees|minute|days?|"
    r"inch|pages))"
)
_KIN = (
    "father|mother|husband|wife|patient|pt|dad|mum|mom|son|daughter|partner|lady|gentleman|brother|"
    "sister|flatmate|gran|grandad|nan|boyfriend|girlfriend|bf|gf|caller"
)
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bage\b[^.;]{{0,20}}\d[^.;]{{0,6}}\b(?:it is|i am|is really|should be|meant) {_N}",
        rf"(?:^|[.;,]) ?{_N} this year\b",
        rf"\bme ?[,:=] ?{_N}{_NOT_AGE}",
        rf"(?:^|[.;,(]) ?[mf]{_N}\b",
        rf"(?:^|[.;,(] )?\b{_N} / ?[mf]\b",
        rf"\b{_N} (?:year )?(?:\w+ )?(?:chick|bloke|lass|girl|gal|dude|fella|housewife)\b",
        rf"\bstill {_N} ?(?:[.,;]|$)",
        rf"\b(?:now|so|currently) {_N} ?(?:[.,;]|$)",
        rf"\b(?:i am|he is|she is|pt is|patient is|who is|they are)(?: a| an| only| just|"
        rf" now| nearly| almost| about| also| currently)* {_N}{_NOT_AGE}",
        rf"(?<!from )(?<!since )(?<!about )(?<!under )\b(?:age|aged|ages)(?: is| of| :| \(|:|"
        rf" about| around| years)* ?{_N}{_NOT_AGE}",
        rf"(?<!from )\b{_N} ?-? ?(?:(?:years|year|y)(?: /)? ?-? ?(?:old(?! news)|o\b|young|"
        rf"of age|completed)|yo\b|age\b|completed)",
        rf"\b(?:turned|just turned) {_N}{_NOT_AGE}",
        rf"\b{_N} ?(?:years )?(?:male|female|man|woman|bloke|guy|lady|gentleman|lad)\b",
        rf"\b(?:female|male|woman|man|bloke|chap) ,? ?(?:of |aged )?{_N}\b{_NOT_AGE}",
        rf"\bi have {_N} years ?(?:old)? ?(?:[.,;]|and\b|$)",
        rf"\b{_N} ?(?:here|if (?:that|it) matters|if you need|by the way|if it helps|"
        rf"in case it matters)\b",
        rf"(?:^|[.;,]) ?{_N} now\b",
        rf"\b(?:{_KIN})(?: - in - law)? ?(?:is |'s )?(?:aged? )?(?:[(:,] )?{_N}{_NOT_AGE}",
        rf"\b(?:retired|bloke|guy|mate|mum|dad|chef|nurse|roofer|student|aussie \w+|f|"
        rf"m) ?,? {_N} ?(?:[.,;(]|$)",
        rf"\bmy age \(? ?{_N}",
        rf"\b(?:worst|best) \w+ of my {_N} years",
        rf"\b(?:at|am|be) {_N} ?(?:[.,;]|$)",
    )
)
_BIRTHDAY = re.compile(r"\bmy (?P<n>\d{2}) ?(?:th|st|nd|rd)\b(?! week)")
_COMING = re.compile(
    r"\b(?P<n>\d{2}) (?:on (?:mon|tue|wed|thu|fri|sat|sun)|(?:(?:th|st|nd|rd) )?(?:in (?:jan|"
    r"feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|a (?:month|week))|"
    r"next (?:week|month|birthday|year)))"
)
_ANY_NUMBER = re.compile(r"(?<![\d./])(?P<n>\d{1,3})(?![\d./])")
_SEXED = re.compile(r"\b(?P<n>\d{2}) (?P<sex>[mf])\b")
_STANDING_ALONE = re.compile(
    r"(?:^|[.,;:(-]) ?(?P<n>[1-9]\d)(?= ?(?:[.,;:(-] |years? ?[.,;]|m |f |$|and (?:i|still|"
    r"otherwise|fit|she|he|back|my)|\+))"
)
_PARENT = re.compile(
    r"(?:^|[.;,:] |\b(?:am|hi|hello|here|busy) (?:a )?)"
    r"(?:mum|mom|mam|dad|mother|father|gran|nan) of "
)
"""How a writer calls themself by their children."""
_OWN_BACK = re.compile(r"\b(?:my (?:lower |own |low )?back|i (?:have )?(?:pulled|hurt|strained))\b")
_OF_OTHER = re.compile(
    r"\b(?:my|our|her|his|mattress is|bed is|sofa is|car is|house is|dog is|cat is|"
    r"out of|from|to|it is|that is) $"
)


def age_years(line: Line, *, asked: bool) -> float | None:
    """Return the patient's own age; "70 in May" is 69 until then."""
    coming = {match["n"] for match in _COMING.finditer(line.text)}
    for match in _ages(line, asked=asked):
        if match["n"] not in coming:
            return float(match["n"])
    for match in _COMING.finditer(line.text):
        if _of_writer(line, match.start("n")):
            return float(match["n"]) - 1
    return None


def _ages(line: Line, *, asked: bool) -> Iterator[re.Match[str]]:
    """Yield what may be the patient's age, the surest wording first."""
    yield from _BIRTHDAY.finditer(line.text)
    for pattern in _AGES:
        for match in pattern.finditer(line.text):
            if _is_age(line, match) and (_is_adult(match) or _said_age(match)):
                yield match
    yield from (match for match in _SEXED.finditer(line.text) if _is_sexed_age(line, match))
    if asked:
        yield from (match for match in _ANY_NUMBER.finditer(line.text) if _is_age(line, match))
    for match in _STANDING_ALONE.finditer(line.text):
        if _is_age(line, match) and _is_adult(match):
            yield match


def _is_adult(match: re.Match[str]) -> bool:
    return int(match["n"]) >= YOUNGEST_UNNAMED


def _is_sexed_age(line: Line, match: re.Match[str]) -> bool:
    """Say whether number and letter are written as one word, as in "52F"."""
    number = line.words[line.index(match.start("n"))]
    letter = line.words[line.index(match.start("sex"))]
    return number.end == letter.start and _is_age(line, match)


def _said_age(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start("n") - 12) : match.start("n")]
    if re.search(r"\b(?:an?|one|two|very \w+|solid|\d) $", before) and " is " not in before:
        return bool(re.search(r"\bam an? $", before))
    return "old" in match.group() or "age" in match.group() or match.group().startswith("i am")


def _is_age(line: Line, match: re.Match[str]) -> bool:
    before = line.text[max(0, match.start("n") - 20) : match.start("n")]
    return (
        YOUNGEST <= int(match["n"]) <= OLDEST
        and _of_writer(line, match.start("n"))
        and (not _OF_OTHER.search(before) or match.group().startswith(("worst", "best", "age ")))
        and not (re.match(r"(?:he|she) is", match.group()) and _OWN_BACK.search(line.text))
    )


def _of_writer(line: Line, place: int) -> bool:
    """Say whether a number is the patient's; "mum of 3 here" is no other person."""
    sentence = re.split(r" [.;] ", line.text[:place])[-1]
    return line.of_patient(place) or _PARENT.search(sentence) is not None
