"""Several numbers and categories answered in one message, as in "45. 3 days. 6ish. same".

Each asked value takes the fragment that is of its kind, in the order of asking where more
than one is: a length of time says how long, a bare number up to ten how bad, a larger one
how old; of what is asked about daily life, the last fragment is whether a plan can be kept.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.nlu.categories import can_follow_plan, course, function
from bot.nlu.durations import Span
from bot.nlu.episode import episode_spans
from bot.nlu.numerals import Line

WORST = 10
ADULT_FROM = 14
"""From here on "42 years" may be an age; below it is a length of time."""
_DAYS_IN_WEEK = 7
_BARE = re.compile(r"(?<![\w./])(?P<n>\d{1,3}(?:\.5)?)(?: ?- ?(?P<m>\d{1,2})(?!\d))?(?![\w/]|\.\d)")
_WAS = re.compile(r"\b(?:(?:was|were|started at|from)(?: an?| about| at)*|\d+ point) $")
"""What the pain was is not what it is ("was 8, now 4"), nor are tenths of a degree."""
_YEARS = re.compile(r"(?<![\w.])(?P<n>\d{2,3}) years?(?= ?(?:[.;,]|$))")
_OUT_OF_TEN = re.compile(r"\d ?(?:/|out of|outta|on) ?(?:a )?10\b")
_NO_TREATMENT = re.compile(
    r"^ (?:\W )?(?:nothing|none|nil|no|nope|nah|nowt|zero|0|zip|not (?:done|tried|had)|"
    r"have not|has not|did not|never)\b"
)
_YES_OR_NO = re.compile(r"^ (?:\W )?(?:yes|yeah|yep|no|nope|nah|ok|sure)(?: \w+)?$")
_COURSE = (
    (
        "unchanged",
        r"\b(?:better|improv\w+|eas\w+|good)\b.{0,40}\b(?:then|but|and now|until)\b.{0,30}\b"
        r"(?:stop\w*|stuck|plateau\w*|stall\w*|the same|no more|no further|halt\w*|level\w*)\b",
    ),
    ("unchanged", r"\bnot (?:been )?(?:chang\w+|budg\w+|shift\w*|mov\w+|improv\w+)"),
    ("unchanged", r"\b(?:no (?:change|diff\w*|let up|improvement)|not going|stopped)\b"),
)
_FUNCTION = (
    (
        "normal",
        r"\b(?:nothing (?:that )?i can not do|not stopping me|not affect\w* (?:me|anything))\b",
    ),
    (
        "unable",
        r"\bcan not (?:work|do (?:it|anything|a thing|owt))(?: at all)?(?= ?(?:[.,;]|$))|"
        r"\b(?:in bed all|all day in bed|not at all|do nothing|can hardly move)\b",
    ),
    (
        "limited",
        r"\byes\b.{0,25}\bno\b|\bcan do .{0,30}\bnot\b|\b(?:most things|most stuff|some things|"
        r"some of it|in part|avoid\w*|about it|just to the|just about|"
        r"dragging myself|no the|half)\b",
    ),
    ("normal", r"\b(?:same as ever|all (?:the|my) work|all normal)\b"),
)
_PLAN = (
    ("yes", r"^ (?:\W )?no (?:problem|bother|prob|worries|trouble|reason why not|issue)"),
    ("yes", r"^ (?:\W )?(?:i (?:will|can|do|would|could)|will do|can do|k|go on)\b(?! not)"),
    ("no", r"\b(?:no|nope|nah) *$"),
)


@dataclass(frozen=True)
class Fragment:
    """A piece of the line between two marks."""

    line: Line
    start: int
    end: int


def fragments_of(line: Line, *, at_least: int) -> list[Fragment]:
    """Cut a line at its full stops, and at commas where that gives too few."""
    pieces = _cut(line, r"(?: [.;] )")
    if len(pieces) < at_least:
        pieces = _cut(line, r"(?: [.;,/] )")
    return pieces


def _cut(line: Line, pattern: str) -> list[Fragment]:
    marks = [(match.start(), match.end() - 1) for match in re.finditer(pattern, line.text)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(line.text)]
    found: list[Fragment] = []
    for start, end in zip(starts, ends, strict=True):
        if line.text[start:end].strip():
            inside = [i for i, place in enumerate(line.starts) if start <= place < end]
            part = Line(
                line.text[start:end].rstrip(),
                tuple(line.starts[i] - start for i in inside),
                tuple(line.words[i] for i in inside),
                line.topics,
            )
            found += [Fragment(part, start, end)] if inside else []
    return found


def numbers_in(line: Line, asked: Collection[str]) -> dict[str, float]:
    """Return the asked numbers that stand bare, or as a bare length of time."""
    wanted = [name for name in ("age_years", "duration_days", "pain_score") if name in asked]
    if not wanted:
        return {}
    pieces = fragments_of(line, at_least=len(asked))
    years = _age_in_years(pieces, asked)
    found: dict[str, float] = {} if years is None else {"age_years": years[1]}
    aged = years[0] if years else None
    lengths = [(piece, episode_spans(piece.line)) for piece in pieces if piece is not aged]
    if "age_years" in asked and aged is None:
        aged = next((p for p in pieces if _bare(p, WORST + 1, 110) is not None), None)
    if "duration_days" in asked:
        told = [(piece, told) for piece, told in lengths if told]
        later = [one for one in told if one[0] is not aged] or told
        if later:
            piece, days = later[0]
            found["duration_days"] = round(_surest(days, piece.line).days, 1)
    if "pain_score" in asked:
        scores = (_bare(piece, 0, WORST) for piece in pieces)
        score = next((score for score in scores if score is not None), None)
        if score is not None and not _OUT_OF_TEN.search(line.text):
            found["pain_score"] = score
    return found


def _surest(told: Sequence[Span], line: Line) -> Span:
    """Return the length of time to take: the best one, the last of "Tuesday, so 9 days"."""
    counted = [span for span in told if re.search(r"\d", line.text[span.start : span.end])]
    return max(counted or told, key=lambda span: (span.worth, -span.start))


def _age_in_years(
    pieces: Sequence[Fragment], asked: Collection[str]
) -> tuple[Fragment, float] | None:
    """Read "66 years. two months": years that are an age where how long is told beside them."""
    if "age_years" not in asked:
        return None
    for piece in pieces:
        match = _YEARS.search(piece.line.text)
        if match and float(match["n"]) >= ADULT_FROM and piece.line.of_patient(match.start("n")):
            told = any(episode_spans(other.line) for other in pieces if other is not piece)
            if told or "duration_days" not in asked:
                return piece, float(match["n"])
    return None


def _bare(piece: Fragment, least: float, most: float) -> float | None:
    """Return the first number of a fragment that no unit follows; of "6-7" the larger."""
    taken = [(span.start, span.end) for span in episode_spans(piece.line)]
    for match in _BARE.finditer(piece.line.text):
        if most <= WORST and _WAS.search(piece.line.text[: match.start("n")]):
            continue
        inside = any(start <= match.start("n") < end for start, end in taken)
        value = max(float(match["n"]), float(match["m"] or 0))
        if not inside and least <= value <= most and piece.line.of_patient(match.start("n")):
            return value
    return None


def without_lengths(line: Line) -> Line:
    """Return the line with every length of time blotted out, so that no digit of one is read."""
    text = line.text
    for span in episode_spans(line):
        text = (
            text[: span.start] + re.sub(r"\d", "_", text[span.start : span.end]) + text[span.end :]
        )
    return Line(text, line.starts, line.words, line.topics)


def categories_in(line: Line, asked: Sequence[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Return the weeks of treatment and the categories that the fragments answer."""
    numbers: dict[str, float] = {}
    categories: dict[str, str | None] = {}
    if "course" in asked:
        categories["course"] = _first(_COURSE, line) or course(line, asked=True)
    of_life = [name for name in ("treatment_weeks", "function", "can_follow_plan") if name in asked]
    pieces = fragments_of(line, at_least=len(of_life)) if of_life else []
    if not pieces:
        return numbers, _known(categories)
    plan, rest = _plan_part(line, pieces, of_life)
    if plan is not None:
        categories["can_follow_plan"] = _first(_PLAN, plan) or can_follow_plan(plan, asked=True)
    if "treatment_weeks" in of_life and rest:
        weeks = _weeks(rest[0].line)
        if weeks is not None:
            numbers["treatment_weeks"] = weeks
        rest = rest[1:] if len(rest) > 1 else rest
    if "function" in of_life:
        answers = [_function(piece.line) for piece in rest]
        categories["function"] = next((answer for answer in answers if answer), None)
    return numbers, _known(categories)


def stalled(line: Line) -> bool:
    """Say whether the line tells of a recovery that came to a stop."""
    return re.search(_COURSE[0][1], line.text) is not None


def _plan_part(
    line: Line, pieces: Sequence[Fragment], of_life: Sequence[str]
) -> tuple[Line | None, list[Fragment]]:
    """Return what answers whether a plan can be kept, and what is left for the others."""
    if "can_follow_plan" not in of_life:
        return None, list(pieces)
    if len(of_life) == 1:
        return line, []
    return (pieces[-1].line, list(pieces[:-1])) if len(pieces) > 1 else (line, list(pieces))


def _weeks(line: Line) -> float | None:
    told = episode_spans(line)
    if told:
        return round(told[0].days / _DAYS_IN_WEEK, 1)
    return 0.0 if _NO_TREATMENT.search(line.text) else None


def _function(line: Line) -> str | None:
    if _YES_OR_NO.search(line.text):
        return {"no": None}.get(line.text.split()[-1], "normal")
    return _first(_FUNCTION, line) or function(line, asked=True)


def _first(table: Sequence[tuple[str, str]], line: Line) -> str | None:
    for value, pattern in table:
        match = re.search(pattern, line.text)
        if match and line.of_patient(match.end() - 1):
            return value
    return None


def _known(categories: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in categories.items() if value is not None}
