"""The words of one locale, as frozen values: everything a patient can be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

NAMES = (
    "emergency_number",
    "emergency_department",
    "primary_care",
    "urgent_care",
    "after_hours",
    "crisis_line",
    "pharmacist",
    "maternity",
)
"""What differs by place; every text may say `{emergency_number}` and so on."""

MESSAGES: Mapping[str, tuple[str, ...]] = {
    "greeting": (),
    "greeting_proxy": (),
    "not_a_diagnosis": (),
    "safety_net": (),
    "which": (),
    "again": (),
    "clarify": ("item",),
    "clarify_some": (),
    "retract": ("item",),
    "conflict": ("item",),
    "noted": (),
    "simpler": (),
    "yes_or_no": (),
    "in_short": (),
    "why_default": (),
    "about_scans": (),
    "about_diagnosis": (),
    "about_medicines": (),
    "about_recovery": (),
    "about_bot": (),
    "about_human": (),
    "about_privacy": (),
    "about_erasure": (),
    "about_child": (),
    "about_pregnancy": (),
    "about_pet": (),
    "about_headache": (),
    "abuse": (),
    "nonsense": (),
    "other_language": (),
    "summary_yes": (),
    "summary_unsure": (),
    "summary_no": (),
    "summary_values": (),
    "summary_none": (),
    "handoff": (),
    "handoff_summary": (),
    "repeat": (),
    "thanks": (),
    "greet_again": (),
    "out_of_scope": (),
    "not_understood": (),
    "stopped": (),
    "reminder": (),
    "silence": (),
    "call_back": (),
    "failed": (),
    "after_closing": (),
    "welcome_back": (),
    "changed_worse": (),
    "changed_same": (),
    "changed_better": (),
    "reasons": (),
    "reason_quote": ("quote",),
    "got_worse": (),
    "incomplete": (),
    "other_emergency": (),
    "self_harm": (),
    "plan": (),
    "scan_may_help": (),
    "scan_would_not_help": (),
    "scan_ask_clinician": (),
    "return_precautions": (),
    "emergency_signs": (),
    "urgent_signs": (),
    "where_after_hours": (),
    "follow_up": ("date",),
    "date": ("day", "month", "year"),
    "check_in": (),
    "check_in_title": (),
    "check_in_details": (),
    "teach_back": (),
}
"""Every message a locale must have, and the placeholders beyond NAMES it may use."""

BUTTONS = ("yes", "no", "unsure", "none_of_these")


@dataclass(frozen=True)
class QuestionScript:
    """One question: how it is put, put more simply, and why it is asked."""

    ask: str
    simpler: str
    why: str


@dataclass(frozen=True)
class ItemScript:
    """One thing a question is about."""

    ask: str
    """A full sentence that asks about this alone."""
    line: str
    """A short line in a list of up to five."""
    short: str
    """A noun phrase for the middle of a sentence and for buttons."""
    choices: Mapping[str, str]
    """For a category: its values and the words on their buttons; else empty."""
    known: str = ""
    """For a number or a category: a sentence that says it back, with `{value}`; else empty."""


@dataclass(frozen=True)
class DispositionScript:
    """One level in the patient's words: a headline, what to do, by when."""

    headline: str
    action: str
    time: str


@dataclass(frozen=True)
class Scripts:
    """All texts of one locale with its names of places and numbers filled in."""

    locale: str
    place: str
    """The country it is for, with the language where it is not English; follows "the"."""
    version: str
    sha256: str
    review: str
    """Who has checked the wording, or that it awaits clinical review."""
    names: Mapping[str, str]
    months: tuple[str, ...]
    messages: Mapping[str, str]
    questions: Mapping[str, QuestionScript]
    items: Mapping[str, ItemScript]
    reasons: Mapping[str, str]
    """By rule id: one sentence on why it matters, addressed to the patient."""
    dispositions: Mapping[str, DispositionScript]
    plan: tuple[str, ...]
    emergency_signs: tuple[str, ...]
    urgent_signs: tuple[str, ...]
    buttons: Mapping[str, str]

    def day(self, day: date) -> str:
        """Return a date as it is written here."""
        month = self.months[day.month - 1]
        return self.messages["date"].format(day=day.day, month=month, year=day.year)
