"""How every conversation ends: what to do, why, the plan, and what to watch for.

Protocol section 6. Nothing here can be left out by a caller: a closing is all of it.
"""

from datetime import date, timedelta
from enum import StrEnum

from bot.dialogue.replies import Kind, Reply
from bot.engine.assess import Assessment
from bot.engine.cautions import WORSE
from bot.engine.conditions import Has, names_in
from bot.engine.interview import Interview
from bot.engine.protocol import Level, Rule
from bot.knowledge.scripts import Scripts


class Reason(StrEnum):
    """Why a conversation closed."""

    FINISHED = "finished"
    STOPPED = "stopped"
    HANDOFF = "handoff"
    SILENCE = "silence"
    FAULT = "fault"


def closing(
    scripts: Scripts, interview: Interview, assessment: Assessment, *, today: date
) -> tuple[Reply, ...]:
    """Return the disposition, the plan and the safety net, in the order they are given."""
    return (
        Reply(_disposition(scripts, interview, assessment), Kind.DISPOSITION),
        Reply(_plan(scripts, assessment), Kind.INFORMATION),
        Reply(safety_net(scripts, assessment, today=today), Kind.SAFETY_NET),
    )


def check_in_day(follow_up_hours: tuple[int, int], closed: date) -> date:
    """Return the day by which somebody looks again, and the patient may come back to the chat."""
    return closed + timedelta(hours=follow_up_hours[1])


def safety_net(scripts: Scripts, assessment: Assessment, *, today: date) -> str:
    """Return the return precautions: both kinds of signs, where to go, when to look again."""
    say = scripts.messages
    latest = check_in_day(assessment.follow_up_hours, today)
    follow_up = (
        ()
        if assessment.level is Level.emergency
        else (say["follow_up"].format(date=scripts.day(latest)), say["check_in"])
    )
    return "\n\n".join(
        (
            say["return_precautions"],
            _list(say["emergency_signs"], scripts.emergency_signs),
            _list(say["urgent_signs"], scripts.urgent_signs),
            say["where_after_hours"],
            *follow_up,
            say["not_a_diagnosis"],
            say["teach_back"],
        )
    )


def _disposition(scripts: Scripts, interview: Interview, assessment: Assessment) -> str:
    words = scripts.dispositions[assessment.level.name]
    fired = {rule.id for rule in assessment.rules}
    special = (
        scripts.messages[message]
        for rule, message in (("E12", "self_harm"), ("E11", "other_emergency"))
        if rule in fired
    )
    reasons = [_reason(scripts, interview, rule) for rule in _telling(assessment)]
    if assessment.raised_by == WORSE:
        reasons.append(scripts.messages["got_worse"])
    parts = [f"{words.headline}", *special, f"{words.action} {words.time}"]
    if reasons:
        parts.append(_list(scripts.messages["reasons"], reasons))
    if not assessment.complete and assessment.level < Level.emergency:
        parts.append(scripts.messages["incomplete"])
    return "\n\n".join(parts)


def _telling(assessment: Assessment) -> tuple[Rule, ...]:
    """Return the rules that a patient needs to hear of: those of the level, else all."""
    deciding = tuple(rule for rule in assessment.rules if rule.level is assessment.level)
    return deciding or assessment.rules


def _reason(scripts: Scripts, interview: Interview, rule: Rule) -> str:
    quotes = [
        interview.evidence[finding]
        for finding in sorted(names_in(rule.when, Has))
        if finding in interview.evidence and interview.case.status(finding).counts
    ]
    because = scripts.reasons[rule.id]
    if not quotes:
        return because
    return f"{scripts.messages['reason_quote'].format(quote='”, “'.join(quotes))} {because}"


def _plan(scripts: Scripts, assessment: Assessment) -> str:
    scan = scripts.messages[_scan(assessment)]
    if assessment.level > Level.soon:
        return scan
    return f"{_list(scripts.messages['plan'], scripts.plan)}\n\n{scan}"


def _scan(assessment: Assessment) -> str:
    if assessment.imaging.ask_clinician:
        return "scan_ask_clinician"
    return "scan_may_help" if assessment.imaging.may_help else "scan_would_not_help"


def _list(intro: str, items: tuple[str, ...] | list[str]) -> str:
    return "\n".join([intro, *(f"- {item}" for item in items)])
