"""Every reply as the patient gets it, put together, reads at the sixth grade or below."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from bot.dialogue.asides import INTERRUPTIONS
from bot.dialogue.closing import Reason
from bot.dialogue.questions import question
from bot.dialogue.replies import Reply
from bot.dialogue.talk import ENDINGS, Talk, close, greeting, respond
from bot.engine.findings import Case, Reading, Status
from bot.engine.interview import Interview, Kind, Step
from bot.knowledge.loader import load
from bot.knowledge.readability import HIGHEST_GRADE, grade
from bot.knowledge.scripts import Scripts

KNOWLEDGE = load()
PROTOCOL = KNOWLEDGE.protocol
TODAY = date(2026, 3, 1)
ENGLISH = sorted(locale for locale in KNOWLEDGE.scripts if locale.startswith("en"))
NUMBERS = {"age_years": 75.0, "duration_days": 90.0, "pain_score": 9.0, "treatment_weeks": 7.0}


@pytest.fixture(params=ENGLISH)
def scripts(request: pytest.FixtureRequest) -> Scripts:
    return KNOWLEDGE.scripts[request.param]


def too_hard(replies: Iterator[Reply]) -> dict[str, float]:
    """Return the replies above the sixth grade, each with its grade."""
    return {r.text: grade(r.text) for r in replies if grade(r.text) > HIGHEST_GRADE}


def questions(scripts: Scripts) -> Iterator[Reply]:
    for one in PROTOCOL.questions:
        for size in range(1, len(one.asks) + 1):
            for asks in combinations(one.asks, size):
                kinds = list(Kind)[:-1] if size == 1 else [Kind.GROUP, Kind.AGAIN]
                for kind in kinds:
                    for before in (Interview(), Interview(missed=True), Interview(affirmed=True)):
                        for simply in (False, True):
                            step = Step(kind, asks, one.id)
                            yield question(PROTOCOL, scripts, step, before, simply=simply)


def cases() -> Iterator[Case]:
    """Yield each finding alone, in pairs, with each age and course, and all at once."""
    absent = dict.fromkeys(PROTOCOL.findings, Status.ABSENT)
    yield Case()
    yield Case(absent)
    yield Case(dict.fromkeys(PROTOCOL.findings, Status.PRESENT), NUMBERS)
    for course in PROTOCOL.categories["course"].values:
        for numbers in ({}, {"age_years": 15.0}, {"age_years": 34.0}, NUMBERS):
            categories = {"course": course, "function": "unable", "can_follow_plan": "no"}
            yield Case(absent, numbers, categories)
    for size in (1, 2):
        for chosen in combinations(PROTOCOL.findings, size):
            for status in (Status.PRESENT, Status.UNCERTAIN):
                yield Case({**absent, **dict.fromkeys(chosen, status)}, {"age_years": 34.0})


def test_every_question_however_it_is_put(scripts: Scripts) -> None:
    assert too_hard(questions(scripts)) == {}


def test_every_closing_and_what_a_person_would_be_told(scripts: Scripts) -> None:
    def closings() -> Iterator[Reply]:
        for case in cases():
            for reason in (Reason.HANDOFF, Reason.STOPPED, Reason.FAULT, Reason.FINISHED):
                talk = Talk(Interview(case))
                yield from close(PROTOCOL, scripts, talk, reason, today=TODAY).replies

    assert too_hard(closings()) == {}


@pytest.mark.parametrize("wish", [None, *sorted({*INTERRUPTIONS, *ENDINGS})])
def test_every_answer_in_an_interview_and_after_it(scripts: Scripts, wish: str | None) -> None:
    def answers() -> Iterator[Reply]:
        for case in (Case(), Case(dict.fromkeys(PROTOCOL.findings, Status.ABSENT), NUMBERS)):
            for closed in (False, True):
                talk = Talk(Interview(case), closed=closed)
                for _ in range(3):
                    told = respond(PROTOCOL, scripts, talk, Reading(), today=TODAY, wish=wish)
                    talk = told.talk
                    yield from told.replies

    assert too_hard(answers()) == {}


@pytest.mark.parametrize("reporter", ["self", "proxy"])
def test_the_greeting(scripts: Scripts, reporter: str) -> None:
    assert too_hard(iter(greeting(scripts, reporter=reporter))) == {}
