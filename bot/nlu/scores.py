"""How bad the pain is now, from 0 to 10.

A message may give several scores: what it was, what it is, what it is in motion. Each number
that reads as a score is told as of now, of then, or of no said time; the last one of now
counts, then the surest of no said time, and what it was only where nothing else is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.numerals import Line

WORST = 10.0
_SHORT = 10
"""A message of so few words that gives a number in words for scores is an answer."""
_N = r"(?P<n>10|\d(?:\.5)?)(?![\d./]*\d)"
_NO_SCORE_AFTER = (
    r"(?! ?(?:[-/]|days?|weeks?|hours?|months?|years?|minutes?|mins|am|pm|nights?|o ?'? ?clock|"
    r"stone|kg|lbs?|kilos?|times|of|th|st|nd|rd|\.\d|\d|%|mg|people|kids|children|"
    r"to \d+ (?:days|weeks)|"
    r"or \d+ (?:days|weeks|times|months)|out|feet|foot|ft|steps|legs|sides|discs?|levels|metres|"
    r"miles|full (?!stop)|needles|x\b|y\b|d\b|w\b|in (?:the )?(?:morning|night)|c\b|f\b|a bit|"
    r"flights?|stairs|toes|places|"
    r"tablets|pills|nurses?|doctors?|physios?|bags?|boxes|more|things?|reasons|lots|goes|'))\b"
)
_SOFTENED = (
    r"(?:a|an|about|around|maybe|perhaps|roughly|say|like|more like|nearer|closer to|only|just|"
    r"probably|solid|good|strong|steady|low|high|nearly|easily|at|is|was|of|on|level|still|up|down|"
    r"to|back|been|pushing|touching|now|today|right|currently|possibly|,|:|it is|i would say)"
)
_OUT_OF_TEN = re.compile(
    r"(?<![\d.])(?P<n>1\d{1,2}|\d(?:\.5)?) ?(?:-|to|or)? ?(?P<m>10|\d)? ?(?:/|out of|outta|"
    r"out a|out|"
    r"out off|of|on|from|over) ?(?:a |the |possible )*(?:scale (?:of|to|up to) "
    r"(?:[01] (?:-|to) )?)?10\b(?! (?:days|weeks|times|people|nights|"
    r"mornings|patients|men|women))"
)
_NOT_OF_PAIN = re.compile(
    r" (?:for (?:the (?!pain|back|last|past|whole|most)|effort|attract\w*|style|service|trying|"
    r"drama|looks|"
    r"comedy|originality)|embarrass\w*|comedy|stars?|"
    r"recommend|would|effort|experience|service|day\b)"
)
"""What is marked out of ten besides pain."""
_GOT = re.compile(
    r"\b(?:(?:scored|got|marks?|guess\w*|correctly|right)|(?:service|staff|effort|food|care|"
    r"nurses?|doctors?|experience|film|hotel)(?: (?:was|is|were|are|at|a|an|gets?|deserves?))*) $"
)
_PAIN_IS = re.compile(
    r"\b(?:pain|pains|ache|score|scores|hurts|hurt|scale|soreness|agony|vas|nrs|back|sciatica|"
    rf"intensity|severity|rating)(?: level| score| scale| wise|'s|,|:|\?| \(| {_SOFTENED})* {_N}"
    rf"{_NO_SCORE_AFTER}"
)
_FROM_TO = re.compile(
    rf"(?:\bfrom (?:an? |about )*(?:10|\d)(?:\.5)?|\bpain(?: is| was| from| down| up|"
    rf" now)* (?:10|\d))"
    r"(?: ?/ ?10| out of 10)?(?: \w+){0,2}? (?:down |up |back )*to "
    rf"(?:an? |about |around |like |maybe )*{_N}{_NO_SCORE_AFTER}"
)
_ASKS_SELF = re.compile(
    r"\b(?:pain|back|score|scale|sciatica|leg|hurts|bad) [.:;-] (?:about |around |an? |like )*"
    r"(?P<n>10|\d(?:\.5)?)(?= ?(?:[.;,]|$))"
)
"""As in "My back? 8"."""
_FRAMED = re.compile(
    r"\b(?:honestly about an?|i am (?:about )?an?|i am at an?|make (?:it|that)|call it|"
    r"more like|nearer|closer to|(?:dropped|gone|crept|climbed|shot|"
    r"jumped|eased|fallen|risen|come|came|went|sunk|settled|back|got|up|down)(?: up| down|"
    r" back)? to|"
    r"give it|scor(?:e|es|ing)(?: it| this| them)?|rat(?:e|es|ing)(?: it| this| (?:my|"
    r"the) (?:back )?pain)|"
    r"(?:would|will|id) (?:say|go|call it|put)|"
    r"(?:put|puts|mark|marks) (?:it|the pain|my pain|this|that)"
    r"(?: (?:at|as|down as|on))?|hover\w*|settled at|sitting at|sits at|stuck at|peak\w*(?: at)?|"
    r"it is(?: still)?(?: like| about| around)? an?|feels like an?|like an?|out of (?:a )?10)"
    rf"(?: {_SOFTENED}| ,)* {_N}{_NO_SCORE_AFTER}"
)
_TIMED = re.compile(
    r"\b(?P<when>now|today|tonight|currently|at the moment|at present|this (?:minute|second)|"
    r"yesterday|last (?:night|week|time)|earlier|at first|initially|before|(?:mon|tues|wednes|"
    r"thurs|"
    r"fri|satur|sun)day|this (?:morning|afternoon|evening)|then)"
    rf"(?:(?! (?:, (?:was|been)|now|today|tonight|currently) )(?: {_SOFTENED}| ,| :))* {_N}"
    rf"{_NO_SCORE_AFTER}"
)
"""A score of a time; the 4 of "9 now, was a 4" is of another one."""
_TIME_AFTER = re.compile(
    rf"(?<![\d./])\b{_N}(?: ?/ ?10| out of 10)? (?P<when>now\b|today|tonight|currently|"
    rf"at the moment|"
    r"right now|at present|as i (?:type|write)|this (?:minute|second)|yesterday|last (?:night|"
    r"week)|"
    r"earlier|at (?:its )?(?:worst|first)|at the (?:start|beginning)|to begin|before|on (?:mon|"
    r"tues|wednes|"
    r"thurs|fri|satur|sun)day|when (?:i|it) (?:got|came|woke|arrived|started|first|began|rang)|"
    r"this (?:morning|afternoon))"
)
_ARTICLE = re.compile(
    rf"(?:^|[.;,(:-] ?|\band |\bbut )(?:a|an) (?:solid |good |strong )?{_N}{_NO_SCORE_AFTER}"
)
_ARTICLE_LAST = re.compile(
    r"\b(?:an?|like) (?:solid |good |strong )?(?P<n>10|\d(?:\.5)?)(?= ?(?:[.;,]|$))"
)
_PLURAL = re.compile(r"(?<![\d./])\b(?P<n>10|\d) (?:'?s|ish) (?:mostly|mainly|usually|most|all)\b")
_NOW = re.compile(
    r"now|today|tonight|current|moment|present|as i|minute|second|make|more like|nearer|closer|"
    r"call it"
)
_THEN = re.compile(
    r"\b(?:was|were|from|worst|at first|first|initially|started|began|been|used to be|yesterday|"
    r"earlier|"
    r"last (?:night|week|time)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|before)(?: \w+){0,2} $"
)
_THEN_AFTER = re.compile(
    r"(?: ?/ ?10| out of 10)? ?(?:at (?:its )?worst|at first|at the (?:start|beginning)|"
    r"to begin|yesterday|"
    r"earlier|last (?:night|week)|before|when (?:i|it) (?:got|came|woke|arrived|started|first|"
    r"began|rang)|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_POSTURE = (
    r"(?: ?/ 10| out of 10)? (?:(?:at|when|if|on|while|just) )?(?:i )?(?:am )?"
    r"(?:rest\w*|lying|laying|"
    r"sitting|still|moving|move|standing|stand|walking|bending|bend)(?: still| down)?"
)
_POSED = re.compile(
    rf"(?<![\d./])\b(?P<n>10|\d){_POSTURE} (?:[,;.] |and |but |/ )*(?:a |an |up to )?"
    rf"(?P<m>10|\d){_POSTURE}\b"
)
"""Two scores of now, at rest and in motion; the higher one counts."""
_LAST = re.compile(
    r"\b(?:pain|ache|vas|it)\b[a-z ']{0,30}[,:]? (?:is )?(?:a |about |maybe )?(?P<n>10|"
    r"\d)(?= ?(?:[.;]|$))"
)
_ALONE = re.compile(
    r"(?:^|[.;,:]) (?:about |around |like |say |maybe |nearly )?(?P<n>10|\d(?:\.5)?)"
    r"(?: ish)?(?= ?(?:[.;,]|$))|(?<=/ )(?P<m>10|\d)(?= / (?!10))"
)
"""A fragment that is only a number, as in "45, three weeks, 6"."""
_LISTED = re.compile(r"(?:^|[.;,:/]) \d+(?= ?(?:[.;,/]|$))")
_MOST_ASKED = 3
"""Who lists more numbers than this does not answer with them."""
_ARTICLED = re.compile(r"\ban? (?:solid |good |strong |low |high )?$")
_BARE = re.compile(r"(?<![\d./])(?P<n>10|\d(?:\.5)?)(?![\d./])")
_PAIN_WORDS = re.compile(
    r"\b(?:pain\w*|ache\w*|aching|hurt\w*|sciatic\w*|scores?|scale|back|sore|agony|vas|rate|"
    r"throb\w*)\b|"
    r"\b(?:when|if) i (?:move|bend|walk|cough|sit|stand)\b|\bout of (?:a )?10\b"
)
_OTHER_COUNT = re.compile(
    r"\b(?:size|power|mrc|grade|bmi|l|t|s|jeans|page)\b[\w ]{0,12}$|\b(?:day|week|plus|minus|"
    r"either|in|each|both|every|no|any|another|for|since|after|year|stage|"
    r"step|number|room|level l) $"
)
_PATTERNS = (
    _OUT_OF_TEN,
    _FROM_TO,
    _PAIN_IS,
    _FRAMED,
    _TIMED,
    _TIME_AFTER,
    _PLURAL,
    _ARTICLE,
    _ARTICLE_LAST,
    _ASKS_SELF,
    _LAST,
)
"""The surest wording first."""


@dataclass(frozen=True)
class Score:
    """A number that reads as a score: where, how sure, and whether it is of now or of then."""

    value: float
    place: int
    rank: int
    now: bool
    then: bool


def pain_score(line: Line, *, asked: bool, among_numbers: bool = False) -> float | None:
    """Return how bad the pain is now, 0 to 10; what it was at first counts only alone.

    A number that stands alone is one where it stands among other numbers of the patient.
    """
    speaks_of_pain = asked or _PAIN_WORDS.search(line.text) is not None
    posed = _POSED.search(line.text) if speaks_of_pain else None
    if posed and line.of_patient(posed.start("n")):
        return max(float(posed["n"]), float(posed["m"]))
    found = list(_scores(line))
    short = len(line.words) <= _SHORT
    if not (speaks_of_pain or short) and len({score.place for score in found}) < 2:
        found = [score for score in found if score.rank == 0 or _is_articled(line, score)]
    if not found and among_numbers:
        found = list(_alone(line))
    of_now = [score for score in found if score.now]
    if of_now:
        return max(of_now, key=lambda score: score.place).value
    untimed = [score for score in found if not score.then]
    if untimed:
        return min(untimed, key=lambda score: (score.rank, score.place)).value
    bare = _BARE.search(line.text) if asked else None
    if bare:
        return float(bare["n"])
    return min(found, key=lambda score: score.place).value if found else None


def _scores(line: Line) -> Iterator[Score]:
    """Yield what reads as a score of the patient's pain, the surest wording first."""
    for rank, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(line.text):
            place = match.start("n")
            if not line.of_patient(place) or _counts_other(line, match, sure=rank == 0):
                continue
            now = pattern is _FROM_TO or (rank > 0 and _is_now(line, match))
            value = min(float(match["n"]), WORST)
            yield Score(value, place, rank, now, then=not now and _is_then(line, match))


def _is_articled(line: Line, score: Score) -> bool:
    """Say whether it is called "a six", which hardly anything but a score is."""
    return _ARTICLED.search(line.text[max(0, score.place - 12) : score.place]) is not None


def _alone(line: Line) -> Iterator[Score]:
    """Yield the number up to ten that stands alone, where there is one such number only."""
    matches = list(_ALONE.finditer(line.text))
    if len(matches) != 1 or not line.of_patient(matches[0].end() - 1):
        return
    if len(_LISTED.findall(line.text)) > _MOST_ASKED:
        return
    value = float(matches[0]["n"] or matches[0]["m"])
    after = re.match(r" , (\d+)", line.text[matches[0].end() :])
    if not after or abs(float(after[1]) - value) > 1:
        yield Score(value, matches[0].end() - 1, len(_PATTERNS), now=False, then=False)


def _counts_other(line: Line, match: re.Match[str], *, sure: bool) -> bool:
    """Say whether the number counts something else: a dress size, a grade of a muscle."""
    place = match.start("n")
    before = line.text[max(0, place - 40) : place]
    if sure:
        after = line.text[match.end() : match.end() + 24]
        return bool(_NOT_OF_PAIN.match(after) or _GOT.search(before) or _is_power(before))
    only_one = line.words[line.index(place)].text == "one"
    return only_one or bool(_OTHER_COUNT.search(before))


def _is_power(before: str) -> bool:
    return re.search(r"\b(?:power|mrc|grade|bmi|size)\b[\w ]{0,12}$", before) is not None


def _is_now(line: Line, match: re.Match[str]) -> bool:
    """Say whether a score is said to be of now, by its time or by what corrects another."""
    when = match.groupdict().get("when")
    if when:
        return _NOW.match(when) is not None
    before = match.group()[: match.start("n") - match.start()]
    return _NOW.search(before) is not None and not _is_then(line, match)


def _is_then(line: Line, match: re.Match[str]) -> bool:
    """Say whether a score is what the pain was and no longer is."""
    place = match.start("n")
    before = line.text[max(0, place - 28) : place]
    clause = re.split(r" [.;,] ", before)[-1]
    after = line.text[match.end("n") : match.end("n") + 40]
    when = match.groupdict().get("when") or ""
    of_then = bool(when) and not _NOW.search(when)
    return of_then or bool(_THEN.search(clause) or _THEN_AFTER.match(after))
