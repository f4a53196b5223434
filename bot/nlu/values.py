"""Numbers and categories in a patient's words."""

import re
from collections.abc import Iterable, Sequence

from bot.engine.findings import Status
from bot.nlu.categories import can_follow_plan, course, function
from bot.nlu.durations import duration_days, treatment_weeks
from bot.nlu.numerals import Line
from bot.nlu.text import Word

NUMBERS = frozenset(
    {"age_years", "duration_days", "pain_score", "temperature_c", "treatment_weeks"}
)
CATEGORIES = frozenset({"course", "function", "can_follow_plan"})
YOUNGEST, OLDEST = 1, 110
YOUNGEST_UNNAMED = 14
"""A number that stands alone is an age from here on; smaller ones are scores and counts."""
COLDEST_C, HOTTEST_C = 34.0, 43.0
COLDEST_F, HOTTEST_F = 94.0, 109.0

_N = r"(?P<n>\d{1,3})(?![\d.]*\d)"
_NOT_AGE = (
    r"(?! ?(?:days?|weeks?|wks?|months?|hours?|minutes?|mins|stone|st|kg|kgs|kilos?|lbs?|pounds?|feet|ft|%|/|-|"
    r"percent|years (?!old|young|of age|completed|,|\.)(?:in|into|post|after|on|clean|sober|ago|of)|out|times|th|mg|ml|steps|k|am|pm|miles?|cm|c|degrees|minute|days?|inch|pages))"
)
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:i am|he is|she is|pt is|patient is|who is|they are)(?: a| an| only| just| now| nearly| almost| about| also)* {_N}{_NOT_AGE}",
        rf"\b(?:age|aged|ages)(?: is| of| :| \(|:| about| around| years)* ?{_N}{_NOT_AGE}",
        rf"\b{_N} ?-? ?(?:(?:years|year|y)(?: /)? ?-? ?(?:old|o|young|of age|completed)|yo|completed)\b",
        rf"\b(?:turned|just turned|turning) {_N}{_NOT_AGE}",
        rf"\b{_N} ?(?:years )?(?:male|female|man|woman|bloke|guy|lady|gentleman)\b",
        rf"\b{_N} years ?(?:male|female|[.,;(]|$)",
        rf"\bi have {_N} years ?(?:old)? ?(?:[.,;]|$)",
        rf"\b(?:at|am|currently|now) {_N} ?(?:[.,;]|$)",
        rf"\b(?:father|mother|husband|wife|patient|dad|mum|son|daughter|partner|lady|gentleman) (?:is )?(?:aged? )?(?:[(:,] )?{_N}{_NOT_AGE}",
        rf"\bmy {_N}(?:th|st|nd|rd)\b",
        rf"\b(?:worst|best) \w+ of my {_N} years",
        rf"\b{_N} ?(?:here|if (?:that|it) matters|if you need|by the way|if it helps)\b",
        rf"(?:bloke|guy|woman|man|male|female|lady|mum|dad|retired|f|m) ?,? {_N} ?(?:[.,;(]|$)",
        rf"\bmy age \(? ?{_N}",
    )
)
_SEXED = re.compile(r"\b(?P<n>\d{2}) (?P<sex>[mf])\b")
_STANDING_ALONE = re.compile(
    r"(?:^|[.,;:(-]) ?(?P<n>[1-9]\d)(?= ?(?:[.,;:(-] |years? ?[.,;]|m |f |$| and (?:i|she|he|back|my)|\+))"
    r"(?! ?[.,;-] ?\d)"
)
_OF_OTHER = re.compile(r"\b(?:my|our|her|his) $")

_OUT_OF_TEN = re.compile(
    r"(?<![\d.])(?P<n>10|\d(?:\.5)?) ?(?:-|to)? ?(?P<m>10|\d)? ?(?:/|out of|outta|of|on) ?(?:a )?10\b(?! (?:days|weeks))"
)
_PAIN_IS = re.compile(
    r"\b(?:pain|pains|ache|score|hurts|hurt|scale|level|soreness|agony|it|is|back)(?: level| score| scale| wise| now| is| at| of| was| around| about| like| rating| today| only| currently| right now| still| a| an| 's| roughly| say| probably| just| maybe| sits| sitting| hovering| solid| good| steady| down to| down| :|,|\?| \(|:)*"
    r" ?(?P<n>10|\d)(?! ?(?:[-/]|days?|weeks?|hours?|months?|years?|minutes?|mins|am|pm|stone|kg|lbs?|kilos?|times|of|th|\.\d|\d|%|times|mg|people|kids|to \d+ (?:days|weeks)|or \d+ (?:days|weeks|times|months)|out|feet|ft|steps|legs|sides|of them|metres|miles|people|pm|y|in (?:the )?morning|c\b|f\b))\b"
)
_LIKE_A = re.compile(
    r"\b(?:like|about|call it|say|solid|it is|is|at|around|to|only|good|from) (?:a|an) (?:solid |good |strong |steady |low |high )?(?P<n>10|\d)(?= ?(?:[.,;!?]|$| now| today| when| right| at| out| on| if| but| and| from| most| for| this| with| in| mate| just))(?! (?:days?|weeks?|year|month|stone|hour|minute))"
)
_WAS = re.compile(r"\b(?:was|were|from|from a|worst|at first|started|started at|been|used to be)(?: a| an| about| at| like)? $")

_TEMPERATURE = re.compile(
    r"(?<![\d.])(?P<n>\d{2,3}(?:[.,]\d{1,2})?)(?P<half> and a half)? ?(?:degrees?|deg)? ?(?P<unit>c|f|celsius|centigrade|fahrenheit|degrees)?\b(?! ?(?:days|weeks|years|months|hours|/|%|kg|kilos|stone|lbs?|pounds|mg|minutes|steps|miles|am|pm|old|yo|year|week|day|feet|metres|cm))"
)
_FEVER_WORDS = re.compile(
    r"\b(?:temperature|fever\w*|thermometer|pyrexi\w*|febrile|afebrile|chills?|shiver\w*|rigors?|sweat\w*|running|burning|obs|ear|forehead|armpit|oral|mouth|feverish)\b"
)


FEVER_FROM_C, NO_FEVER_BELOW_C = 38.0, 37.8


def fever_measured(line: Line, asking: Sequence[str]) -> tuple[Status, Word] | None:
    """Return what a measured temperature says of fever: 38.0 C or more is one."""
    found = temperature(line, asked=bool({"temperature_c", "fever"}.intersection(asking)))
    if found is None or NO_FEVER_BELOW_C <= found[0] < FEVER_FROM_C:
        return None
    return (Status.PRESENT if found[0] >= FEVER_FROM_C else Status.ABSENT), found[1]


def read_values(
    line: Line, asking: Sequence[str]
) -> tuple[dict[str, float], dict[str, str]]:
    """Return the numbers and categories a message gives of the patient."""
    asked = frozenset(asking)
    has_digit = any(character.isdigit() for character in line.text)
    numbers = {
        "age_years": age_years(line, asked="age_years" in asked) if has_digit else None,
        "duration_days": duration_days(line, asked="duration_days" in asked),
        "pain_score": pain_score(line, asked="pain_score" in asked) if has_digit else None,
        "temperature_c": (
            temperature_c(line, asked=bool(asked & {"temperature_c", "fever"}))
            if has_digit
            else None
        ),
        "treatment_weeks": treatment_weeks(line, asked="treatment_weeks" in asked),
    }
    if "treatment_weeks" in asked and "duration_days" not in asked:
        numbers["duration_days"] = None
    categories = {
        "course": course(line, asked="course" in asked),
        "function": function(line, asked="function" in asked),
        "can_follow_plan": can_follow_plan(line, asked="can_follow_plan" in asked),
    }
    return (
        {name: number for name, number in numbers.items() if number is not None},
        {name: value for name, value in categories.items() if value is not None},
    )


def age_years(line: Line, *, asked: bool) -> float | None:
    """Return the patient's own age."""
    for pattern in _AGES:
        for match in pattern.finditer(line.text):
            if _is_age(line, match):
                return float(match["n"])
    for match in _SEXED.finditer(line.text):
        word = line.words[line.index(match.start("n"))]
        letter = line.words[line.index(match.start("sex"))]
        if word.end == letter.start and _is_age(line, match):
            return float(match["n"])
    if asked:
        for match in re.finditer(r"(?<![\d./])(?P<n>\d{1,3})(?![\d./])", line.text):
            if _is_age(line, match):
                return float(match["n"])
    for match in _STANDING_ALONE.finditer(line.text):
        if _is_age(line, match) and int(match["n"]) >= YOUNGEST_UNNAMED:
            return float(match["n"])
    return None


def _is_age(line: Line, match: re.Match[str]) -> bool:
    before = line.text[max(0, match.start("n") - 6) : match.start("n")]
    return (
        YOUNGEST <= int(match["n"]) <= OLDEST
        and line.of_patient(match.start("n"))
        and not _OF_OTHER.search(before)
    )


def pain_score(line: Line, *, asked: bool) -> float | None:
    """Return how bad the pain is now, 0 to 10."""
    patterns: Iterable[re.Pattern[str]] = (_OUT_OF_TEN, _PAIN_IS, _LIKE_A)
    then: float | None = None
    speaks_of_pain = re.search(r"\b(?:pain\w*|ache\w*|hurt\w*|sciatica|score|scale)\b", line.text)
    for pattern in patterns:
        if pattern is not _OUT_OF_TEN and not (asked or speaks_of_pain):
            continue
        for match in pattern.finditer(line.text):
            if pattern is _PAIN_IS and match.group().split()[0] in {"it", "is"}:
                continue
            if not line.of_patient(match.start("n")):
                continue
            score = float(match["n"])
            before = line.text[max(0, match.start("n") - 16) : match.start("n")]
            if _WAS.search(before):
                then = score if then is None else then
                continue
            if score <= 10:
                return score
    if asked:
        match = re.search(r"(?<![\d./])(?P<n>10|\d(?:\.5)?)(?![\d./])", line.text)
        return float(match["n"]) if match else then
    return then


def temperature_c(line: Line, *, asked: bool) -> float | None:
    """Return the body temperature in Celsius."""
    found = temperature(line, asked=asked)
    return found[0] if found else None


def temperature(line: Line, *, asked: bool) -> tuple[float, Word] | None:
    """Return the body temperature and its word; Fahrenheit is told by unit or by size."""
    for match in _TEMPERATURE.finditer(line.text):
        if not line.of_patient(match.start("n")):
            continue
        degrees = float(match["n"].replace(",", ".")) + (0.5 if match["half"] else 0)
        around = line.text[max(0, match.start() - 80) : match.end() + 50]
        said = bool(_FEVER_WORDS.search(around))
        decimal = "." in match["n"] or "," in match["n"]
        unit = (match["unit"] or "")[:1]
        if unit != "c" and COLDEST_F <= degrees <= HOTTEST_F and (unit == "f" or said or asked):
            return round((degrees - 32) / 1.8, 1), line.words[line.index(match.start("n"))]
        if unit != "f" and COLDEST_C <= degrees <= HOTTEST_C and (decimal or said or asked):
            if decimal or unit == "c" or asked or _reads_as_temperature(line, match):
                return round(degrees, 1), line.words[line.index(match.start("n"))]
    return None


def _reads_as_temperature(line: Line, match: re.Match[str]) -> bool:
    """Say whether a whole number such as 39 stands right beside the word for it."""
    before = line.text[max(0, match.start() - 30) : match.start()]
    return bool(re.search(r"(?:temperature|fever|thermometer)[\w ,:]{0,18}$", before))
