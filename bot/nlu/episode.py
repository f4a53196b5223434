"""Which of a message's lengths of time is how long this pain has lasted.

Labelling rules: duration is of this episode of pain, and only where the text gives it. What
a length belongs to is told by the topic nearest to it: its own clause first, then the ones
beside it, then, where it stands alone, the sentence before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.nlu.durations import Span
from bot.nlu.lengths import lengths
from bot.nlu.numerals import Line
from bot.nlu.topics import BEGUN, ONSET, TOPICS

LEAST_WORTH = 1.0
"""From this worth on a length of time is taken for this episode's unasked."""
SURE_WORTH = 2.0
REFUSED = -4.0
_HOURS_UP_TO = 2.5
_YEAR_DAYS = 365
_GROWN_YEARS = 14
_FIRST_KNOWN_DAYS = 35
"""No pregnancy is counted in weeks before about the fifth."""
_BEFORE_REFUSED = re.compile(
    r"\b(?:every|each|within|in|next|another|aged?|under|over the age of|once|twice|times|per|"
    r"after|until|till|takes?|took|wait|waited|lasts|about to|by|not for|"
    r"how long|first|not done|not had|the other|if|"
    r"of my|year or|at|(?<!it is )(?<!it has )lasted|every month) (?:the |a |about |around )*$"
)
_STILL_AFTER = re.compile(r"\b(?:gone|still|better|worse|easing|eased|no change) after $")
_AFTER_REFUSED = re.compile(
    r" (?:- ?)?(?:old|pregnant|gone|preg|per|each|young|time|ahead|from now|until|till|younger|"
    r"older|apart|post ?partum|post|clean|sober|married|of (?:physio|pt|physical|"
    r"antibiotics|insulin|age)|tomorrow|"
    r"warranty|service|later|aged?|yo|on (?!and|the (?:trot|bounce))|at (?:the|my|a)|"
    r"smoker|in the (?:army|job|trade)|left|"
    r"appointment|holiday|off|wait|shift|pred|after(?! \w+ing\b)|before (?:that|the|i|my)|"
    r"of sleep|sleep|drive|history(?! (?:of )?(?:lbp|back|pain|sciatica))|course)\b"
)
_SUPPOSED = re.compile(r"\b(?:would (?!say)|should|can i|is it safe)\b")
_HOW_LONG = re.compile(r"\b(?:how long|how many)\b")
_PREGNANT = re.compile(
    r"\b(?:pregnan\w*|twins|midwife|bun in|duff|expecting|waters|placenta|antenatal|trimester|"
    r"baby 's moving|bump)\b"
)
_SURELY_LASTS = re.compile(r"\b(?:for|been|past|last|of|about|this)(?: the| a| about)* $")
_WORSE = re.compile(
    r"\b(?:worse\w*|last (?:time|bout|episode)|previous\w*|on and off|always)\b[^.;,]{0,20}$"
)
_NAMED = re.compile(r" ?(?:since|from)? ?(?:yesterday|last|overnight|this|today|tonight)\b")
_SINCE = re.compile(r"\b(?:since|started|start|began|came on|from|went|did|woke|fell)\b")
_FILLER = re.compile(
    r"\b(?:it|is|been|has|had|for|about|around|now|the|that|was|ago|back|since|so|maybe|only|just|"
    r"roughly|approx\w*|over|nearly|almost|in|on|and|counting|of|this|give|or|take|x|at|least|say|"
    r"going|started|began|good|solid|a|past|last|i|have|what|to|be|exact|exactly|if|you|want|not|off|shifting|better|worse|and|"
    r"slowly|steadily|gradually|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_EXACT = re.compile(r" (?:if you want|to be|to the|,? ?(?:if )?exact)")
_BEGINS = re.compile(rf"{ONSET.pattern}|\b(?:started|start|began|came on|went|seized)\b")
_ONWARD = re.compile(r" (?:in|on|now)(?: now)?(?: ?[.,;]| and\b)")
_OF_PAIN = re.compile(
    r" of (?:this (?:back|pain|sciatica)|my back|(?:low |lower |bad )*(?:back|lumbar|leg )|"
    r"sciatica|pain|ache|agony|hell)"
)
_WELL_UNTIL = re.compile(
    r"\b(?:great|fine|good|well|ok|brilliant|perfect)\b[\w ]{0,12}\b(?:til|till|until)(?: about)? $"
)
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
_AGO = re.compile(r"^ (?:ago|back)\b")
_BLANK = re.compile(r"\w")
_FAR = 1_000_000
_MARK = re.compile(r" [.;,:(] ")
_STOP = re.compile(r" [.;] ")


def episode_spans(line: Line) -> list[Span]:
    """Return every length of time with how surely it is how long this pain has lasted."""
    return [replace(span, worth=_worth(line, span)) for span in lengths(line)]


def episode_days(found: Iterable[Span], *, asked: bool, answering: bool = False) -> float | None:
    """Return how long this pain has lasted, or None where the message does not say.

    An answer to another question must name the pain: "a month ago" is when that was.
    """
    least = SURE_WORTH if answering else LEAST_WORTH
    fitting = [span for span in found if asked or span.worth >= least]
    if not fitting:
        return None
    return round(max(fitting, key=lambda span: (span.worth, -span.start)).days, 1)


def _worth(line: Line, span: Span) -> float:
    text = line.text
    before, after = text[: span.start].rstrip() + " ", text[span.end :]
    if _refused(text, before, after, span) or _is_past(line, span):
        return REFUSED
    clause = _clause(text, span, _MARK)
    worth = _belongs(text, span)
    worth -= 1 if _WORSE.search(before[-45:]) else 0
    worth += 0.5 if BEGUN.search(clause) and worth > 0 else 0
    worth += 1 if _EXACT.match(after) else 0
    worth -= 1 if _NAMED.match(text[span.start : span.end]) and worth >= 2 else 0
    return worth if worth <= 0 or _is_start(text, span, clause) else worth - 4


def _refused(text: str, before: str, after: str, span: Span) -> bool:
    """Say whether the words beside it make it a spacing, an age, a wait or a question."""
    clause = _MARK.split(before)[-1]
    spaced = _BEFORE_REFUSED.search(before[-30:]) and not _STILL_AFTER.search(before)
    return bool(
        (spaced and not after.startswith(" ago"))
        or _AFTER_REFUSED.match(after)
        or _SUPPOSED.search(clause)
        or _HOW_LONG.search(_STOP.split(before)[-1])
        or _is_age(before, span)
        or _of_pregnancy(text, before, after, span)
    )


def _is_age(before: str, span: Span) -> bool:
    """Say whether it is an age, as in "I have 27 years" or "I am 29 years"."""
    grown = span.days >= _GROWN_YEARS * _YEAR_DAYS
    return grown and bool(re.search(r"\b(?:have|has|am|is|aged?) (?:a )?$", before))


def _of_pregnancy(text: str, before: str, after: str, span: Span) -> bool:
    """Say whether it counts the weeks of a pregnancy."""
    counted = "week" in text[span.start : span.end] and span.days >= _FIRST_KNOWN_DAYS
    lasts = _SURELY_LASTS.search(before[-24:]) or after.startswith((" ago", " now"))
    return counted and not lasts and bool(_PREGNANT.search(text))


def _is_past(line: Line, span: Span) -> bool:
    """Say whether it dates old history: "10 years ago", but not "started 2 years ago"."""
    return (
        span.days >= _YEAR_DAYS
        and line.text[span.end :].startswith(" ago")
        and not re.search(r"\b(?:start\w*|began|came on)\b", _clause(line.text, span, _STOP))
    )


def _is_start(text: str, span: Span, clause: str) -> bool:
    """Say whether hours, or a day by name, are when it began and not how long a thing took."""
    said = text[span.start : span.end]
    if _NAMED.match(said):
        return bool(re.match(r" ?(?:since|from)\b", said) or _BEGINS.search(clause))
    if span.days > _HOURS_UP_TO or "hour" not in said:
        return True
    alone = not _rest(clause.replace(said.strip(), " ")) and "24" not in said
    return alone or text[span.end :].startswith(" ago") or bool(_SINCE.search(clause))


def _rest(words: str) -> str:
    """Return what is left of a clause without numbers and words that only measure time."""
    return re.sub(r"[\W\d]", "", _FILLER.sub("", words))


def _belongs(text: str, span: Span) -> float:
    """Return how near the pain is that a length of time may belong to, below 0 for another."""
    clauses = list(_clauses(text))
    own = next(i for i, (start, end) in enumerate(clauses) if start <= span.start < end)
    before = text[: span.start].rstrip() + " "
    if _OF_PAIN.match(text[span.end :]) or _WELL_UNTIL.search(before) or _EVER_SINCE.search(before):
        return 3.0
    begins = _FROM_THEN.match(text[span.start : clauses[own][1]])
    if begins:
        return 3.0 * (_topic(text, (span.end, clauses[own][1]), span) or 0)
    found = _topic(text, clauses[own], span)
    if found is not None:
        return 3.0 * found
    return _belongs_near(text, span, clauses, own)


def _belongs_near(text: str, span: Span, clauses: list[tuple[int, int]], own: int) -> float:
    """Look in the clauses beside its own, of the same sentence first."""
    if _IT_HAS.match(text[clauses[own][0] :]) and own and _ends(text, clauses[own][0]):
        return _belongs_beside(text, span, clauses, own)
    sentences = [_sentence_number(text, start) for start, _ in clauses]
    steps = [(own - 1, 2.5), (own + 1, 2.0), (own - 2, 1.5), (own - 3, 1.0)]
    if text[span.end :].startswith(" ago"):
        steps += [(own + 2, 1.0), (own + 3, 1.0), (own + 4, 1.0)]
    for place, worth in steps:
        if 0 <= place < len(clauses) and sentences[place] == sentences[own]:
            found = _topic(text, clauses[place], span)
            if found is not None:
                return worth * found
    return _belongs_beside(text, span, clauses, own)


def _ends(text: str, start: int) -> bool:
    """Say whether a sentence ends where a clause begins."""
    return text[max(0, start - 2) : start].strip() in {".", ";"}


def _belongs_beside(text: str, span: Span, clauses: list[tuple[int, int]], own: int) -> float:
    """Look in the sentences beside one that says nothing but how long."""
    start, end = clauses[own]
    said = _IT_HAS.match(text[start:])
    if "like this" in text[start : span.start]:
        return 1.0
    named = _NAMED.match(text[span.start : span.end]) is not None and own > 0
    onward = _ONWARD.match(text[span.end :]) or (said and said["it"].startswith("it "))
    if not onward and _rest(text[start : span.start] + " " + text[span.end : end]):
        return 1.0 if BEGUN.search(text[start:end]) and not named else 0.0
    if "day " in text[span.start : span.end]:
        return 1.0
    reach = _REACHES[said.group("it") if said else ""]
    for place in (own + step for step in reach):
        if 0 <= place < len(clauses):
            found = _topic(text, clauses[place], span)
            if found is not None:
                return 1.2 * found
    return 0.0 if named else 1.0


def _topic(text: str, clause: tuple[int, int], span: Span) -> int | None:
    """Return 1 where a clause speaks of the pain, -1 where of another thing, else None.

    What brought the pain on outweighs what a person was doing, an event outweighs the
    part of the body that it befell; all else goes by nearness.
    """
    shown = text[: span.start] + _BLANK.sub("_", text[span.start : span.end])
    shown += _AGO.sub(lambda ago: "_" * len(ago.group()), text[span.end :])
    near = {
        kind: min(
            (_gap(m.start(), m.end(), span) for m in pattern.finditer(shown, *clause)), default=_FAR
        )
        for kind, pattern in TOPICS.items()
    }
    pain = min(near["pain"], near["onset"])
    other = min(near["event"], near["doing"] if near["onset"] == _FAR else _FAR)
    if near["event"] == pain == _FAR:
        pain = near["body"]
    if pain == other == _FAR:
        return None
    return 1 if pain < other else -1


def _gap(start: int, end: int, span: Span) -> int:
    """Return how far a topic is off; what follows counts as farther than what came before."""
    return span.start - end if end <= span.start else 12 + start - span.end


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for match in _MARK.finditer(text):
        yield last, match.end() - 1
        last = match.end() - 1
    yield last, len(text) + 1


def _clause(text: str, span: Span, mark: re.Pattern[str]) -> str:
    left = max((m.end() - 1 for m in mark.finditer(text, 0, span.start + 1)), default=0)
    following = mark.search(text, max(span.end - 1, 0))
    return text[left : following.start() if following else len(text)]


def _sentence_number(text: str, start: int) -> int:
    return len(_STOP.findall(text[: start + 1]))
