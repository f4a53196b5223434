"""Numbers and categories in a patient's words."""

import re
from collections.abc import Collection, Iterable, Sequence

from bot.nlu.ages import age_years
from bot.nlu.categories import course, function
from bot.nlu.durations import Span, treatment_weeks
from bot.nlu.episode import episode_days, episode_spans
from bot.nlu.fragments import categories_in, numbers_in, stalled, without_lengths
from bot.nlu.numerals import Line
from bot.nlu.scores import pain_score
from bot.nlu.temperatures import fever_measured, temperature_c

__all__ = ["CATEGORIES", "NUMBERS", "fever_measured", "read_values"]

NUMBERS = frozenset(
    {"age_years", "duration_days", "pain_score", "temperature_c", "treatment_weeks"}
)
CATEGORIES = frozenset({"course", "function", "can_follow_plan"})


def findings_of(asking: Iterable[str]) -> list[str]:
    """Return what is asked about besides numbers and categories."""
    return [id for id in asking if id not in NUMBERS and id not in CATEGORIES]


_DIGIT = re.compile(r"\d")
_LARGE = re.compile(r"\d\d")
"""Ages and temperatures have two digits ..."""
_OF_TIME = r"(?! ?(?:days?|weeks?|hours?|minutes?|mins)\b)"
_AGED = re.compile(rf"\d\d\b{_OF_TIME}")
_OF_CHILD = re.compile(r"\bi am[a-z ]{0,40} \d|\bam an? \d|\b(?:old|aged?)\b")
"""... but for a child's age, which is called one."""
_SCORED = re.compile(rf"\b\d{{1,2}}\b{_OF_TIME}")
"""What may be a score, where none was asked about."""
_THERAPY = (
    r"(?:physio\w*(?: therapy)?|pt|physical therapy|therapy|chiro\w*|exercis\w+|stretch\w*|"
    r"pilates|acupuncture)"
)
_TREATED_FOR = re.compile(
    rf"\b(?:had|taken|doing|done|did|tried|been|having|in|of|my)\b[a-z ]{{0,12}}\b{_THERAPY}"
    r"(?: for| the| past| last| about| around| now)* $"
)
_WEEKS_OF = re.compile(rf" (?:of|in|doing) (?:\w+ )?{_THERAPY}\b")


def _treats(line: Line, span: Span) -> bool:
    """Say whether a length of time is plainly how long the pain was treated."""
    before = line.text[max(0, span.start - 45) : span.start].rstrip() + " "
    return bool(_TREATED_FOR.search(before) or _WEEKS_OF.match(line.text[span.end :]))


def read_values(
    line: Line, asking: Sequence[str], lengths: Sequence[Span]
) -> tuple[dict[str, float], dict[str, str]]:
    """Return the numbers and categories a message gives of the patient.

    `lengths` are the lengths of time of the line.
    """
    asked = frozenset(asking)
    numbers = _numbers(line, asked, lengths)
    weeks, told = categories_in(line, asking)
    numbers |= numbers_in(line, asked) | weeks
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


def _numbers(
    line: Line, asked: Collection[str], lengths: Sequence[Span]
) -> dict[str, float | None]:
    """Return the numbers, those that the message does not give as None."""
    spans = episode_spans(line, lengths)
    treated = spans if "treatment_weeks" in asked else [s for s in spans if _treats(line, s)]
    days = episode_days(spans, asked="duration_days" in asked, answering=bool(asked))
    weeks = treatment_weeks(line, treated, asked="treatment_weeks" in asked)
    if "treatment_weeks" in asked and "duration_days" not in asked:
        days = None
    numbers: dict[str, float | None] = {"duration_days": days, "treatment_weeks": weeks}
    numbers |= dict.fromkeys(("age_years", "pain_score", "temperature_c"))
    if not _DIGIT.search(line.text):
        return numbers
    aged = "age_years" in asked or _AGED.search(line.text) or _OF_CHILD.search(line.text)
    if aged:
        numbers["age_years"] = age_years(line, asked="age_years" in asked)
    if _LARGE.search(line.text):
        heated = not {"temperature_c", "fever"}.isdisjoint(asked)
        numbers["temperature_c"] = temperature_c(line, asked=heated)
    if "pain_score" in asked or _SCORED.search(line.text):
        numbers["pain_score"] = pain_score(
            without_lengths(line) if "pain_score" in asked else line,
            asked="pain_score" in asked,
            among_numbers=numbers["age_years"] is not None or days is not None,
        )
    return numbers
