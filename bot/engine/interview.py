"""What has been said and what to ask next: what can kill or cripple first.

The state of an interview is a value. `hear` folds one reading into it, `next_step`
says what to ask; neither knows words, models or time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from bot.engine.assess import assess, established
from bot.engine.conditions import Has, Number, names_in
from bot.engine.findings import Case, Reading, Status
from bot.engine.protocol import Level, Protocol, Question, Rule

TIMES_ASKED = 2
"""Asked this often and still unclear is uncertain (protocol section 5)."""


@dataclass(frozen=True)
class Interview:
    """What is known, what was asked how often, and what is being asked."""

    case: Case = Case()
    asked: Mapping[str, int] = field(default_factory=dict)
    asking: tuple[str, ...] = ()
    """Ids of the findings, numbers and categories the open question is about; empty once
    a message has answered it, well or badly."""
    retracting: str | None = None
    """The emergency finding that the patient has taken back once, not yet confirmed."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """By finding: the patient's words that made it present or uncertain."""

    def __post_init__(self) -> None:
        """Freeze the mappings."""
        for name in ("asked", "evidence"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


class Kind(StrEnum):
    """How a step asks."""

    GROUP = "group"
    AGAIN = "again"
    CLARIFY = "clarify"
    RETRACT = "retract"
    FINISH = "finish"


@dataclass(frozen=True)
class Step:
    """The next thing to do: ask about `asks` in the words of `question`, or finish."""

    kind: Kind
    asks: tuple[str, ...] = ()
    question: str | None = None


def hear(
    protocol: Protocol, interview: Interview, reading: Reading, *, answers: bool = True
) -> Interview:
    """Return the interview after one message.

    The patient's newest word on a finding counts, with two exceptions: a doubt never
    replaces a plain statement, and taking back an emergency finding counts only when it
    is confirmed. With `answers` false (the message interrupted the open question) what
    was asked and not answered stays as it was.
    """
    findings: dict[str, Status] = {}
    asked = dict(interview.asked)
    retracting = interview.retracting
    for finding, status in reading.findings.items():
        known = interview.case.status(finding)
        if status is Status.UNCERTAIN and known is Status.PRESENT:
            continue
        if status is Status.ABSENT and _needs_confirming(protocol, interview, finding):
            if retracting != finding:
                retracting = finding
                continue
            retracting = None
        elif finding == retracting:
            retracting = None
        if status is Status.UNCERTAIN:
            asked[finding] = max(asked.get(finding, 0), 1)
        findings[finding] = status
    if answers and interview.retracting in interview.asking:
        retracting = None
    case = Case(
        {**interview.case.findings, **findings},
        {**interview.case.numbers, **reading.numbers},
        {**interview.case.categories, **reading.categories},
    )
    if answers:
        case = case.with_findings(_still_unclear(protocol, interview, case))
    said = {
        mention.finding: mention.evidence for mention in reading.mentions if mention.status.counts
    }
    return replace(
        interview,
        case=case,
        asked=asked,
        asking=() if answers else interview.asking,
        retracting=retracting,
        evidence={**interview.evidence, **said},
    )


def ask(interview: Interview, step: Step) -> Interview:
    """Return the interview after the question of a step was put.

    What is still open from the question before (an interruption came between) counts once.
    """
    counts = {id: interview.asked.get(id, 0) + (id not in interview.asking) for id in step.asks}
    return replace(interview, asked={**interview.asked, **counts}, asking=step.asks)


def next_step(protocol: Protocol, interview: Interview) -> Step:
    """Return what to ask next, or that nothing is left that must be asked."""
    if interview.retracting:
        return Step(Kind.RETRACT, (interview.retracting,))
    case = established(protocol, interview.case)
    if any(rule.plainly(case, frozenset()) for rule in _emergencies(protocol)):
        return Step(Kind.FINISH)
    doubts = tuple(id for id in _doubts(protocol, case) if _may_ask(interview, id))
    if doubts:
        return Step(Kind.CLARIFY, doubts[:1], _question_about(protocol, doubts[0]))
    if assess(protocol, case).level is Level.emergency:
        return Step(Kind.FINISH)
    for question in protocol.questions:
        step = _open_part(question, interview, case)
        if step:
            return step
    return Step(Kind.FINISH)


def _emergencies(protocol: Protocol) -> Iterable[Rule]:
    return (rule for rule in protocol.rules if rule.level is Level.emergency)


def _doubts(protocol: Protocol, case: Case) -> Iterable[str]:
    """Yield what an emergency hangs on that is uncertain or missing."""
    for rule in _emergencies(protocol):
        if rule.test(case, frozenset()):
            for finding in sorted(names_in(rule.when, Has)):
                if case.status(finding) is Status.UNCERTAIN:
                    yield finding
            for number in sorted(names_in(rule.when, Number)):
                if number not in case.numbers:
                    yield number


def _needs_confirming(protocol: Protocol, interview: Interview, finding: str) -> bool:
    known = interview.case.status(finding)
    if known is Status.UNCERTAIN and finding in interview.asking:
        return False
    return known.counts and any(
        finding in names_in(rule.when, Has) and rule.test(interview.case, frozenset())
        for rule in _emergencies(protocol)
    )


def _still_unclear(protocol: Protocol, interview: Interview, case: Case) -> dict[str, Status]:
    return {
        id: Status.UNCERTAIN
        for id in interview.asking
        if id in protocol.findings
        and case.status(id) is Status.UNKNOWN
        and interview.asked.get(id, 0) >= TIMES_ASKED
    }


def _may_ask(interview: Interview, id: str) -> bool:
    return _times_answered(interview, id) < TIMES_ASKED


def _times_answered(interview: Interview, id: str) -> int:
    return interview.asked.get(id, 0) - (id in interview.asking)


def _question_about(protocol: Protocol, id: str) -> str | None:
    return next((question.id for question in protocol.questions if id in question.asks), None)


def _known(case: Case, id: str) -> bool:
    return case.status(id) is not Status.UNKNOWN or id in case.numbers or id in case.categories


def _open_part(question: Question, interview: Interview, case: Case) -> Step | None:
    """Return the step that asks what is still open of one question."""
    open_ids = tuple(
        id
        for id in question.asks
        if not _known(case, id) and _may_ask(interview, id) and question.applies(id, case)
    )
    if not open_ids:
        return None
    again = any(_times_answered(interview, id) > 0 for id in open_ids)
    kind = Kind.AGAIN if again else Kind.GROUP
    return Step(kind, open_ids, question.id)
