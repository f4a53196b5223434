"""The patient's own age in any wording, and no one else's."""

import re
from collections.abc import Iterator

from bot.nlu.numerals import Line
from bot.nlu.roles import after_label, beside_people, speaks_of_kin_only
from bot.nlu.text import word_set

YOUNGEST, OLDEST = 1, 110
YOUNGEST_UNNAMED = 14
"""A number that stands alone is an age from here on; smaller ones are scores and counts."""
YOUNGEST_WRITER = 6
"""Nobody younger writes "I am"; "I am one" is not an age."""
_N = r"(?P<n>\d{1,3})(?![\d.]*\d)"
_NOT_AGE = (
    r"(?! ?(?:days?|weeks?|wks?|months?|hours?|minutes?|mins|stone|st|kg|kgs|kilos?|"
    r"lbs?|pounds?|feet|ft|%|/|-|"
    r"percent|years (?!old|young|of age|completed|,|\.)(?:in|into|post|after|on|clean|"
    r"sober|ago|of)|out|times|th|mg|ml|steps|k|am|pm|miles?|cm|c|degrees|minute|days?|"
    r"inch|inches|foot|pages|something|s\b|- (?:a|odd|ish) |' ?\d|"
    r"years? \w+(?<!old)(?<!young) (?:in|as|of work)))"
)
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bage\b[^.;]{{0,20}}\d[^.;]{{0,6}}\b(?:it is|i am|is really|should be|meant) {_N}",
        rf"(?:^|[.;,]) ?{_N} this year\b",
        rf"\b(?:and|but) now (?:at |i am |aged )*{_N} (?:i|it|my|and|the|with|still)\b",
        rf"\bme ?[,:=] ?{_N}{_NOT_AGE}",
        rf"(?:^|[.;,(]) ?[mf]{_N}\b",
        rf"(?:^|[.;,(] )?\b{_N} / ?[mf]\b",
        rf"\bstill {_N} ?(?:[.,;]|$)",
        rf"\b(?:now|so|currently) {_N} ?(?:[.,;]|and\b|$)",
        rf"\b(?:i am|(?:he|she|pt|patient|resident|client|who) is|they are)"
        rf"(?: a| an| only| just| now| nearly| almost| about| also| currently)* {_N}{_NOT_AGE}",
        rf"(?<!from )(?<!since )(?<!about )(?<!under )\b(?:age|aged|ages)(?: is| of| :| \(|:|"
        rf" about| around| years)* ?{_N}{_NOT_AGE}",
        rf"(?<!from )\b{_N} ?-? ?(?:(?:years|year|y)(?: /)? ?-? ?(?:old(?! news)|o\b|young|"
        rf"of age|completed)|yo\b|age\b|completed)",
        rf"\b(?:turned|just turned) {_N}{_NOT_AGE}",
        rf"\bi have {_N} years ?(?:old)? ?(?:[.,;]|and\b|$)",
        rf"\b{_N} ?(?:here|if (?:that|it) matters|if you need|by the way|if it helps|"
        rf"in case it matters)\b",
        rf"(?:^|[.;,(]) ?{_N} now\b",
        rf"(?:^|[.,;(]) ?[mf] ?,? {_N} ?(?:[.,;(]|$)",
        rf"\bmy age \(? ?{_N}",
        rf"\b(?:worst|best) \w+ of my {_N} years",
        rf"\b(?:at|am|be) {_N} ?(?:[.,;]|$)",
        rf"(?:(?:^|[.;(]) ?|\b(?:us|active|alive|and|well|but) )at {_N}\b(?= (?:i|you|1|it|and|"
        rf"my|we|are|"
        rf"is|in|who|the|both|even)\b| ?,)",
        rf"\bat {_N}\b(?= (?:i|you|1|is) )",
        rf"(?:^|[.;(]) ?at {_N} (?!am\b|pm\b|o ?'? ?clock|%|mph|degrees|in the|weeks|months|"
        rf"days|km)",
        rf"\b(?:i am|am) an? [\w ]{{3,40}} of {_N}\b(?! (?:years (?!old)|kids|children|us))",
        rf"\bage\b[^.;]{{0,10}} (?:which|that) is {_N}\b",
        rf"\b{_N} (?:last|this|next) birthday\b",
        rf"\bonly {_N} (?:and|but)\b",
        rf"\b(?:everyone|anyone|somebody|someone|people|a body) of {_N}\b",
        rf"(?:^|[.;,(:-]) ?{_N} (?:, )?(?:and|with|but)\b(?! (?:a half|"
        r"\d+\b(?! (?:weeks|months|days))))",
        rf"(?:^|[.;]) ?{_N} (?:i|my|on|here|today|otherwise|next|never|still|feeling|been|had|"
        rf"have)\b"
        rf"(?! \d)",
    )
)
_MENDED = re.compile(
    r"[\w ]{0,12}[ ,.;(-]*\b(?:no|sorry|actually|wait|i mean|correction|make (?:that|it)|"
    r"tell a lie|"
    r"typo|meant|scratch that)\b(?: (?:,|i am|it is|that is|wait|no|sorry|actually|just|turned))* "
    rf",? ?{_N}\b(?! (?:days|weeks|months|/|out))"
)
"""A number that the writer puts right at once."""
_NAMED = re.compile(
    rf"(?<!our )(?<!my )(?<!the )\b(?P<who>[a-z]+) (?:is|'s) {_N}(?= ?(?:[.,;(]|and\b|$))"
)
"""As in "Ravi's 49": of the patient where the writer speaks of nobody else."""
_NOT_NAMES = word_set(
    "it that this there which what who now he she i today tonight temp temperature score pain "
    "level "
    "number size total answer room pulse bmi rest fever latest last first mine"
)
_OF_SELF = re.compile(
    r"\bi am (?:an? |only |just )*\d|\bmy (?:lower |own |low |whole )?(?:back|legs?|spine|bum|foot|"
    r"feet|age|pain|sciatica)\b|\bi have (?:pain|back|a bad)"
)
_OF_THIRD = re.compile(r"\b(?:he|she|him|his|her|they)\b")
_YEARS_ALONE = re.compile(rf"(?:^|[.;,(:-]) ?{_N} (?:year|yr|an)s? ?(?=[.;,:(]|$)")
_BIRTHDAY = re.compile(r"\bmy (?P<n>\d{2}) ?(?:th|st|nd|rd)\b(?! week)")
_COMING = re.compile(
    r"\b(?<!turned )(?P<n>\d{2}) (?:on (?:mon|tue|wed|thu|fri|sat|sun)|"
    r"(?:(?:th|st|nd|rd) )?(?:in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    r"a (?:month|week))|next (?:week|month|birthday|year)))"
)
_ANY_NUMBER = re.compile(r"(?<![\d./])(?P<n>\d{1,3})(?![\d./])")
_SEXED = re.compile(r"\b(?P<n>\d{2}) (?P<sex>[mf])\b")
_STANDING_ALONE = re.compile(
    r"(?:^|[.,;:(-]) ?(?P<n>[1-9]\d)(?= ?(?:[.,;:(] |- (?!a |odd )|years? ?[.,;]|m |f |$|"
    r"and (?:i|still|"
    r"otherwise|fit|she|he|back|my)|\+))"
)
_PARENT = re.compile(
    r"(?:^|[.;,:] |\b(?:am|hi|hello|here|busy) (?:a )?)"
    r"(?:mum|mom|mam|dad|mother|father|gran|nan) of "
)
"""How a writer calls themself by their children."""
_OWN_BACK = re.compile(
    r"\b(?:my (?:lower |own |low )?back|i (?:have )?(?:pulled|hurt|strained|feel|know|"
    r"had an? (?:\w+ )?(?:back|ache|pain|spasm|twinge|knot|fall|crash))|"
    r"i (?:have|got) (?:back|pain|a bad|an ache))\b|^ (?:had|got|have) an? "
)
_THEN_AT = re.compile(
    r"\b(?:retired|married|died|dead|gone|diagnosed|stopped|started|quit|finished|divorced|widowed|"
    r"menopause|fractured?|broke \w+|discs?|again|another|hernia|operation|op|surgery|fusion|"
    r"knees?|hips?|shoulders?|stroke|attack|accident|crash|periods|school|went|first|one)"
    r"(?: went| came)? at $"
)
"""What happened at an age that need not be the present one."""
_WHEN = re.compile(r"\b(?:since|when) i was (?:an? )?(?:\w+ ){0,2}(?:of )?$")
"""As in "since I was a lad of 17"."""
_OF_THEM = re.compile(r"\b(?:he|she|they) (?:is|are)(?: (?:only|just|now|nearly))? $")
_OF_OTHER = re.compile(
    r"\b(?:my|our|her|his|(?:mattress|bed|sofa|couch|settee|chair|car|van|house|bike|dog|cat|horse)"
    r" is|out of|from|to|it is|that is) $"
)


def age_years(line: Line, *, asked: bool) -> float | None:
    """Return the patient's own age; "70 in May" is 69 until then."""
    coming = {match.start("n") for match in _COMING.finditer(line.text)}
    for match in _ages(line, asked=asked):
        if match.start("n") not in coming:
            mended = _MENDED.match(line.text, match.end("n"))
            return float(mended["n"] if mended and _is_adult(mended) else match["n"])
    for match in _COMING.finditer(line.text):
        if _of_writer(line, match.start("n")):
            return float(match["n"]) - 1
    return None


def _ages(line: Line, *, asked: bool) -> Iterator[re.Match[str]]:
    """Yield what may be the patient's age, the surest wording first."""
    yield from _BIRTHDAY.finditer(line.text)
    yield from _worded(line)
    yield from (match for match in _SEXED.finditer(line.text) if _is_sexed_age(line, match))
    if asked:
        bare = [m for m in _ANY_NUMBER.finditer(line.text) if _is_age(line, m) or _is_told(line, m)]
        yield from sorted(bare, key=_is_adult, reverse=True)
    weak = [
        match
        for match in _STANDING_ALONE.finditer(line.text)
        if not after_label(line, match.start("n"))
    ]
    weak += _YEARS_ALONE.finditer(line.text)
    if _OF_THIRD.search(line.text) and not _OF_SELF.search(line.text):
        weak += (m for m in _NAMED.finditer(line.text) if m["who"] not in _NOT_NAMES)
    yield from (match for match in weak if _is_age(line, match) and _is_adult(match))


def _worded(line: Line) -> Iterator[re.Match[str]]:
    """Yield the numbers that words beside them make an age."""
    for pattern in _AGES:
        for match in pattern.finditer(line.text):
            if _is_age(line, match) and (_is_adult(match) or _said_age(match)):
                yield match
    for match in beside_people(line):
        aged = line.text.endswith(" aged ", 0, match.start("n"))
        if _is_age(line, match) and (_is_adult(match) or aged):
            yield match


def _is_told(line: Line, match: re.Match[str]) -> bool:
    """Say whether it answers as "it's 34", which without the question may be anything."""
    told = line.text.endswith(" it is ", 0, match.start("n")) and _is_adult(match)
    return told and int(match["n"]) <= OLDEST and _of_writer(line, match.start("n"))


def _is_adult(match: re.Match[str]) -> bool:
    return int(match["n"]) >= YOUNGEST_UNNAMED


def _is_sexed_age(line: Line, match: re.Match[str]) -> bool:
    """Say whether number and letter are written as one word, as in "52F"."""
    number = line.words[line.index(match.start("n"))]
    letter = line.words[line.index(match.start("sex"))]
    alone = number.end == letter.start and not after_label(line, match.start("n"))
    return alone and _is_age(line, match)


def _said_age(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start("n") - 12) : match.start("n")]
    if re.search(r"\b(?:an?|one|two|very \w+|solid|\d) $", before) and " is " not in before:
        return bool(re.search(r"\bam an? $", before))
    if match.group().startswith("i am"):
        return int(match["n"]) >= YOUNGEST_WRITER
    at_age = before.endswith("at age ")
    return "old" in match.group() or (match.group().startswith("age ") and not at_age)


def _is_age(line: Line, match: re.Match[str]) -> bool:
    before = line.text[max(0, match.start("n") - 20) : match.start("n")]
    return (
        YOUNGEST <= int(match["n"]) <= OLDEST
        and _of_writer(line, match.start("n"))
        and (
            not is_of_another(line, match.start("n"))
            or match.group().startswith(("worst", "best", "age "))
            or (before.endswith(" for my ") and " old" in match.group())
        )
        and not _THEN_AT.search(before)
        and not _WHEN.search(line.text[: match.start("n")])
    )


def is_of_another(line: Line, place: int) -> bool:
    """Say whether the words before a number give it, as an age, to someone or something else."""
    before = line.text[max(0, place - 20) : place]
    of_them = _OF_THEM.search(before) and _OWN_BACK.search(line.text)
    return bool(of_them or _OF_OTHER.search(before))


def _of_writer(line: Line, place: int) -> bool:
    """Say whether a number is the patient's; "mum of 3 here" is no other person."""
    if line.of_patient(place):
        return True
    sentence = re.split(r" [.;] ", line.text[max(0, place - 200) : place])[-1]
    return _PARENT.search(sentence) is not None or speaks_of_kin_only(line)
