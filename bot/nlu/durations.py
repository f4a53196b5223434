"""How long this pain has lasted, and how long it has been treated."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.nlu.numerals import Line

DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
"""Days in a unit; the month and the year as the labelling rules count them."""

_SOME = {"a": 1, "an": 1, "one": 1, "couple": 2, "few": 3, "several": 4, "half": 0.5, "some": 3}
_AMOUNT = (
    r"(?P<low>\d+(?:\.\d+)?)(?: ?(?:-|to|or|/) ?(?P<high>\d+(?:\.\d+)?))?|"
    r"(?P<some>a couple|couple|a few|few|several|half a|half an|a good|a|an|past|last|"
    r"this)(?: of| good| whole| solid| bad| long)*"
)
_SPAN = re.compile(
    rf"(?<![\d./])(?:{_AMOUNT})(?P<half> and (?:a )?half)?(?: \+| odd| ish| whole| or so|"
    rf" full| solid| long| bad)*"
    r" -? ?(?P<unit>hour|day|week|wk|fortnight|month|mth|"
    r"year)s?(?: ?'s?)?(?P<tail> and a half| and a day| or so)?\b"
)
_NAMED = (
    (re.compile(r"\b(?:since|from|started|began|happened|came on|only)? ?yesterday\b"), 1.0),
    (
        re.compile(
            r"\b(?:since|from)? ?(?:this morning|today|tonight|this afternoon|this evening|"
            r"earlier today)\b"
        ),
        0.0,
    ),
    (re.compile(r"\b(?:since|from)? ?(?:last night)\b"), 1.0),
    (re.compile(r"\bday (?P<n>\d+)\b"), -1.0),
    (re.compile(r"\bweek (?P<n>\d+)\b"), -7.0),
    (re.compile(r"\b(?:since|from)? ?last week\b"), 7.0),
    (re.compile(r"\b(?:since|from)? ?last month\b"), 30.0),
)
_NOT_EPISODE_AFTER = re.compile(
    r" (?:after|post|old|is|was|pregnant|gone|preg|a week|per|each|young|time|ahead|"
    r"from now|until|till|younger|older|"
    r"apart|postpartum|clean|sober|married|of physio|of pt|of physical|warranty|service|later|"
    r"aged?|yo|on the|on my feet|at the|smoker|in the (?:army|job|trade)|"
    r"history of (?!back)|appointment|holiday|off|wait|shift)"
)
_THIS_TIME = re.compile(
    r"\b(?:this (?:lot|time|bout|one|episode|started|began|has been)|it has been|"
    r"it is been|been going on|"
    r"started|began|came on|flared|backache|back ?pain|since|x|suffering|paining)\b[\w ]{0,18}$"
)
_ALWAYS = re.compile(
    r"\b(?:on and off|always|for years|history|dodgy|grumbly|niggl\w+) (?:for |about |"
    r"the )*[\w ]{0,8}$"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:old|age|since football|knee|laminectomy|decompression|fusion|discectomy|"
    r"block|rituximab|infusion|"
    r"stroke|menopause|lump|lipoma|wallet|mattress|insulin|driver|nurse|teacher|clear|"
    r"beat|remission)\b"
)
_NOT_EPISODE_BEFORE = re.compile(
    r"(?:every|each|within|in|next|another|aged?|under|over the age of|once|twice|per|"
    r"after|until|till|"
    r"takes|took|wait|waited|lasts|lasted|about to|by|times|kept me in|for next|"
    r"only) (?:the )?(?:about |around )?$"
)
_BACK = re.compile(
    r"\b(?:back|pain|pains|ache|aches|aching|achy|sore|stiff|stiffness|hurt|hurts|"
    r"hurting|lumbar|spine|"
    r"sciatica|started|began|been|going on|came on|since|ago|now|had|having|happened|twinge|spasm|"
    r"spasms|strain|trouble|lifted|lifting|pulled|tweaked|bent|flare|bout|episode|grumbling|niggle|"
    r"niggling|suffering|bad|gone|went|in|it is|for|past|last|day|week)\b"
)
_STRONG = re.compile(
    r"\b(?:back|pain|pains|paining|backache|backpain|lbp|ache|aches|ached|aching|achy|"
    r"lumbar|spine|sciatica|started|began|came on|"
    r"going on|sore|stiff|hurt|hurts|hurting|flare|bout|suffering|strain|pulled|tweaked|spasm)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:physio|physiotherapy|pt|therapy|chiro|prednisolone|prednisone|steroids?|"
    r"tablets?|naproxen|ibuprofen|paracetamol|codeine|"
    r"tramadol|antibiotics?|cancer|chemo|surgery|operation|fusion|discectomy|injection|"
    r"epidural|jab|"
    r"born|birth|baby|job|smok\w+|marri\w+|divorc\w+|diet|crohn|psoriasis|diabet\w+|transplant|"
    r"pneumonia|infection|hospital|discharged|fever|temperature|clean|menopause|period|"
    r"methotrexate|"
    r"humira|adalimumab|osteoporosis|alendronic|lost|weight|stone|kilos?|kg|lbs?|"
    r"pounds?|fell|accident|"
    r"minutes|training|desk|heroin|inject\w*|mum|dad|husband|wife|died|sick|lumpectomy|mastectomy|"
    r"melanoma|remission|numb|numbness|leg|foot|legs|weak|pee|wee|bladder|stretching|"
    r"exercises|gym|pregnan\w+|prostate|polymyalgia)\b"
)
_TREATMENT = re.compile(
    r"\b(?:physio\w*|pt|physical therapy|therapy|chiro\w*|osteo\w*|exercis\w+|"
    r"stretch\w*|rehab|pilates|"
    r"massage|acupuncture|treatment|conservative)\b"
)
_SINCE = re.compile(r"\b(?:for|since|past|last|been|started|began|about|around)\b[\w ]{0,12}$")
LEAST_WORTH = 1.0
"""From this worth on a length of time is taken for this episode's unasked."""
LONGEST_DAYS = 365 * 70


@dataclass(frozen=True)
class Span:
    """A length of time in the line of a message."""

    days: float
    start: int
    end: int
    worth: float


def spans(line: Line) -> Iterator[Span]:
    """Yield every length of time the patient gives, with how likely it is this episode's."""
    for match in _SPAN.finditer(line.text):
        amount = _amount(match)
        unit = {"wk": "week", "mth": "month"}.get(match["unit"], match["unit"])
        days = amount * DAYS[unit]
        if match["half"] or (match["tail"] or "").endswith("half"):
            days += DAYS[unit] / 2
        if (match["tail"] or "").endswith("day"):
            days += 1
        if line.of_patient(match.start() + 1) and 0 < days <= LONGEST_DAYS:
            yield Span(days, match.start(), match.end(), _worth(line, match.start(), match.end()))
    for pattern, days in _NAMED:
        for match in pattern.finditer(line.text):
            if line.of_patient(match.end() - 1):
                length = days if days >= 0 else -days * float(match["n"])
                worth = _worth(line, match.start(), match.end()) - (0.5 if length >= 1 else 2)
                yield Span(length, match.start(), match.end(), worth)


def duration_days(line: Line, found: Sequence[Span], *, asked: bool) -> float | None:
    """Return how long this episode has lasted, or None where the message does not say."""
    fitting = [
        span for span in found if asked or span.worth >= LEAST_WORTH or _stands_alone(line, span)
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda span: (span.worth, -span.start))
    return round(best.days, 1)


def treatment_weeks(line: Line, found: Sequence[Span], *, asked: bool) -> float | None:
    """Return how many weeks of treatment there were."""
    best: Span | None = None
    for span in found:
        near = line.text[max(0, span.start - 30) : span.end + 30]
        if span.days >= 5 and (asked or _TREATMENT.search(near)) and best is None:
            best = span
    if best is None:
        nothing = re.match(
            r"^ (?:nothing|none|nope|no|not done|not tried|havent|have not)\b", line.text
        )
        return 0.0 if asked and nothing else None
    return round(best.days / 7, 1)


def _stands_alone(line: Line, span: Span) -> bool:
    """Say whether a length of time is all that a sentence says: "Two days." """
    before, after = line.text[: span.start].rstrip(), line.text[span.end :].lstrip()
    return (not before or before[-1] in ".,;") and (not after or after[0] in ".,;")


def _amount(match: re.Match[str]) -> float:
    if match["low"]:
        low = float(match["low"])
        return (low + float(match["high"])) / 2 if match["high"] else low
    words = match["some"].split()
    return next((_SOME[word] for word in reversed(words) if word in _SOME and word != "a"), 1.0)


def _worth(line: Line, start: int, end: int) -> float:
    """Judge how likely a length of time is how long this episode lasts."""
    text = line.text
    left = max(text.rfind(mark, 0, start) for mark in (".", ";"))
    right = min((at for mark in ".;" if (at := text.find(mark, end)) >= 0), default=len(text))
    before, after = text[max(left, start - 60, 0) : start + 1], text[end : min(right, end + 40)]
    worth = 0.0
    if _NOT_EPISODE_AFTER.match(after) or _NOT_EPISODE_BEFORE.search(before):
        worth -= 4
    near = before[-40:] + " " + after[:30]
    worth += 2 if _STRONG.search(near) else 0
    worth += (
        1
        if _BACK.search(before[-25:]) or re.match(r" (?:now|ago|in|back|on|since|before)\b", after)
        else 0
    )
    worth += 2 if _THIS_TIME.search(before) else 0
    worth -= 2 if _ALWAYS.search(before) else 0
    worth -= 2 if _OF_SOMETHING_ELSE.search(near) else 0
    worth -= 2 if _ELSEWHERE.search(before[-35:] + " " + after[:25]) else 0
    worth += 1 if _SINCE.search(before) else 0
    return worth
