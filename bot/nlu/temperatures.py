"""The temperature of the patient's body, in Celsius, and what it says of fever."""

import re
from collections.abc import Iterator, Sequence

from bot.engine.findings import Status
from bot.nlu.numerals import Line
from bot.nlu.text import SENTENCE, Word

COLDEST_C, HOTTEST_C = 34.0, 43.0
COLDEST_F, HOTTEST_F = 94.0, 109.0
FEVER_FROM_C, NO_FEVER_BELOW_C = 38.0, 37.8

_TEMPERATURE = re.compile(
    r"(?<![\d.])(?<!\d ,)(?P<n>\d{2,3}(?:[.,]\d{1,2})?)(?P<half> and a half)? ?(?:degrees?|"
    r"deg)? ?(?P<unit>c|f|celsius|centigrade|fahrenheit|degrees)?\b(?! ?(?:days|weeks|"
    r"years|months|hours|/|%|kg|kgs|kilos?|stone|lbs?|pounds|mg|minutes|mins|steps|miles|am|pm|"
    r"old|yo|year|week|day|feet|metres|meters|cm|mm|m|km|k|litres?|liters?|ltrs?|tonnes?|tons?|"
    r"inch|"
    r"inches|mph|kmh|percent|quid|euros?|dollars|plus|male|female)\b)"
)
_SPELT = re.compile(
    r"\b(?P<hundred>a (?=10\d))?(?P<n>1?\d{1,2})(?: point (?P<tenth>\d))?\b"
    r"(?! (?:days?|weeks?|months?|years?|hours?|kg|stone|pounds?|lbs?|percent|litres?|kilos?))"
)
"""A number in words, as the line shows it: "a 101 point 4", "39 point 2"."""
_TENTHS = re.compile(r"(?<![\d.])\b(?P<n>3[5-9]|4[0-2]) (?P<tenth>\d)(?= ?(?:[.,;]|$))")
_TYPED_T = re.compile(r"\bt(?P<n>3[5-9]|4[0-2])(?: \. (?P<tenth>\d))?(?= )")
"""As nurses write it: "T38.7"."""
_RANGE = re.compile(
    r"(?<![\d.])(?:3[4-9]|4[0-2]|9\d|10\d)(?:\.\d)? ?(?:-|to) ?(?:3[4-9]|4[0-2]|9\d|10\d)\b"
)
_LIMIT = re.compile(
    r"\b(?:under|below|above|over|less than|more than|weigh\w*|weight|bmi|waist|lost|paid|size|"
    r"room|"
    r"seat|age|aged|till|until)(?: a| about| is| of)? $"
)
_OF_THEN = re.compile(
    r"\b(?:yesterday|last night|was|were|earlier|at first|this morning|overnight|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: \w+){0,2} $"
)
"""What makes it an earlier temperature, beside one of now."""
_LONG_AGO = re.compile(
    r"(?: \w+){0,2} (?:weeks?|months?|years?) ago| last (?:month|year)|(?: \w+){0,2} outside|"
    r" (?:in the (?:shade|sun|car|office)|out|here|by|heat)\b"
)
"""What makes it an old temperature, or the weather's."""
_FEVER_WORDS = re.compile(
    r"\b(?:temperature|temp|fever\w*|thermometer|pyrexi\w*|febrile|afebrile|chills?|fieber|fievre|"
    r"bukhar|shiver\w*|shak(?:es|ing|y)|shudder\w*|rigou?r\w*|sweat\w*|running|burning|obs|ear|"
    r"forehead|armpit|oral|mouth|feverish|flu)\b"
)
_SAID_BEFORE = re.compile(
    r"(?:temperature|temp|fever|fieber|thermometer)[\w ,:]{0,18}$|"
    r"\b(?:rigors?|shivers?|shivering|shakes|sweats|chills)(?: and| of| with| at| up to| ,)+ $|"
    r"\b(?:up to|hit|hitting|exactly|an even|registered|register|reads?|reading|spik\w+|gave me|"
    r"measur\w+|clocked)(?: at| a| an| me)* $"
)
_SAID_OUTRIGHT = re.compile(
    r"\b(?:i (?:have )?(?:gone|shot|went|crept)(?: right)? up to|registered|an even|spik\w+|"
    r"clocked)"
    r"(?: an even| at| a| to)* $"
)
_SAID_AFTER = re.compile(
    r" (?:on the (?:dot|nose|button|thermometer)|under the tongue|and a bit|de fievre|bukhar|"
    r"of fever)\b"
)
_MEASURED = re.compile(
    r"\b(?:thermometer|measur\w+|took (?:my|it)|checked (?:my|it|me)|takes my)\b"
)
_OF_THEM = re.compile(r"\b(?:his|her|he|she|hers|their|him)\b")
_EXACT_FROM = 36.0
_TWO_DIGITS = re.compile(r"\d\d")


def fever_measured(line: Line, asking: Sequence[str]) -> tuple[Status, Word] | None:
    """Return what the highest temperature told says of fever: 38.0 C or more is one."""
    if not _TWO_DIGITS.search(line.text):
        return None
    asked = bool({"temperature_c", "fever"}.intersection(asking))
    degrees, place = max(_measured(line, asked=asked), default=(NO_FEVER_BELOW_C, 0))
    if NO_FEVER_BELOW_C <= degrees < FEVER_FROM_C:
        return None
    status = Status.PRESENT if degrees >= FEVER_FROM_C else Status.ABSENT
    return status, line.words[line.index(place)]


def temperature_c(line: Line, *, asked: bool) -> float | None:
    """Return the body temperature in Celsius; between two readings there is no one number.

    Fahrenheit is told by unit or by size; what it was counts only where nothing else is told.
    """
    if not _TWO_DIGITS.search(line.text) or _RANGE.search(line.text):
        return None
    found = list(_measured(line, asked=asked))
    of_now = (one for one in found if not _OF_THEN.search(line.text[: one[1]]))
    degrees, _ = next(of_now, found[0] if found else (None, 0))
    return degrees


def _measured(line: Line, *, asked: bool) -> Iterator[tuple[float, int]]:
    """Yield the temperatures of the patient's body, the surest wording first."""
    for degrees, place in (*_written_out(line, asked=asked), *_in_digits(line, asked=asked)):
        if COLDEST_C <= degrees <= HOTTEST_C and _is_of_patient(line, place):
            yield round(degrees, 1), place


def _written_out(line: Line, *, asked: bool) -> Iterator[tuple[float, int]]:
    """Yield temperatures in words, in nurses' shorthand and, as an answer, "38 3"."""
    for match in _SPELT.finditer(line.text):
        if match["hundred"] or match["tenth"]:
            degrees = float(match["n"]) + float(match["tenth"] or 0) / 10
            if match["tenth"] or asked or _FEVER_WORDS.search(line.text):
                yield celsius(degrees), match.start("n")
    for pattern in (_TYPED_T, *([_TENTHS] if asked else [])):
        for match in pattern.finditer(line.text):
            yield float(match["n"]) + float(match["tenth"] or 0) / 10, match.start("n")


def _in_digits(line: Line, *, asked: bool) -> Iterator[tuple[float, int]]:
    """Yield the numbers that read as a temperature of a body."""
    text = line.text
    for match in _TEMPERATURE.finditer(text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        if _LIMIT.search(text[max(0, start - 24) : start]) or _LONG_AGO.match(text, end):
            continue
        said = asked or bool(_FEVER_WORDS.search(text[max(0, start - 80) : end + 50]))
        degrees = _in_celsius(line, match, said=said, asked=asked)
        if degrees is not None:
            yield degrees, match.start("n")


def _in_celsius(line: Line, match: re.Match[str], *, said: bool, asked: bool) -> float | None:
    """Return the degrees of a body in Celsius, or None where the number is none."""
    degrees = float(match["n"].replace(",", ".")) + (0.5 if match["half"] else 0)
    unit = (match["unit"] or "")[:1]
    decimal = "." in match["n"] or "," in match["n"]
    before = line.text[max(0, match.start() - 30) : match.start()]
    outright = bool(_SAID_AFTER.match(line.text, match.end("n")) or _SAID_OUTRIGHT.search(before))
    if unit != "c" and COLDEST_F <= degrees <= HOTTEST_F:
        told = unit == "f" or asked or outright or decimal or _SAID_BEFORE.search(before)
        return celsius(degrees) if told else None
    warm = "degree" in match.group() and degrees >= _EXACT_FROM and not before.endswith(" at ")
    exact = decimal or unit == "c" or asked or outright or warm or _SAID_BEFORE.search(before)
    if unit != "f" and COLDEST_C <= degrees <= HOTTEST_C and exact:
        return degrees if decimal or said or outright or warm else None
    return None


def celsius(degrees: float) -> float:
    """Return a temperature of the body in Celsius; one in the range of Fahrenheit is converted."""
    return (degrees - 32) / 1.8 if COLDEST_F <= degrees <= HOTTEST_F else degrees


def _is_of_patient(line: Line, place: int) -> bool:
    """Say whether it is the patient's, also where "my wife got the thermometer out"."""
    if line.of_patient(place):
        return not _fever_of_other(line, line.index(place))
    clause = re.split(r" [.;] ", line.text[max(0, place - 120) : place])[-1]
    earlier = line.words[max(0, line.index(place) - 25) : line.index(place)]
    mine = any(word.text in {"i", "my", "me"} and not word.other for word in earlier)
    return bool(mine and _MEASURED.search(clause) and not _OF_THEM.search(clause))


def _fever_of_other(line: Line, number: int) -> bool:
    """Say whether a sentence up to here is of another's fever: "my son shivers, it says 39"."""
    for word in reversed(line.words[max(0, number - 25) : number]):
        if word.text in {"i", "me", "mine"} or (word.text == "my" and not word.other):
            return False
        if word.other and _FEVER_WORDS.fullmatch(word.text):
            return True
        if word.parted == SENTENCE:
            return False
    return False
