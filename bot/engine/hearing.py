"""How one message changes what is known: what counts at once, what has to be confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.engine import comeback
from bot.engine.assess import established, level_of
from bot.engine.findings import Case, Reading, Status
from bot.engine.interview import (
    MOST_INTERRUPTIONS,
    TIMES_ASKED,
    Interview,
    in_emergency,
    known,
)
from bot.engine.protocol import Level, Protocol


def hear(
    protocol: Protocol,
    interview: Interview,
    reading: Reading,
    *,
    answers: bool = True,
) -> Interview:
    """Return the interview after one message.

    The patient's newest word counts, with three exceptions: a doubt never replaces a plain
    statement; taking back an emergency finding counts only when it is confirmed; and so does
    a contradiction that would lower the level, unless the message says that it corrects.
    With `answers` false (the message interrupted the open question), or where it tells of
    something else alone, what was asked stays as it was, for a while: see MOST_INTERRUPTIONS.
    """
    reading = comeback.answered(interview, reading)
    answers = _answers(interview, reading, meant=answers)
    taken_back = [id for id in interview.retracting if not (answers and id in interview.asking)]
    told, disputed = _told(protocol, interview, reading)
    taken_back += disputed
    # A doubt that the patient raised alone counts as the first time of asking.
    doubts = {id: max(interview.asked.get(id, 0), 1) for id in _uncertain(told.findings)}
    raised = (*interview.doubted, *(id for id in doubts if id not in interview.asked))
    case = _joined(interview.case, told)
    if answers:
        case = case.with_findings(_still_unclear(protocol, interview, case))
    heard = replace(
        interview,
        case=established(protocol, case),
        asked={**interview.asked, **doubts},
        asking=() if answers else interview.asking,
        affirmed=_affirms(interview, reading) if answers else interview.affirmed,
        interrupted=0 if answers else interview.interrupted + bool(interview.asking),
        missed=answers and bool(interview.asking) and not _says_anything(reading),
        doubted=tuple(id for id in raised if case.status(id) is Status.UNCERTAIN),
        retracting=tuple(id for id in dict.fromkeys(taken_back) if not known(told, id)),
        evidence={**interview.evidence, **_evidence(reading)},
        leaning=_leaning(interview, reading, told),
    )
    return comeback.compared(protocol, interview, heard, reading)


def _answers(interview: Interview, reading: Reading, *, meant: bool) -> bool:
    """Say whether a message answers the open question, well or badly.

    Words about something else alone (a correction, a new symptom) put it off once: said again,
    they may be an answer that was not understood. A question beside half an answer puts off
    the other half.
    """
    if reading.answer is not None or interview.interrupted >= MOST_INTERRUPTIONS:
        return True
    told = {*reading.findings, *reading.numbers, *reading.categories}
    if not meant:
        return bool(interview.asking) and told.issuperset(interview.asking)
    elsewhere = told.isdisjoint(interview.asking) and _is_new(interview.case, reading)
    return not elsewhere or interview.interrupted > 0


def _is_new(case: Case, reading: Reading) -> bool:
    """Say whether a message tells anything that was not known just so."""
    return (
        any(case.status(id) is not status for id, status in reading.findings.items())
        or any(case.numbers.get(id) != number for id, number in reading.numbers.items())
        or any(case.categories.get(id) != value for id, value in reading.categories.items())
    )


def _says_anything(reading: Reading) -> bool:
    return bool(reading.mentions or reading.numbers or reading.categories or reading.answer)


def _told(protocol: Protocol, interview: Interview, reading: Reading) -> tuple[Case, list[str]]:
    """Return what of a message counts at once, and what must be confirmed before it does.

    Values that no person can have are not taken.
    """
    told, disputed = Case(), []
    for one in _statements(protocol, reading):
        (id,) = one.ids
        status, known = one.status(id), interview.case.status(id)
        if _takes_back(protocol, interview, one) or (
            not reading.corrects and _contradicts(protocol, interview, told, one)
        ):
            disputed.append(id)
        elif _is_in_passing(interview, reading, one):
            continue
        elif status is not Status.UNCERTAIN or known is not Status.PRESENT:
            told = _joined(told, one)
    return told, disputed


def _statements(protocol: Protocol, reading: Reading) -> Iterable[Case]:
    """Yield all that a message says, each thing as a case of its own."""
    yield from (Case({id: status}) for id, status in reading.findings.items())
    for id, number in reading.numbers.items():
        if id in protocol.numbers and protocol.numbers[id].holds(number):
            yield Case(numbers={id: number})
    for id, value in reading.categories.items():
        if id in protocol.categories and value in protocol.categories[id].values:
            yield Case(categories={id: value})


def _joined(case: Case, told: Case) -> Case:
    return Case(
        {**case.findings, **told.findings},
        {**case.numbers, **told.numbers},
        {**case.categories, **told.categories},
    )


def _uncertain(findings: Mapping[str, Status]) -> Iterable[str]:
    return (id for id, status in findings.items() if status is Status.UNCERTAIN)


def _evidence(reading: Reading) -> dict[str, str]:
    return {m.finding: m.evidence for m in reading.mentions if m.status.counts and m.evidence}


def _takes_back(protocol: Protocol, interview: Interview, one: Case) -> bool:
    """Say whether this takes back what makes an emergency, and has yet to be confirmed."""
    (id,) = one.ids
    known = interview.case.status(id)
    if one.status(id) is not Status.ABSENT or not known.counts:
        return False
    answered = known is Status.UNCERTAIN or id in interview.retracting
    if answered and id in interview.asking:
        return False
    return in_emergency(protocol, interview.case, id)


def _is_in_passing(interview: Interview, reading: Reading, one: Case) -> bool:
    """Say whether an answer to another question denies what is still to be asked about.

    "No accident" to a question about a crash does not settle a fall told of before.
    """
    (id,) = one.ids
    open_still = id in interview.doubted and id not in interview.asking
    return open_still and one.status(id) is Status.ABSENT and not reading.corrects


def _contradicts(protocol: Protocol, interview: Interview, told: Case, one: Case) -> bool:
    """Say whether a message that was not asked for this makes less of what was said plainly.

    `told` is what the message said before: two causes of one level may fall one by one.
    """
    (id,) = one.ids
    case = interview.case
    plain = case.status(id) is Status.PRESENT or id in case.numbers or id in case.categories
    if not plain or id in interview.asking:
        return False
    case = _joined(case, told)
    return _level_given(protocol, _joined(case, one)) < _level_given(protocol, case)


def _level_given(protocol: Protocol, case: Case) -> Level:
    """Return the level that the rules alone give, the floor of what is unknown left aside."""
    case = established(protocol, case)
    return level_of(tuple(rule for rule in protocol.rules if rule.test(case, frozenset())))


def _still_unclear(protocol: Protocol, interview: Interview, case: Case) -> dict[str, Status]:
    return {
        id: Status.UNCERTAIN
        for id in interview.asking
        if id in protocol.findings
        and case.status(id) is Status.UNKNOWN
        and interview.asked.get(id, 0) >= TIMES_ASKED
    }


def _leaning(interview: Interview, reading: Reading, told: Case) -> dict[str, float]:
    leaning = {**interview.leaning, **reading.leaning}
    return {id: likely for id, likely in leaning.items() if id not in told.findings}


def _affirms(interview: Interview, reading: Reading) -> bool:
    named = any(reading.findings.get(id, Status.UNKNOWN).counts for id in interview.asking)
    return reading.answer == "yes" and len(interview.asking) > 1 and not named
