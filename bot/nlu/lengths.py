"""Lengths of time in the line of a message, in any wording."""

import re
from collections.abc import Iterable, Iterator

from bot.nlu.durations import DAYS, LONGEST_DAYS, Span
from bot.nlu.numerals import Line

_SOME = {"couple": 2.0, "few": 3.0, "half": 0.5, "quarter": 0.25}
_UNITS = {"wk": "week", "mth": "month", "mnth": "month", "hr": "hour", "yr": "year", "d": "day"}
_UNITS |= {"weak": "week", "h": "hour", "night": "day", "dy": "day", "mo": "month"}
_OF_SHORTHAND = {"7": "day", "52": "week", "12": "month"}
_AMOUNT = (
    r"(?:(?P<whole>\d)1 / 2|(?P<low>\d+(?:\.\d+)?)(?: ?(?:-|to|or|/) ?(?P<high>\d+(?:\.\d+)?))?"
    r"|(?P<some>(?:a |the |past |last |these )*(?:couple|few)|half an?|"
    r"(?:a )?quarter of an?|a good|a full|a whole|"
    r"a|an|past|last|all(?= week))(?: of| good| whole| solid| bad| long| or so)*)"
)
_NO_SUCH_DAY = r"(?!(?<=\bon )a (?:good|bad|normal|usual) day\b)"
_LENGTH = re.compile(
    rf"(?<![\d./])\b{_NO_SUCH_DAY}{_AMOUNT}(?P<half> and (?:a )?half)?"
    rf"(?: \+| odd| - odd| ish| - ish| whole| full| solid| long| bad| or so)*"
    r" -? ?(?P<unit>hour|hr|day|dy|night|week|weak|wk|fortnight|month|mth|mnth|mo|year|yr)s?"
    r"(?: ?'s?)?"
    r"(?P<tail> and a half| and a day)?\b"
)
_LONE = re.compile(
    r"(?:(?<=[,.;:(] )|(?<=^ )|(?<= for )|(?<= had ))(?P<unit>week|fortnight|month|year)"
    r"(?P<tail> and a half| and a day)?(?= (?:ago|back|of|in|now|today|on|long|with|[.,;])|$)"
)
"""A unit that counts one without saying so: "week ago today", "month of this"."""
_SHORTHAND = re.compile(
    r"\b(?:lbp|pain|backache|sciatica|for|since|hx|history|x|ago|of) ?x? ?(?P<n>\d{1,2}) / "
    r"(?P<of>7|52|12)\b(?! ?[/\d])|"
    r"(?<![\d/.] )(?<![\d/.])\b(?P<m>\d{1,2}) / (?P<per>7|52|12)"
    r"(?= (?:history|hx|ago|of (?:lbp|back|pain)|(?:[rl] |left |right )?"
    r"(?:low(?:er)? )?(?:lbp|back|sciatica|leg pain)))"
)
_DAYS_SHORT = re.compile(r"(?<![\d./])(?P<n>\d{1,2}) ?(?P<unit>d|h)\b")
_COUNTED = re.compile(
    r"(?:\b(?P<unit>day|night|week|month) (?:number )?|(?<=^ )d ?)(?P<n>\d{1,3})\b(?! (?:hours?|"
    r"times))|"
    r"(?<!every )\b(?P<nth>\d{1,2} (?:st|nd|rd|th)|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?P<of>day|night|week|"
    r"month)\b(?! of (?:the|january|february|march|april|may|june|"
    r"july|august|september|october|november|december))"
)
"""A day or week by its number: "day 12", "the 3rd day". The last one named is today."""
_NTH = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_NAMED = re.compile(
    r"\b(?:since |from )?(?:(?P<before>(?:the )?day before yesterday)|"
    r"(?P<past>yesterday|last night|overnight)|"
    r"(?P<now>this (?:morning|afternoon|evening)|today|tonight)|"
    r"(?<!the )(?<!past )last (?P<unit>week|month))\b"
)
"""A day or a time by its name."""
_NAMED_DAYS = {"before": 2.0, "past": 1.0, "now": 0.0}


def lengths(line: Line) -> Iterator[Span]:
    """Yield every length of time of the patient, its worth still to be judged."""
    return own(line, lengths_of_anyone(line))


def own(line: Line, found: Iterable[Span]) -> Iterator[Span]:
    """Yield those lengths of time that stand in words about the patient."""
    return (span for span in found if line.of_patient(span.end - 1))


def lengths_of_anyone(line: Line) -> Iterator[Span]:
    """Yield every length of time, of the patient or not."""
    if not line.timed:
        return
    taken: set[int] = set()
    for days, match in _found(line.text):
        start, end = match.span()
        words = range(line.index(start + 1), line.index(end - 1) + 1)
        if taken.isdisjoint(words) and 0 <= days <= LONGEST_DAYS:
            taken.update(words)
            yield Span(days, start, end, 0.0, named=match.re is _NAMED)


def _found(text: str) -> Iterator[tuple[float, re.Match[str]]]:
    """Yield what reads as a length of time, with its days; the surest wording first."""
    for match in _SHORTHAND.finditer(text) if " / " in text else ():
        of = _OF_SHORTHAND[match["of"] or match["per"]]
        yield float(match["n"] or match["m"]) * DAYS[of], match
    for match in _NAMED.finditer(text):
        unit = match["unit"]
        yield DAYS[unit] if unit else _NAMED_DAYS[match.lastgroup or "now"], match
    yield from ((_lone(match), match) for match in _LONE.finditer(text))
    yield from (
        (_days(match), match)
        for match in _LENGTH.finditer(text)
        if match["unit"] not in {"mo", "weak"} or match["low"]
    )
    counted = [(_counted(match), match) for match in _COUNTED.finditer(text)]
    if counted:
        yield max(counted, key=lambda one: one[0])
    for match in _DAYS_SHORT.finditer(text):
        yield float(match["n"]) * DAYS[_UNITS[match["unit"]]], match


def _lone(match: re.Match[str]) -> float:
    """Return the days of one unit: "week and a half"."""
    days = float(DAYS[match["unit"]])
    tail = match["tail"] or ""
    return days * (1.5 if tail.endswith("half") else 1) + tail.endswith("day")


def _counted(match: re.Match[str]) -> float:
    """Return how many days a numbered day or week is from the first."""
    if match["nth"]:
        number = _NTH.get(match["nth"]) or int(match["nth"].split()[0])
        return float(number * DAYS[_UNITS.get(match["of"], match["of"])])
    unit = match["unit"] or "day"
    return float(match["n"]) * DAYS[_UNITS.get(unit, unit)]


def _days(match: re.Match[str]) -> float:
    unit = DAYS[_UNITS.get(match["unit"], match["unit"])]
    tail = match["tail"] or ""
    days = _amount(match) * unit
    days += unit / 2 if match["half"] or tail.endswith("half") else 0
    return days + (1 if tail.endswith("day") else 0)


def _amount(match: re.Match[str]) -> float:
    """Return how many units; of "3-4" the middle, of "3½" three and a half."""
    if match["whole"]:
        return float(match["whole"]) + 0.5
    if match["low"]:
        low = float(match["low"])
        high = float(match["high"] or low)
        return (low + high) / 2 if low <= high else high
    return next((_SOME[word] for word in match["some"].split() if word in _SOME), 1.0)
