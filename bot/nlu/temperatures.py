"""The temperature of the patient's body, in Celsius, and what it says of fever."""

import re
from collections.abc import Sequence

from bot.engine.findings import Status
from bot.nlu.numerals import Line
from bot.nlu.text import Word

COLDEST_C, HOTTEST_C = 34.0, 43.0
COLDEST_F, HOTTEST_F = 94.0, 109.0

_TEMPERATURE = re.compile(
    r"(?<![\d.])(?P<n>\d{2,3}(?:[.,]\d{1,2})?)(?P<half> and a half)? ?(?:degrees?|"
    r"deg)? ?(?P<unit>c|f|celsius|centigrade|fahrenheit|degrees)?\b(?! ?(?:days|weeks|"
    r"years|months|hours|/|%|kg|kilos|stone|lbs?|pounds|mg|minutes|steps|miles|am|pm|"
    r"old|yo|year|week|day|feet|metres|cm))"
)
_SPELT = re.compile(
    r"\b(?:(?P<hundred>(?:a|1) 100) (?:and )?)?(?P<n>\d{1,2})(?: point (?P<tenth>\d))?\b"
    r"(?! (?:days?|weeks?|months?|years?|hours?|kg|stone|pounds?|lbs?|percent))"
)
"""A number in words, as the line shows it: "a 100 and 1 point 4", "39 point 2"."""
_RANGE = re.compile(
    r"(?<![\d.])(?:3[4-9]|4[0-2]|9\d|10\d)(?:\.\d)? ?(?:-|to) ?(?:3[4-9]|4[0-2]|9\d|10\d)\b"
)
_LIMIT = re.compile(r"\b(?:under|below|above|over|less than|more than)(?: a| about)? $")
_FEVER_WORDS = re.compile(
    r"\b(?:temperature|temp|fever\w*|thermometer|pyrexi\w*|febrile|afebrile|chills?|"
    r"shiver\w*|rigors?|sweat\w*|running|burning|obs|ear|forehead|armpit|oral|mouth|"
    r"feverish)\b"
)


FEVER_FROM_C, NO_FEVER_BELOW_C = 38.0, 37.8


def fever_measured(line: Line, asking: Sequence[str]) -> tuple[Status, Word] | None:
    """Return what a measured temperature says of fever: 38.0 C or more is one."""
    found = temperature(line, asked=bool({"temperature_c", "fever"}.intersection(asking)))
    if found is None or NO_FEVER_BELOW_C <= found[0] < FEVER_FROM_C:
        return None
    return (Status.PRESENT if found[0] >= FEVER_FROM_C else Status.ABSENT), found[1]


def temperature_c(line: Line, *, asked: bool) -> float | None:
    """Return the body temperature in Celsius; between two readings there is no one number."""
    found = temperature(line, asked=asked)
    if found is None or _RANGE.search(line.text):
        return None
    return found[0]


def temperature(line: Line, *, asked: bool) -> tuple[float, Word] | None:
    """Return the body temperature and its word; Fahrenheit is told by unit or by size."""
    spelt = _spelt_out(line)
    if spelt is not None and (asked or _FEVER_WORDS.search(line.text)):
        return spelt
    for match in _TEMPERATURE.finditer(line.text):
        if _LIMIT.search(line.text[: match.start()]):
            continue
        around = line.text[max(0, match.start() - 80) : match.end() + 50]
        said = asked or bool(_FEVER_WORDS.search(around))
        degrees = _in_celsius(line, match, said=said, asked=asked)
        if degrees is not None and line.of_patient(match.start("n")):
            return round(degrees, 1), line.words[line.index(match.start("n"))]
    return None


def _spelt_out(line: Line) -> tuple[float, Word] | None:
    """Return a temperature spelt out in words, with the word it begins at."""
    for match in _SPELT.finditer(line.text):
        if not (match["hundred"] or match["tenth"]) or not line.of_patient(match.start("n")):
            continue
        degrees = float(match["n"]) + float(match["tenth"] or 0) / 10
        degrees += 100 if match["hundred"] else 0
        if COLDEST_F <= degrees <= HOTTEST_F:
            degrees = (degrees - 32) / 1.8
        if COLDEST_C <= degrees <= HOTTEST_C:
            return round(degrees, 1), line.words[line.index(match.start("n"))]
    return None


def _in_celsius(line: Line, match: re.Match[str], *, said: bool, asked: bool) -> float | None:
    """Return the degrees of a body in Celsius, or None where the number is none."""
    degrees = float(match["n"].replace(",", ".")) + (0.5 if match["half"] else 0)
    unit = (match["unit"] or "")[:1]
    if unit != "c" and COLDEST_F <= degrees <= HOTTEST_F and (unit == "f" or said):
        return (degrees - 32) / 1.8
    decimal = "." in match["n"] or "," in match["n"]
    exact = decimal or unit == "c" or asked or _reads_as_temperature(line, match)
    if unit != "f" and COLDEST_C <= degrees <= HOTTEST_C and exact and (decimal or said):
        return degrees
    return None


def _reads_as_temperature(line: Line, match: re.Match[str]) -> bool:
    """Say whether a whole number such as 39 stands right beside the word for it."""
    before = line.text[max(0, match.start() - 30) : match.start()]
    return bool(re.search(r"(?:temperature|fever|thermometer)[\w ,:]{0,18}$", before))
