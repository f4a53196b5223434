"""Numbers and categories in a patient's words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.engine.findings import Status
from bot.nlu.categories import course, function
from bot.nlu.durations import treatment_weeks
from bot.nlu.episode import episode_days, episode_spans
from bot.nlu.fragments import as_written, categories_in, numbers_in, stalled, without_lengths
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
        rf"\b(?:{_KIN}) ?(?:is |'s )?(?:aged? )?(?:[(:,] )?{_N}{_NOT_AGE}",
        rf"\b(?:retired|bloke|guy|mate|mum|dad|chef|nurse|roofer|student|aussie \w+|f|"
        rf"m) ?,? {_N} ?(?:[.,;(]|$)",
        rf"\bmy age \(? ?{_N}",
        rf"\b(?:worst|best) \w+ of my {_N} years",
        rf"\b(?:at|am|be) {_N} ?(?:[.,;]|$)",
    )
)
_BIRTHDAY = re.compile(r"\bmy (?P<n>\d{2}) ?(?:th|st|nd|rd)\b(?! week)")
_COMING = re.compile(
    r"\b(?P<n>\d{2}) (?:in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|a (?:month|week))|"
    r"on (?:mon|tue|wed|thu|fri|sat|sun)|next (?:week|month|birthday|year)|this year)"
)
_ANY_NUMBER = re.compile(r"(?<![\d./])(?P<n>\d{1,3})(?![\d./])")
_SEXED = re.compile(r"\b(?P<n>\d{2}) (?P<sex>[mf])\b")
_STANDING_ALONE = re.compile(
    r"(?:^|[.,;:(-]) ?(?P<n>[1-9]\d)(?= ?(?:[.,;:(-] |years? ?[.,;]|m |f |$|and (?:i|"
    r"she|he|back|my)|\+))"
)
_OF_OTHER = re.compile(
    r"\b(?:my|our|her|his|mattress is|bed is|sofa is|car is|house is|dog is|cat is|"
    r"out of|from|to|it is|that is) $"
)

_OUT_OF_TEN = re.compile(
    r"(?<![\d.])(?P<n>10|\d(?:\.5)?) ?(?:-|to)? ?(?P<m>10|\d)? ?(?:/|out of|outta|of|"
    r"on) ?(?:a )?10\b(?! (?:days|weeks))"
)
_PAIN_IS = re.compile(
    r"\b(?:pain|pains|ache|score|hurts|hurt|scale|level|soreness|agony|vas|it is a|"
    r"it is about|it is like a|back)(?: level| score| scale| wise| now| is| at| of| was|"
    r" around| about| like| rating| today| only| currently| right now| still| a| an| 's|"
    r" roughly| say| probably| just| maybe| sits| sitting| hovering| solid| good|"
    r" steady| down to| down| :|,|\?| \(|:)*"
    r" ?(?P<n>10|\d)(?! ?(?:[-/]|days?|weeks?|hours?|months?|years?|minutes?|mins|am|pm|"
    r"stone|kg|lbs?|kilos?|times|of|th|\.\d|\d|%|times|mg|people|kids|to \d+ (?:days|"
    r"weeks)|or \d+ (?:days|weeks|times|months)|out|feet|ft|steps|legs|sides|of them|"
    r"metres|miles|people|pm|y|in (?:the )?morning|c\b|f\b))\b"
)
_LIKE_A = re.compile(
    r"\b(?:like|about|call it|say|solid|it is|is|at|around|to|only|good|from) (?:a|"
    r"an) (?:solid |good |strong |steady |low |high )?(?P<n>10|\d)(?= ?(?:[.,;!?]|$|"
    r" now| today| when| right| at| out| on| if| but| and| from| most| for| this| with|"
    r" in| mate| just))(?! (?:days?|weeks?|year|month|stone|hour|minute))"
)
_WAS = re.compile(
    r"\b(?:was|were|from|from a|worst|at first|started|started at|been|used to be)(?: a|"
    r" an| about| at| like)? $"
)

_TEMPERATURE = re.compile(
    r"(?<![\d.])(?P<n>\d{2,3}(?:[.,]\d{1,2})?)(?P<half> and a half)? ?(?:degrees?|"
    r"deg)? ?(?P<unit>c|f|celsius|centigrade|fahrenheit|degrees)?\b(?! ?(?:days|weeks|"
    r"years|months|hours|/|%|kg|kilos|stone|lbs?|pounds|mg|minutes|steps|miles|am|pm|"
    r"old|yo|year|week|day|feet|metres|cm))"
)
_FEVER_WORDS = re.compile(
    r"\b(?:temperature|fever\w*|thermometer|pyrexi\w*|febrile|afebrile|chills?|"
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


def read_values(line: Line, asking: Sequence[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Return the numbers and categories a message gives of the patient."""
    asked = frozenset(asking)
    lengths = episode_spans(line)
    has_digit = any(character.isdigit() for character in line.text)
    score = without_lengths(line) if "pain_score" in asked else line
    numbers = {
        "age_years": age_years(line, asked="age_years" in asked) if has_digit else None,
        "duration_days": episode_days(lengths, asked="duration_days" in asked),
        "pain_score": pain_score(score, asked="pain_score" in asked) if has_digit else None,
        "temperature_c": (
            temperature_c(line, asked=bool(asked & {"temperature_c", "fever"}))
            if has_digit
            else None
        ),
        "treatment_weeks": treatment_weeks(line, lengths, asked="treatment_weeks" in asked),
    }
    if "treatment_weeks" in asked and "duration_days" not in asked:
        numbers["duration_days"] = None
    written = as_written(line)
    weeks, told = categories_in(written, asking)
    numbers |= numbers_in(written, asked) | weeks
    if "age_years" in asked and numbers["duration_days"] == 365 * (numbers["age_years"] or 0):
        numbers["duration_days"] = None
    categories = {
        "course": "unchanged" if stalled(line) else course(line, asked=False),
        "function": function(line, asked=False),
        "can_follow_plan": None,
    } | told
    return (
        {name: number for name, number in numbers.items() if number is not None},
        {name: value for name, value in categories.items() if value is not None},
    )


def age_years(line: Line, *, asked: bool) -> float | None:
    """Return the patient's own age; "70 in May" is 69 until then."""
    coming = {match["n"] for match in _COMING.finditer(line.text)}
    for match in _ages(line, asked=asked):
        if match["n"] not in coming:
            return float(match["n"])
    for match in _COMING.finditer(line.text):
        if line.of_patient(match.start("n")):
            return float(match["n"]) - 1
    return None


def _ages(line: Line, *, asked: bool) -> Iterator[re.Match[str]]:
    """Yield what may be the patient's age, the surest wording first."""
    for pattern in _AGES:
        for match in pattern.finditer(line.text):
            if _is_age(line, match) and (_is_adult(match) or _said_age(match)):
                yield match
    yield from (match for match in _SEXED.finditer(line.text) if _is_sexed_age(line, match))
    yield from _BIRTHDAY.finditer(line.text)
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
    return "old" in match.group() or "age" in match.group() or match.group().startswith("i am")


def _is_age(line: Line, match: re.Match[str]) -> bool:
    before = line.text[max(0, match.start("n") - 20) : match.start("n")]
    return (
        YOUNGEST <= int(match["n"]) <= OLDEST
        and line.of_patient(match.start("n"))
        and not _OF_OTHER.search(before)
    )


def pain_score(line: Line, *, asked: bool) -> float | None:
    """Return how bad the pain is now, 0 to 10; what it was at first counts only alone."""
    then: float | None = None
    speaks_of_pain = asked or re.search(_PAIN_WORDS, line.text)
    patterns: Iterable[re.Pattern[str]] = (_FROM_TO, _TODAY, _OUT_OF_TEN, _PAIN_IS, _LIKE_A, _THEN)
    for pattern in patterns:
        if pattern is not _OUT_OF_TEN and not speaks_of_pain:
            continue
        for match in pattern.finditer(line.text):
            if not line.of_patient(match.start("n")) or _counts_other(line, match):
                continue
            if _then(line, match):
                then = float(match["n"]) if then is None else then
            else:
                return float(match["n"])
    bare = _BARE_SCORE.search(line.text) if asked else None
    return float(bare["n"]) if bare else then


_BARE_SCORE = re.compile(r"(?<![\d./])(?P<n>10|\d(?:\.5)?)(?![\d./])")
_PAIN_WORDS = r"\b(?:pain\w*|ache\w*|hurt\w*|sciatica|score|scale|back|sore|agony|vas)\b"
_FROM_TO = re.compile(
    r"\bpain(?: is| has| gone| went| down| from| was| now)* \d{1,2} (?:to|"
    r"down to) (?:a )?(?P<n>10|\d)\b(?! ?\d)"
)
_TODAY = re.compile(
    r"\b(?:today|now)(?: it is| is| only)?(?: a| about)* (?P<n>10|\d)(?= ?(?:[.,;]|$))"
)
_THEN = re.compile(
    r"\b(?:pain|ache|vas|it)\b[a-z ']{0,30}[,:]? (?:is )?(?:a |about |maybe )?(?P<n>10|"
    r"\d)(?= ?(?:[.;]|$))"
)


def _counts_other(line: Line, match: re.Match[str]) -> bool:
    """Say whether the number counts something else: a dress size, a grade of a muscle."""
    before = line.text[max(0, match.start() - 40) : match.start("n")]
    return bool(
        re.search(r"\b(?:size|power|mrc|grade|bmi|l|t|s|jeans|page|day|week)\b[\w ]{0,12}$", before)
    )


def _then(line: Line, match: re.Match[str]) -> bool:
    before = line.text[max(0, match.start("n") - 16) : match.start("n")]
    after = line.text[match.end() : match.end() + 22]
    return bool(
        _WAS.search(before)
        or re.match(r" ?(?:at (?:its )?worst|at first|at the start|to begin)", after)
    )


def temperature_c(line: Line, *, asked: bool) -> float | None:
    """Return the body temperature in Celsius."""
    found = temperature(line, asked=asked)
    return found[0] if found else None


def temperature(line: Line, *, asked: bool) -> tuple[float, Word] | None:
    """Return the body temperature and its word; Fahrenheit is told by unit or by size."""
    for match in _TEMPERATURE.finditer(line.text):
        around = line.text[max(0, match.start() - 80) : match.end() + 50]
        said = asked or bool(_FEVER_WORDS.search(around))
        degrees = _in_celsius(line, match, said=said, asked=asked)
        if degrees is not None and line.of_patient(match.start("n")):
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
