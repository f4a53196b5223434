"""Lengths of time that the words beside them make a spacing, an age, a wait or a pregnancy."""

import re

from bot.nlu.durations import Span

_YEAR_DAYS = 365
_GROWN_YEARS = 14
_FIRST_KNOWN_DAYS = 35
"""No pregnancy is counted in weeks before about the fifth."""
_BEFORE = re.compile(
    r"\b(?:every|each|next|another|aged?|under|over the age of|once|twice|times|per|"
    r"after|until|till|takes?|took|wait|waited|lasts|about to|by|not for|"
    r"how long|first|not done|not had|the other|if|"
    r"of my|year or|at|(?<!it is )(?<!it has )lasted|every month) (?:the |a |about |around )*$"
)
_NOTE = re.compile(
    r"\b(?:notes?|certificate|signed off|off work|leave|holiday|bed rest|prescription|supply|"
    r"course|appointment|op|scan|list|clinic said wait|wait)(?: \w+)? for $|\bbed rest $"
)
"""What is for a time to come: "a fit note for 14 days"."""
_WITHIN = re.compile(r"\b(?:within|in) (?:the |a |about |around |just |only |under )*$")
_NEVER = re.compile(r"\b(?:not|never|nothing|none|no)\b")
_RATE = re.compile(r"\d(?: ?[a-z]+)? $")
_STILL_AFTER = re.compile(r"\b(?:gone|still|better|worse|easing|eased|no change) after $")
_AFTER = re.compile(
    r" (?:- ?)?(?:old(?! (?:back|pain|injury|strain|sprain))|pregnant|gone(?! now)|preg|along|"
    r"per|each|young|lady|gentleman|man|woman|male|female|time|ahead|from now|until|till|"
    r"younger|older|"
    r"apart|of (?:physio|pt|physical|antibiotics|"
    r"insulin|age|sleep)|tomorrow|warranty|service|later(?! now)|aged?|yo|"
    r"left(?! (?:leg|side|sided|buttock|hip|calf|foot|bum|back|sciatica|low|lower|lumbar))|"
    r"smoker|in the (?:army|job|trade)|into (?:a(?! (?:bout|flare))|the|my)|out of|without|"
    r"for (?:an?|my|the) (?:appointment|scan|mri|physio|letter|call)|to (?:the(?! day)|go)|"
    r"at (?:the|my|a) (?:desk|wheel)|"
    r"appointment|holiday|wait|shift|pred|before (?:that|the|i|my)|sleep|drive|course)\b"
)
_STARTED = re.compile(r"\b(?:start\w*|began|came on)\b")
_SUPPOSED = re.compile(r"\b(?:would (?!say)|should|can i|is it safe)\b")
_HOW_LONG = re.compile(r"\b(?:how long|how many)\b")
_PREGNANT = re.compile(
    r"\b(?:pregnan\w*|twins|midwife|bun in|duff|expecting|waters|placenta|antenatal|trimester|"
    r"baby|contractions?|bump)\b"
)
_SURELY_LASTS = re.compile(r"\b(?:for|been|past|last|of|about|this)(?: the| a| about)* $")
_AGO = re.compile(r" (?:ago|back)\b")
_EACH = re.compile(r"an? (?:day|night|week|month|year)\b")
_PUT_RIGHT = re.compile(
    r"[ ,.;-]*(?:no|sorry|wait|i mean|make that|scratch that|scrap that|correction|or rather)\b"
    r"(?:[ ,.;-]|no|sorry|wait|i mean|meant|make that|actually|it is|more like|try)* "
    r"(?:\d|an? (?:day|week|fortnight|month|year|few|couple)|(?:last|this) (?:week|month))"
)
"""What follows a length of time that another one puts right: "two months, no sorry, two weeks"."""
_MARKED = re.compile(r"[.;,:(] $")
_NEAR, _FAR = 60, 600


def is_refused(text: str, clause_start: int, span: Span, *, told: bool) -> bool:
    """Say whether the words beside it make it a spacing, an age, a wait or a question.

    "In three days" is when something will be, but a pain may have spread in them.
    """
    before = text[max(0, span.start - _NEAR) : span.start].rstrip() + " "
    clause = text[clause_start : span.start]
    spaced = _BEFORE.search(before[-30:]) and not _STILL_AFTER.search(before)
    within = _WITHIN.search(before) and not (told or _NEVER.search(clause))
    return bool(
        ((spaced or within) and not _AGO.match(text, span.end))
        or (_EACH.match(text, span.start) and _RATE.search(before))
        or (_AFTER.match(text, span.end) and not span.named)
        or _PUT_RIGHT.match(text, span.end)
        or _SUPPOSED.search(clause)
        or _NOTE.search(before)
        or _HOW_LONG.search(re.split(r" [.;] ", before)[-1])
        or _is_age(before, span)
        or _is_bare_age(text, span)
        or _of_pregnancy(text, before, span)
    )


def is_past(text: str, span: Span) -> bool:
    """Say whether it dates old history: "10 years ago", but not "started 2 years ago"."""
    return (
        span.days >= _YEAR_DAYS
        and re.match(r" (?:ago|back)\b", text[span.end : span.end + 6]) is not None
        and not _STARTED.search(text[max(0, span.start - _NEAR) : span.end + _NEAR])
    )


def _is_age(before: str, span: Span) -> bool:
    """Say whether it is an age, as in "I have 27 years" or "I am 29 years"."""
    grown = span.days >= _GROWN_YEARS * _YEAR_DAYS
    return grown and bool(re.search(r"\b(?:have|has|am|is|aged?) (?:a )?$", before))


def _is_bare_age(text: str, span: Span) -> bool:
    """Say whether it is years alone between two marks, as in "day 17, 42 years."."""
    years = re.match(r"\d+ (?:years?|yrs?)$", text[span.start : span.end])
    grown = span.days >= _GROWN_YEARS * _YEAR_DAYS
    alone = _MARKED.search(text[max(0, span.start - 3) : span.start]) or span.start <= 1
    return bool(
        years and grown and alone and re.match(r" (?:[.,;:(]|$)", text[span.end : span.end + 3])
    )


def _of_pregnancy(text: str, before: str, span: Span) -> bool:
    """Say whether it counts the weeks of a pregnancy."""
    counted = "week" in text[span.start : span.end] and span.days >= _FIRST_KNOWN_DAYS
    lasts = _SURELY_LASTS.search(before[-24:]) or text.startswith((" ago", " now"), span.end)
    return (
        counted
        and not lasts
        and bool(_PREGNANT.search(text, max(0, span.start - _FAR), span.end + _FAR))
    )
