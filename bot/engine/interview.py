"""What has been said and what to ask next: what can kill or cripple first.

The state of an interview is a value. `hear` (bot/engine/hearing.py) folds one reading into
it, `next_step` says what to ask; neither knows words, models or time.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from bot.engine.assess import assess, established
from bot.engine.conditions import Has, Number, names_in
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level, Protocol, Question, Rule
from bot.engine.remaining import ALWAYS, NEVER, for_level, for_scans, remaining

TIMES_ASKED = 2
"""Asked this often and still unclear is uncertain (protocol section 5)."""

MOST_ASKED = 4
"""Asked this often in all, what is taken back is not asked about again: it stands."""

MOST_AT_ONCE = 5
"""No question covers more: what a person can take in at a glance."""

COURSE = "course"
"""How the pain is going: what is asked first of a patient who comes back."""

MOST_INTERRUPTIONS = 2
"""So many messages in a row may put off the open question; the next one counts as an answer
that was not understood, so that no question can go round for ever."""


@dataclass(frozen=True)
class Interview:
    """What is known, what was asked how often, and what is being asked."""

    case: Case = Case()
    asked: Mapping[str, int] = field(default_factory=dict)
    asking: tuple[str, ...] = ()
    """Ids of the findings, numbers and categories the open question is about; empty once
    a message has answered it, well or badly."""
    affirmed: bool = False
    """The last message said yes to a group of things without saying to which."""
    interrupted: int = 0
    """How many messages in a row have put off the open question."""
    missed: bool = False
    """The last message answered the open question with nothing that could be read."""
    doubted: tuple[str, ...] = ()
    """What the patient raised a doubt of, unasked, and was not asked about since."""
    retracting: tuple[str, ...] = ()
    """What the patient has taken back once, or told in two ways, not yet confirmed."""
    leaning: Mapping[str, float] = field(default_factory=dict)
    """Of what was asked and not understood, how likely the answers to it deny it."""
    reviewing: bool = False
    """The patient is back after a closing, and what has changed since is to be found out."""
    worsened: bool = False
    """It got worse after a closing, and was not said to get better since."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """By finding: the patient's words that made it present or uncertain."""

    def __post_init__(self) -> None:
        """Freeze the mappings."""
        for name in ("asked", "evidence", "leaning"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


class Kind(StrEnum):
    """How a step asks."""

    GROUP = "group"
    AGAIN = "again"
    CLARIFY = "clarify"
    RETRACT = "retract"
    CONFLICT = "conflict"
    REVIEW = "review"
    FINISH = "finish"


@dataclass(frozen=True)
class Step:
    """The next thing to do: ask about `asks` in the words of `question`, or finish."""

    kind: Kind
    asks: tuple[str, ...] = ()
    question: str | None = None


def ask(interview: Interview, step: Step) -> Interview:
    """Return the interview after the question of a step was put.

    What is still open from the question before (an interruption came between) counts once,
    and not yet where something more pressing is asked first.
    """
    put_off = {
        id: interview.asked[id] - 1
        for id in interview.asking
        if id in step.asks or not known(interview.case, id)
    }
    counts = {id: put_off.get(id, interview.asked.get(id, 0)) + 1 for id in step.asks}
    return replace(
        interview,
        asked={**interview.asked, **put_off, **counts},
        asking=step.asks,
        doubted=tuple(id for id in interview.doubted if id not in step.asks),
    )


def next_step(protocol: Protocol, interview: Interview) -> Step:
    """Return what to ask next, or that nothing is left that must be asked."""
    taken_back = [id for id in interview.retracting if interview.asked.get(id, 0) < MOST_ASKED]
    without = established(protocol, _without(interview.case, taken_back))
    if _emergency_stands(protocol, interview, without):
        return Step(Kind.FINISH)
    if taken_back:
        id = taken_back[0]
        kind = Kind.RETRACT if in_emergency(protocol, interview.case, id) else Kind.CONFLICT
        return Step(kind, (id,))
    case = established(protocol, interview.case)
    doubts = _doubts(protocol, interview, case)
    if doubts:
        return Step(Kind.CLARIFY, doubts[:MOST_AT_ONCE], _question_about(protocol, doubts[0]))
    if assess(protocol, case).level is Level.emergency:
        return Step(Kind.FINISH)
    if interview.reviewing and COURSE not in case.categories and _may_ask(interview, COURSE):
        again = _times_answered(interview, COURSE) > 0
        kind = Kind.AGAIN if again else Kind.REVIEW
        return Step(kind, (COURSE,), _question_about(protocol, COURSE))
    worth = _worth_asking(protocol, interview, case)
    steps = (_open_part(protocol, q, interview, case, worth) for q in protocol.questions)
    return next((step for step in steps if step), Step(Kind.FINISH))


def _without(case: Case, ids: Iterable[str]) -> Case:
    """Return the case as it would be without what was taken back."""
    gone = set(ids)
    return Case(
        {id: Status.ABSENT if id in gone else status for id, status in case.findings.items()},
        {id: value for id, value in case.numbers.items() if id not in gone},
        {id: value for id, value in case.categories.items() if id not in gone},
    )


def _emergency_stands(protocol: Protocol, interview: Interview, case: Case) -> bool:
    """Say whether there is an emergency whatever is still asked about its doubts."""
    doubts = frozenset(_doubts(protocol, interview, case))
    return any(remaining(rule.when, case, doubts) == ALWAYS for rule in emergencies(protocol))


def emergencies(protocol: Protocol) -> Iterable[Rule]:
    """Return the rules that make an emergency."""
    return (rule for rule in protocol.rules if rule.level is Level.emergency)


def _doubts(protocol: Protocol, interview: Interview, case: Case) -> tuple[str, ...]:
    """Return what an emergency hangs on that is uncertain or missing, and may be asked."""
    open_ids = (
        id
        for rule in emergencies(protocol)
        if rule.test(case, frozenset())
        for id in (*_uncertain_in(rule, case), *_missing_in(rule, case))
        if _may_ask(interview, id)
    )
    return tuple(dict.fromkeys(open_ids))


def _uncertain_in(rule: Rule, case: Case) -> Iterable[str]:
    findings = sorted(names_in(rule.when, Has))
    return (id for id in findings if case.status(id) is Status.UNCERTAIN)


def _missing_in(rule: Rule, case: Case) -> Iterable[str]:
    return (id for id in sorted(names_in(rule.when, Number)) if id not in case.numbers)


def in_emergency(protocol: Protocol, case: Case, id: str) -> bool:
    """Say whether an emergency that the rules give hangs on a finding."""
    return any(
        id in names_in(rule.when, Has) and rule.test(case, frozenset())
        for rule in emergencies(protocol)
    )


def _worth_asking(protocol: Protocol, interview: Interview, case: Case) -> frozenset[str]:
    """Return what can still change the level, or the advice on scans; for that it is asked once."""
    unasked = _unasked(protocol, interview, case)
    advice = for_scans(protocol, case, unasked)
    return for_level(protocol, case, unasked) | {
        id for id in advice if not _times_answered(interview, id)
    }


def _unasked(protocol: Protocol, interview: Interview, case: Case) -> frozenset[str]:
    """Return what is unknown or in doubt and may be asked, now or once something else is known."""
    may = {
        id: question.only_when.get(id)
        for question in protocol.questions
        for id in question.asks
        if id in interview.doubted or (not known(case, id) and _may_ask(interview, id))
    }
    return frozenset(
        id for id, when in may.items() if when is None or remaining(when, case, may.keys()) != NEVER
    )


def _may_ask(interview: Interview, id: str) -> bool:
    return _times_answered(interview, id) < TIMES_ASKED


def _times_answered(interview: Interview, id: str) -> int:
    return interview.asked.get(id, 0) - (id in interview.asking)


def _question_about(protocol: Protocol, id: str) -> str | None:
    return next((question.id for question in protocol.questions if id in question.asks), None)


def known(case: Case, id: str) -> bool:
    """Say whether anything is known of a finding, a number or a category."""
    return case.status(id) is not Status.UNKNOWN or id in case.numbers or id in case.categories


def _is_emergency_alone(protocol: Protocol, finding: str) -> bool:
    return any(rule.when == Has(finding) for rule in emergencies(protocol))


def _open_part(
    protocol: Protocol, question: Question, interview: Interview, case: Case, worth: Set[str]
) -> Step | None:
    """Return the step that asks what of one question is still open and worth asking.

    What stayed unclear and could be an emergency is asked again one by one: a group that is
    misread twice would send somebody to hospital for nothing.
    """
    open_ids = tuple(id for id in question.asks if id in worth and question.applies(id, case))
    if not open_ids:
        return None
    asked = [id for id in open_ids if id not in interview.doubted]
    unclear = [id for id in asked if _times_answered(interview, id) > 0]
    pressing = [id for id in unclear if _is_emergency_alone(protocol, id)]
    if pressing and not interview.affirmed:
        return Step(Kind.AGAIN, (pressing[0],), question.id)
    return Step(Kind.AGAIN if unclear else Kind.GROUP, open_ids, question.id)
