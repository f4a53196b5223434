"""What time changes of an interview, and what is made of the answer to "has anything changed?"."""

import pytest

from bot.engine.cautions import standing
from bot.engine.comeback import reopened
from bot.engine.findings import Case, Mention, Reading, Status
from bot.engine.hearing import hear
from bot.engine.interview import Interview, Kind, Step, ask, next_step
from bot.engine.protocol import Level
from bot.knowledge.loader import load

PROTOCOL = load().protocol
NUMBERS = {"age_years": 34.0, "duration_days": 10.0, "pain_score": 4.0, "treatment_weeks": 1.0}
CATEGORIES = {"course": "improving", "function": "normal", "can_follow_plan": "yes"}
SETTLED = Interview(
    case=Case(dict.fromkeys(PROTOCOL.findings, Status.ABSENT), NUMBERS, CATEGORIES),
    asked={"course": 1, "pain_score": 1},
)


def says(answer: str | None = None, course: str | None = None, **findings: Status) -> Reading:
    mentions = tuple(Mention(id, status, 0, 1, "x") for id, status in findings.items())
    return Reading(mentions, {}, {"course": course} if course else {}, answer)


def asked(interview: Interview) -> Interview:
    return ask(interview, next_step(PROTOCOL, interview))


def test_the_pain_is_as_much_older_as_days_went_by() -> None:
    later = reopened(PROTOCOL, SETTLED, 35).case.numbers

    assert later == {**NUMBERS, "duration_days": 45.0, "treatment_weeks": 6.0}


def test_what_was_never_told_is_not_made_up() -> None:
    later = reopened(PROTOCOL, Interview(), 35)

    assert later.case == Case()


def test_what_seemed_denied_then_takes_a_whole_denial_now() -> None:
    assert not reopened(PROTOCOL, Interview(leaning={"fever": 0.9}), 1).leaning


def test_nobody_gets_older_than_the_protocol_takes() -> None:
    later = reopened(PROTOCOL, SETTLED, 10**9).case.numbers

    assert later["duration_days"] == PROTOCOL.numbers["duration_days"].maximum


def test_the_first_question_is_how_it_goes_now() -> None:
    back = reopened(PROTOCOL, SETTLED, 1)

    assert next_step(PROTOCOL, SETTLED).kind is Kind.FINISH
    assert next_step(PROTOCOL, back) == Step(Kind.REVIEW, ("course",), "the_pain")


def test_an_emergency_that_stands_comes_before_the_question() -> None:
    hurt = Interview(SETTLED.case.with_findings({"motor_weakness": Status.PRESENT}))

    assert next_step(PROTOCOL, reopened(PROTOCOL, hurt, 1)).kind is Kind.FINISH


def test_it_is_asked_twice_at_most() -> None:
    interview, kinds = reopened(PROTOCOL, SETTLED, 1), []
    for _ in range(3):
        kinds.append(next_step(PROTOCOL, interview).kind)
        if kinds[-1] is Kind.FINISH:
            break
        interview = hear(PROTOCOL, asked(interview), Reading())

    assert kinds == [Kind.REVIEW, Kind.AGAIN, Kind.FINISH]


def test_a_bare_no_says_that_nothing_has_changed() -> None:
    heard = hear(PROTOCOL, asked(reopened(PROTOCOL, SETTLED, 1)), says("no"))

    assert heard.case.categories["course"] == "unchanged"
    assert next_step(PROTOCOL, heard).kind is Kind.FINISH


def test_a_no_to_another_question_says_nothing_of_the_course() -> None:
    heard = hear(PROTOCOL, ask(SETTLED, Step(Kind.GROUP, ("fever",), "health")), says("no"))

    assert heard.case.categories["course"] == "improving"


@pytest.mark.parametrize(
    ("course", "level"),
    [
        ("improving", Level.self_care),
        ("unchanged", Level.self_care),
        ("worse", Level.urgent),
    ],
)
def test_worse_than_at_the_closing_is_urgent_and_says_why(course: str, level: Level) -> None:
    heard = hear(PROTOCOL, asked(reopened(PROTOCOL, SETTLED, 1)), says(course=course))
    assessment = standing(PROTOCOL, heard)

    assert assessment.level is level
    assert assessment.raised_by == ("worse" if level is Level.urgent else None)
    assert assessment.complete


def test_worse_in_the_first_interview_is_no_worsening() -> None:
    heard = hear(PROTOCOL, SETTLED, says(course="worse"))

    assert standing(PROTOCOL, heard).level is Level.self_care


def test_it_stays_worse_until_it_gets_better() -> None:
    worse = hear(PROTOCOL, asked(reopened(PROTOCOL, SETTLED, 1)), says(course="worse"))
    same = hear(PROTOCOL, asked(reopened(PROTOCOL, worse, 1)), says("no"))
    better = hear(PROTOCOL, asked(reopened(PROTOCOL, same, 1)), says(course="improving"))

    assert standing(PROTOCOL, same).level is Level.urgent
    assert standing(PROTOCOL, better).level is Level.self_care


def test_no_improvement_by_six_weeks_follows_the_rule_for_it() -> None:
    early = hear(PROTOCOL, asked(reopened(PROTOCOL, SETTLED, 31)), says("no"))
    late = hear(PROTOCOL, asked(reopened(PROTOCOL, SETTLED, 32)), says("no"))
    mending = hear(PROTOCOL, asked(reopened(PROTOCOL, SETTLED, 32)), says(course="improving"))

    assert standing(PROTOCOL, early).level is Level.self_care
    assert standing(PROTOCOL, late).level is Level.soon
    assert [rule.id for rule in standing(PROTOCOL, late).rules] == ["N2"]
    assert standing(PROTOCOL, mending).level is Level.self_care


def test_a_score_from_before_it_got_worse_is_asked_anew_where_it_decides() -> None:
    feverish = Interview(SETTLED.case.with_findings({"fever": Status.PRESENT}), SETTLED.asked)
    worse = hear(PROTOCOL, asked(reopened(PROTOCOL, feverish, 1)), says(course="worse"))
    elsewhere = hear(PROTOCOL, asked(reopened(PROTOCOL, SETTLED, 1)), says(course="worse"))

    assert next_step(PROTOCOL, worse).asks == ("pain_score",)
    assert elsewhere.case.numbers["pain_score"] == 4.0
