"""Which of a message's lengths of time is how long this episode has lasted.

Labelling rules: duration is of this episode, and only where the text gives it. What a length
belongs to is told by the topic nearest to it: its own clause first, then the ones beside it,
then, where it stands alone, the sentence before. How long the pain has lasted outweighs how
long a sign has that came with it, and both outweigh a length that nothing else explains.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.nlu.durations import Span
from bot.nlu.lengths import lengths
from bot.nlu.numerals import Line
from bot.nlu.refused import is_past, is_refused
from bot.nlu.surroundings import About, Surroundings

LEAST_WORTH = 1.0
"""From this worth on a length of time is taken for this episode's unasked."""
SURE_WORTH = 2.0
REFUSED = -4.0
_HOURS_UP_TO = 2.5
_LONGER_THAN_DONE = 2
"""Nobody sits or drives for longer: days from here on are those of the pain."""
_YEAR_DAYS = 365
_OLD = 2 * 365
_MANY_WEEKS = 13
_RECENT_DAYS = 120
"""Up to here a length that nothing else explains is this episode's."""
_WORSE = re.compile(
    r"\b(?:worse\w*|last (?:time|bout|episode)|previous\w*|on and off|always)\b[^.;,]{0,20}$"
)
_SINCE = re.compile(r"\b(?:since|started|start|began|came on|from|went|did|woke|fell)\b")
_FILLER = re.compile(
    r"\b(?:it|is|been|has|had|for|about|around|now|the|that|was|ago|back|since|so|maybe|only|just|"
    r"roughly|approx\w*|over|nearly|almost|in|on|and|counting|of|this|these|give|or|take|x|at|"
    r"least|say|nights?|days?|straight|solid|whole|full|running|row|good|bad|"
    r"going|started|began|a|past|last|i|have|what|to|be|exact|exactly|if|you|want|not|off|"
    r"shifting|non|stop|nonstop|constantly|better|worse|slowly|steadily|gradually|male|female|m|f|"
    r"yo|year|old|age|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_EXACT = re.compile(r" (?:if you want|to be|to the|,? ?(?:if )?exact)")
_BEGINS = re.compile(r"\b(?:started|start|began|came on|went|seized|did it)\b")
_ONWARD = re.compile(r" (?:in|on|now)(?: now)?(?: ?[.,;]| and\b)")
_OF_PAIN = re.compile(
    r" of (?:this (?:back|pain|sciatica)|my back|(?:low |lower |bad )*(?:back|lumbar|leg )|"
    r"sciatica|pain|ache|agony|hell)"
)
_OF_THIS = re.compile(
    r" (?:of (?:this|it|being|putting up|misery|torture)|(?:this|it) (?:has|is) (?:gone|been|"
    r"going))\b"
)
_SINCE_THEN = re.compile(
    r".{0,60}\b(?:(?:ever|and|only) since|since then|(?:straight|right|soon) after|"
    r"(?:from|since) that|(?:by )?that (?:night|evening|same day))\b"
)
"""What ties the pain to an event: "injected 8 days ago and it began straight after"."""
_NOT_THAT = re.compile(
    r"[ ,]*(?:and )?not (?:an? |the )?\d* ?(?:day|week|month|year|fortnight)s?\b"
)
"""What is denied after the length that puts it right: "6 weeks, not 6 days"."""
_WELL_UNTIL = re.compile(
    r"\b(?:great|fine|good|well|ok|brilliant|perfect)\b[\w ]{0,12}\b(?:til|till|until)(?: about)? $"
)
_THIS_BOUT = re.compile(
    r"\bth(?:is|e latest|e current)(?: (?:last|latest|current|new|one))? "
    r"(?:flare|bout|episode|attack|time|round|lot|go|spell)(?: up)?"
    r"(?: (?:it|is|has|been|was|for|only|just|about|around|started|so far|,|:))* $"
)
"""Beside years of trouble this bout is the one that counts."""
_EVER_SINCE = re.compile(
    r"\b(?:pains?|ache|backache|sciatica|hurt\w*|sore)\b(?: has)?(?: been)?(?: there)? "
    r"(?:(?:started|began) (?:after|when)|(?:ever )?since) [\w' ]{0,30}$"
)
_FROM_THEN = re.compile(
    r"(?:since|from) (?:yesterday|last \w+|this \w+)(?: (?:morning|evening|night|afternoon))? "
    r"(?!after|when|doing|and|at|in\b|on\b|due|because|with|while|but|lifting|bending|,|\.|;)\w"
)
"""A day by name with what began then told after it: "since yesterday it is up the shin"."""
_IT_HAS = re.compile(
    r"[ .;,:(]*(?:and )?(?:this (?:month|time|week) )?"
    r"(?P<it>it is been|it is lasted|it has been|been|that is|that was|started|began)\b"
)
_REACHES = {
    "": (-1, -2, -3, 1, 2),
    **dict.fromkeys(("it is been", "it is lasted", "it has been", "been"), (-1,)),
    **dict.fromkeys(("that is", "that was"), (-1, -2, -3, -4, -5)),
    **dict.fromkeys(("started", "began"), (-1, -2, 1)),
}
"""How many clauses back and forth the subject of a bare length of time may stand."""
_AGO = re.compile(r" (?:ago|back|before|gone|past)\b")
_LASTING = re.compile(
    r"\b(?:for|past|last|these|this|over|about|of) (?:the |about |over |a |my )*$"
)
_LASTED = re.compile(r" (?:now )?(?:i|we|he|she|it|this) (?:have|has|is)\b")
"""As in "three months I have nagged him"."""
_COUNTED = re.compile(r"^(?!1 day)\d+ (?:days?|nights?|w(?:ee)?ks?|months?)|couple|few|fortnight")
_SPENT = re.compile(r"\b(?:spent|out|without|no \w+|day|home|been a) $")
_NEAR = 60


def episode_spans(line: Line, found: Sequence[Span] | None = None) -> list[Span]:
    """Return every length of time with how surely it is how long this episode has lasted.

    `found` are the lengths of time of the line where they are known already.
    """
    found = list(lengths(line)) if found is None else found
    if not found:
        return []
    around = Surroundings(line)
    return [replace(span, worth=_worth(around, span)) for span in found]


def episode_days(found: Iterable[Span], *, asked: bool, answering: bool = False) -> float | None:
    """Return how long this episode has lasted, or None where the message does not say.

    An answer to another question must name the pain: "a month ago" is when that was.
    """
    least = SURE_WORTH if answering else LEAST_WORTH
    fitting = [span for span in found if asked or span.worth >= least]
    if not fitting:
        return None
    return round(max(fitting, key=lambda span: (span.worth, -span.start)).days, 1)


def _worth(around: Surroundings, span: Span) -> float:
    text = around.line.text
    own = around.clause_at(span.start + 1)
    start, end = around.bounds(own)
    start, end = max(start, span.start - _NEAR), min(end, span.end + _NEAR)
    told = around.about(own, span) in {About.SIGN, About.PAIN}
    if is_refused(text, start, span, told=told) or is_past(text, span):
        return REFUSED
    worth = _belongs(around, span, own)
    worth -= 1 if _WORSE.search(text[max(0, span.start - 45) : span.start]) else 0
    worth += 0.5 if around.has("begun", own) and worth > 0 else 0
    worth += 1 if _EXACT.match(text, span.end) else 0
    worth -= 1 if span.named and worth >= SURE_WORTH else 0
    worth -= 0.5 if text.startswith("all ", span.start) else 0
    if worth > 0 and not _is_start(around, span, own, text[start:end], worth):
        return worth - 4
    return worth


def _is_start(around: Surroundings, span: Span, own: int, clause: str, worth: float) -> bool:
    """Say whether hours, or a day by name, are when it began and not how long a thing took."""
    text = around.line.text
    said = text[span.start : span.end]
    if span.named:
        since = re.match(r" ?(?:since|from)\b", said)
        return bool(since or around.has("onset", own) or _BEGINS.search(clause))
    if span.days > _HOURS_UP_TO or not re.search(r"\bh(?:ou)?r?s?\b", said):
        return True
    alone = span.days >= 1 and not _rest(clause.replace(said.strip(), " ")) and "24" not in said
    of_it = _OF_PAIN.match(text, span.end) or text.startswith(" of spasm", span.end)
    if span.days >= 1 and worth > 1 and "24" not in said:
        return True
    return bool(alone or of_it or text.startswith(" ago", span.end) or _SINCE.search(clause))


def _rest(words: str) -> str:
    """Return what is left of a clause without numbers and words that only measure time."""
    return re.sub(r"[\W\d]", "", _FILLER.sub("", words))


def _belongs(around: Surroundings, span: Span, own: int) -> float:
    """Return how near the pain is that a length of time may belong to, below 0 for another."""
    text = around.line.text
    before = text[max(0, span.start - _NEAR) : span.start].rstrip() + " "
    if _THIS_BOUT.search(before) or _NOT_THAT.match(text, span.end):
        return 3.5
    if _OF_PAIN.match(text, span.end) or _WELL_UNTIL.search(before) or _EVER_SINCE.search(before):
        return 3.0
    if _FROM_THEN.match(text, span.start):
        return _points(around.about(own, span, since=around.line.index(span.end)), 3.0, span)
    about = around.about(own, span)
    if about is About.OTHER and _AGO.match(text, span.end) and _SINCE_THEN.match(text, span.end):
        return 1.0
    if about in {About.PAIN, About.SIGN, About.OTHER}:
        return _points(about, 3.0, span)
    ago = bool(_AGO.match(text, span.end))
    if about is About.DOING and not ago and span.days < _LONGER_THAN_DONE:
        return -1.5
    return _belongs_near(around, span, own)


def _points(about: About | None, worth: float, span: Span) -> float:
    if about is About.SIGN and not _may_be_of_sign(span):
        return -worth
    return worth * about.value if about else 0.0


def _may_be_of_sign(span: Span) -> bool:
    """Say whether a sign may be as old as that and still be of this episode.

    What was noticed today is newer than the pain, and what is years old is older.
    """
    return 1 <= span.days < _YEAR_DAYS and not span.named


def _belongs_near(around: Surroundings, span: Span, own: int) -> float:
    """Look in the clauses beside its own, of the same sentence first."""
    text = around.line.text
    said = _IT_HAS.match(text, around.bounds(own)[0])
    opens = own > 0 and around.sentences[own] != around.sentences[own - 1]
    ago = bool(_AGO.match(text, span.end))
    if not (said and opens):
        steps = [(own - 1, 2.5), (own + 1, 2.0), (own - 2, 1.5), (own - 3, 1.0)]
        if ago:
            steps += [(own + 2, 1.0), (own + 3, 1.0), (own + 4, 1.0)]
        best = _best_of(around, span, own, steps)
        if best is not None:
            return best
    return _belongs_beside(around, span, own)


def _best_of(
    around: Surroundings, span: Span, own: int, steps: Iterable[tuple[int, float]]
) -> float | None:
    """Return what the first clause of the same sentence says that is about anything."""
    of_this = _OF_THIS.match(around.line.text, span.end)
    sign = None
    for place, worth in steps:
        if not 0 <= place < len(around.starts) or around.sentences[place] != around.sentences[own]:
            continue
        about = around.about(place, span)
        if about is About.PAIN:
            return worth
        if about is About.SIGN and sign is None:
            sign = 1.2 if _may_be_of_sign(span) else None
        if about is About.OTHER and place < own and sign is None and not of_this:
            return -worth
    return sign


def _belongs_beside(around: Surroundings, span: Span, own: int) -> float:
    """Look in the sentences beside one that says nothing but how long."""
    text = around.line.text
    start, end = around.bounds(own)
    said = _IT_HAS.match(text, start)
    if "like this" in text[max(start, span.start - _NEAR) : span.start]:
        return 1.0
    named = span.named and own > 0
    onward = (
        _ONWARD.match(text, span.end)
        or _OF_THIS.match(text, span.end)
        or (said and said["it"].startswith("it "))
    )
    rest = text[max(start, span.start - _NEAR) : span.start] + " " + text[span.end : end][:_NEAR]
    if not onward and _rest(rest):
        return _unexplained(around, span, own, named=named)
    if "day " in text[span.start : span.end]:
        return 0.0 if text.startswith(" of ", span.end) and not onward else 1.0
    reach = (own + step for step in _REACHES[said.group("it") if said else ""])
    near = {place: around.about(place, span) for place in reach if 0 <= place < len(around.starts)}
    if About.PAIN in near.values():
        return 1.2
    if near.get(own - 1) is About.OTHER:
        return -1.2
    return 0.0 if named or not _may_stand_alone(span, text) else 1.0


def _may_stand_alone(span: Span, text: str) -> bool:
    """Say whether a bare length of time is this episode's: "22 weeks" is a pregnancy."""
    return (
        span.days < _MANY_WEEKS * 7 if "week" in text[span.start : span.end] else span.days <= _OLD
    )


def _unexplained(around: Surroundings, span: Span, own: int, *, named: bool) -> float:
    """Weigh a length of time in a clause that names nothing known."""
    if around.has("begun", own) and not named:
        return 1.0
    text = around.line.text
    start, _ = around.bounds(own)
    lasting = _LASTING.search(text[max(0, span.start - 20) : span.start].rstrip() + " ")
    lasting = lasting or _LASTED.match(text, span.end)
    ago = _AGO.match(text, span.end)
    counted = _COUNTED.search(text[span.start : span.end]) and not _SPENT.search(
        text[max(start, span.start - 20) : span.start]
    )
    told = ago or lasting or counted
    return 1.0 if told and span.days <= _RECENT_DAYS and not named else 0.0
