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

MOST_ASKED = 4
"""Asked this often in all, a finding that is taken back is not asked about again: it stands."""


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
    retracting: tuple[str, ...] = ()
    """Emergency findings that the patient has taken back once, not yet confirmed."""
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
    taken_back = [id for id in interview.retracting if not (answers and id in interview.asking)]
    heard: dict[str, Status] = {}
    for finding, status in reading.findings.items():
        if _takes_back(protocol, interview, finding, status):
            taken_back.append(finding)
        elif status is not Status.UNCERTAIN or interview.case.status(finding) is not Status.PRESENT:
            heard[finding] = status
    # A doubt that the patient raised alone counts as the first time of asking.
    doubted = {id: max(interview.asked.get(id, 0), 1) for id in _uncertain(heard)}
    case = _joined(protocol, interview.case, heard, reading)
    if answers:
        case = case.with_findings(_still_unclear(protocol, interview, case))
    return replace(
        interview,
        case=established(protocol, case),
        asked={**interview.asked, **doubted},
        asking=() if answers else interview.asking,
        affirmed=_affirms(interview, reading) if answers else interview.affirmed,
        retracting=tuple(id for id in dict.fromkeys(taken_back) if id not in heard),
        evidence={**interview.evidence, **_evidence(reading)},
    )


def ask(interview: Interview, step: Step) -> Interview:
    """Return the interview after the question of a step was put.

    What is still open from the question before (an interruption came between) counts once.
    """
    counts = {id: interview.asked.get(id, 0) + (id not in interview.asking) for id in step.asks}
    return replace(interview, asked={**interview.asked, **counts}, asking=step.asks)


def next_step(protocol: Protocol, interview: Interview) -> Step:
    """Return what to ask next, or that nothing is left that must be asked."""
    taken_back = [id for id in interview.retracting if interview.asked.get(id, 0) < MOST_ASKED]
    without = interview.case.with_findings(dict.fromkeys(taken_back, Status.ABSENT))
    if _emergency_stands(protocol, established(protocol, without)):
        return Step(Kind.FINISH)
    if taken_back:
        return Step(Kind.RETRACT, (taken_back[0],))
    case = established(protocol, interview.case)
    doubts = [id for id in _doubts(protocol, case) if _may_ask(interview, id)]
    if doubts:
        return Step(Kind.CLARIFY, (doubts[0],), _question_about(protocol, doubts[0]))
    if assess(protocol, case).level is Level.emergency:
        return Step(Kind.FINISH)
    steps = (_open_part(protocol, question, interview, case) for question in protocol.questions)
    return next((step for step in steps if step), Step(Kind.FINISH))


def _joined(
    protocol: Protocol, case: Case, findings: Mapping[str, Status], reading: Reading
) -> Case:
    """Return the case with what was heard; values that no person can have are not taken."""
    numbers = {
        id: value
        for id, value in reading.numbers.items()
        if id in protocol.numbers and protocol.numbers[id].holds(value)
    }
    categories = {
        id: value
        for id, value in reading.categories.items()
        if id in protocol.categories and value in protocol.categories[id].values
    }
    return Case(
        {**case.findings, **findings},
        {**case.numbers, **numbers},
        {**case.categories, **categories},
    )


def _uncertain(findings: Mapping[str, Status]) -> Iterable[str]:
    return (id for id, status in findings.items() if status is Status.UNCERTAIN)


def _evidence(reading: Reading) -> dict[str, str]:
    return {said.finding: said.evidence for said in reading.mentions if said.status.counts}


def _emergency_stands(protocol: Protocol, case: Case) -> bool:
    return any(rule.plainly(case, frozenset()) for rule in _emergencies(protocol))


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


def _takes_back(protocol: Protocol, interview: Interview, finding: str, status: Status) -> bool:
    """Say whether this takes back what makes an emergency, and has yet to be confirmed."""
    known = interview.case.status(finding)
    if status is not Status.ABSENT or not known.counts:
        return False
    answered = known is Status.UNCERTAIN or finding in interview.retracting
    if answered and finding in interview.asking:
        return False
    return any(
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


def _affirms(interview: Interview, reading: Reading) -> bool:
    named = any(reading.findings.get(id, Status.UNKNOWN).counts for id in interview.asking)
    return reading.answer == "yes" and len(interview.asking) > 1 and not named


def _is_emergency_alone(protocol: Protocol, finding: str) -> bool:
    return any(rule.when == Has(finding) for rule in _emergencies(protocol))


def _open_part(
    protocol: Protocol, question: Question, interview: Interview, case: Case
) -> Step | None:
    """Return the step that asks what is still open of one question.

    What stayed unclear and could be an emergency is asked again one by one: a group that is
    misread twice would send somebody to hospital for nothing.
    """
    open_ids = tuple(
        id
        for id in question.asks
        if not _known(case, id) and _may_ask(interview, id) and question.applies(id, case)
    )
    if not open_ids:
        return None
    unclear = [id for id in open_ids if _times_answered(interview, id) > 0]
    pressing = [id for id in unclear if _is_emergency_alone(protocol, id)]
    if pressing and not interview.affirmed:
        return Step(Kind.AGAIN, (pressing[0],), question.id)
    return Step(Kind.AGAIN if unclear else Kind.GROUP, open_ids, question.id)
