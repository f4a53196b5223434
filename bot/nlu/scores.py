"""How bad the pain is now, from 0 to 10."""

import re
from collections.abc import Iterable

from bot.nlu.numerals import Line

_OUT_OF_TEN = re.compile(
    r"(?<![\d.])(?P<n>1\d{1,2}|\d(?:\.5)?) ?(?:-|to)? ?(?P<m>10|\d)? ?(?:/|out of|outta|of|"
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
    r"metres|miles|people|pm|y|d|w|in (?:the )?morning|c\b|f\b))\b"
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


def pain_score(line: Line, *, asked: bool) -> float | None:
    """Return how bad the pain is now, 0 to 10; what it was at first counts only alone."""
    then: float | None = None
    speaks_of_pain = asked or re.search(_PAIN_WORDS, line.text)
    patterns: Iterable[re.Pattern[str]] = (
        _FROM_TO,
        _TODAY,
        _OUT_OF_TEN,
        _SAID,
        _PAIN_IS,
        _LIKE_A,
        _THEN,
    )
    posed = _POSED.search(line.text) if speaks_of_pain else None
    if posed and line.of_patient(posed.start("n")):
        return max(float(posed["n"]), float(posed["m"]))
    for pattern in patterns:
        if pattern is not _OUT_OF_TEN and not speaks_of_pain:
            continue
        for match in pattern.finditer(line.text):
            if not line.of_patient(match.start("n")) or _counts_other(line, match):
                continue
            if _then(line, match):
                then = float(match["n"]) if then is None else then
            else:
                return min(float(match["n"]), WORST)
    bare = _BARE_SCORE.search(line.text) if asked else None
    return float(bare["n"]) if bare else then


_BARE_SCORE = re.compile(r"(?<![\d./])(?P<n>10|\d(?:\.5)?)(?![\d./])")
_PAIN_WORDS = r"\b(?:pain\w*|ache\w*|hurt\w*|sciatica|scores?|scale|back|sore|agony|vas|rate)\b|"
_PAIN_WORDS += r"\b(?:when|if) i (?:move|bend|walk|cough|sit|stand)\b|\bout of (?:a )?10\b"
WORST = 10.0
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
_SAID = re.compile(
    r"\b(?:(?:give it|scores|score it|rate it|rate (?:my|the) (?:back )?pain)"
    r"(?: at| as| about| a| an)*|out of (?:a )?10,? (?:i would (?:say|call it|put it at|go)|it is|"
    r"maybe|about|probably|a|,| )*) ?(?P<n>10|\d)(?![\d./])\b"
)
_FROM_TO = re.compile(
    r"\bpain(?: is| has| gone| went| down| from| was| now)* \d{1,2} (?:to|"
    r"down to) (?:a )?(?P<n>10|\d)\b(?! ?\d)"
)
_TODAY = re.compile(
    r"\b(?:today|now)(?: it is| is| only)?(?: a| an| about)* (?P<n>10|\d)(?= ?(?:[.,;]|$))"
)
_THEN = re.compile(
    r"\b(?:pain|ache|vas|it)\b[a-z ']{0,30}[,:]? (?:is )?(?:a |about |maybe )?(?P<n>10|"
    r"\d)(?= ?(?:[.;]|$))"
)


def _counts_other(line: Line, match: re.Match[str]) -> bool:
    """Say whether the number counts something else: a dress size, a grade of a muscle."""
    before = line.text[max(0, match.start() - 40) : match.start("n")]
    return bool(
        re.search(
            r"\b(?:size|power|mrc|grade|bmi|l|t|s|jeans|page)\b[\w ]{0,12}$|"
            r"\b(?:day|week|plus|minus) $",
            before,
        )
    )


def _then(line: Line, match: re.Match[str]) -> bool:
    before = line.text[max(0, match.start("n") - 16) : match.start("n")]
    after = line.text[match.end() : match.end() + 22]
    return bool(
        _WAS.search(before)
        or re.match(r" ?(?:at (?:its )?worst|at first|at the start|to begin)", after)
    )
