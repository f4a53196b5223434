from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.cli.bots import bot_on
from bot.engine.findings import Case, Status
from bot.engine.interview import Interview
from bot.engine.protocol import Level
from bot.parts import Bot
from bot.testing import junit
from bot.testing.vignettes import Vignette
from bot.testing.visit import Visit, answered_already, has_precautions, visit

NUMB = {
    "id": "numb",
    "title": "Numb when wiping",
    "opening": "my lower back hurts and my groin is numb",
    "expected_disposition_min": "emergency",
    "expected_disposition_max": "emergency",
}
VAGUE = {
    "id": "silent",
    "opening": "my lower back hurts",
    "answers": {"age_years": "hm", "duration_days": "hm", "pain_score": "hm", "course": "hm"},
    "default_answer_no": "hm",
    "expected_disposition_min": "emergency",
}


@pytest.fixture(scope="module")
def bot() -> Iterator[Bot]:
    with bot_on(None, rasa=False) as bot:
        yield bot


def seen(bot: Bot, line: dict[str, object], **changes: object) -> Visit:
    return visit(bot, Vignette.from_json({**line, **changes}, bot.protocol))


def test_a_conversation_runs_to_its_closing(bot: Bot) -> None:
    done = seen(bot, NUMB)

    assert done.level is Level.emergency
    assert done.verdict == "ok"
    assert done.closed_with_precautions
    assert (done.turns, done.questions_asked) == (1, 0)
    assert done.findings["saddle_numbness"] == "present"
    assert [entry["from"] for entry in done.transcript[:2]] == ["bot", "patient"]


def test_the_line_has_what_was_promised(bot: Bot) -> None:
    line = seen(bot, NUMB).to_json()

    assert list(line) == [
        "id",
        "level",
        "turns",
        "questions_asked",
        "closed_with_precautions",
        "findings",
        "numbers",
        "categories",
        "asked_again",
        "transcript",
        "verdict",
    ]
    assert line["level"] == "emergency"


def test_a_patient_without_expectations_gets_no_verdict(bot: Bot) -> None:
    line = seen(bot, {"id": "x", "opening": "my groin is numb"}).to_json()

    assert "verdict" not in line


def test_who_gives_no_clear_answer_still_gets_an_ending(bot: Bot) -> None:
    done = seen(bot, VAGUE)

    assert done.closed_with_precautions
    assert done.level is Level.emergency


def test_a_conversation_without_end_has_failed(bot: Bot) -> None:
    patient = Vignette.from_json({**VAGUE, "opening": "hello"}, bot.protocol)

    cut = visit(bot, patient, most_turns=1)

    assert cut.turns == 1
    assert not cut.closed_with_precautions
    assert cut.failed


@pytest.mark.parametrize(
    ("least", "most", "verdict"),
    [
        (Level.soon, Level.urgent, "ok"),
        (Level.emergency, None, "under"),
        (None, Level.self_care, "over"),
        (None, None, None),
    ],
)
def test_a_verdict_compares_with_what_was_expected(
    bot: Bot, least: Level | None, most: Level | None, verdict: str | None
) -> None:
    done = seen(bot, NUMB)
    patient = replace(done.vignette, least=least, most=most)

    assert replace(done, vignette=patient, level=Level.urgent).verdict == verdict


@pytest.mark.parametrize(
    ("interview", "again"),
    [
        (Interview(Case({"fever": Status.ABSENT}), {"fever": 2}), ["fever"]),
        (Interview(Case(numbers={"pain_score": 4}), {"pain_score": 2}), ["pain_score"]),
        (Interview(Case({"fever": Status.UNCERTAIN}), {"fever": 3}), ["fever"]),
        (Interview(Case({"fever": Status.UNCERTAIN}), {"fever": 2}), []),
        (Interview(Case(), {"fever": 2}), []),
        (Interview(Case({"fever": Status.PRESENT}), {"fever": 2}, retracting=("fever",)), []),
    ],
)
def test_only_what_was_answered_counts_as_asked_again(
    interview: Interview, again: list[str]
) -> None:
    assert answered_already(interview, interview.asked) == again


def test_precautions_count_only_when_every_sign_was_delivered(bot: Bot) -> None:
    scripts = bot.scripts["en-US"]
    signs = "\n".join(scripts.emergency_signs)
    whole = {"kind": "safety_net", "text": f"{scripts.messages['return_precautions']}\n{signs}"}
    last = scripts.emergency_signs[-1]

    assert has_precautions(scripts, [whole])
    assert not has_precautions(scripts, [{**whole, "text": whole["text"].replace(last, "")}])
    assert not has_precautions(scripts, [{**whole, "kind": "information"}])
    assert not has_precautions(scripts, [])


def test_the_junit_report_tells_who_failed_and_why(bot: Bot, tmp_path: Path) -> None:
    good = seen(bot, NUMB)
    low = replace(good, level=Level.soon)
    bare = replace(good, closed_with_precautions=False)

    junit.write([good, low, bare], tmp_path / "report.xml")

    suite = ElementTree.parse(tmp_path / "report.xml").getroot()[0]
    failures = [failure.get("message") for failure in suite.iter("failure")]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert failures == ["sent to soon, not emergency", "not closed with precautions"]
