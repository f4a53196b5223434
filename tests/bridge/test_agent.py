"""The model of this project: trained, persisted, loaded and talked to."""

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bridge.actions import InProcessActions
from bot.bridge.agent import RasaAgent
from bot.bridge.answer import RasaAnswer, RasaFailed
from bot.bridge.entities import OURS
from bot.bridge.hearing import hear_message
from bot.bridge.model import ForeignModel, verified
from bot.bridge.patches import patch, unpatch
from bot.bridge.resources import Resources
from bot.dialogue.asides import INTERRUPTIONS
from bot.dialogue.closing import Reason
from bot.dialogue.talk import Talk, respond
from bot.engine.protocol import Level


def talk_to(agent: RasaAgent, texts: Sequence[str], name: str = "someone") -> list[RasaAnswer]:
    answers: list[RasaAnswer] = []
    for text in texts:
        talk = answers[-1].outcome.talk if answers else Talk()
        events = [event for answer in answers for event in answer.events]
        answers.append(agent.answer(name, text, talk, events, locale="en-US", time_limit=60))
    return answers


def test_an_emergency_in_plain_words_is_closed_at_once(agent: RasaAgent) -> None:
    (answer,) = talk_to(agent, ["since last night i cant feel anything when i wipe"])

    assert answer.outcome.closing is Reason.FINISHED
    assert answer.outcome.talk.closed_at is Level.emergency
    assert "911" in answer.outcome.replies[0].text


def test_mentions_are_entities_with_assertion_and_evidence(agent: RasaAgent) -> None:
    text = "my back aches and I cannot pee"
    (answer,) = talk_to(agent, [text])
    entity = next(e for e in answer.entities if e["entity"] == "bladder_dysfunction")

    assert entity["extractor"] == OURS
    assert entity["role"] == "present"
    assert entity["assertion"] == {"status": "present"}
    assert text[entity["start"] : entity["end"]] == entity["evidence"]["quote"]


def test_a_question_in_the_interview_is_answered_and_the_interview_goes_on(
    agent: RasaAgent,
) -> None:
    answers = talk_to(agent, ["my lower back hurts", "why do you ask?"])

    assert answers[1].intent == "ask_why"
    assert answers[1].outcome.replies[-1].asks == answers[0].outcome.replies[-1].asks
    interview = answers[1].outcome.talk.interview
    assert interview.asked == answers[0].outcome.talk.interview.asked
    assert interview.interrupted == 1


def test_stop_closes_with_the_precautions(agent: RasaAgent, here: Resources) -> None:
    answers = talk_to(agent, ["my lower back hurts", "please stop"])

    assert answers[1].outcome.closing is Reason.STOPPED
    assert here.scripts["en-US"].emergency_signs[0] in answers[1].outcome.replies[-1].text


def test_rasa_and_the_scripted_interview_say_the_same(
    agent: RasaAgent, here: Resources, messages: list[str]
) -> None:
    """Both are made of the same steps; whatever is said, neither may go its own way.

    But where an interruption tells of an emergency Rasa's rule only answers it: the script
    closes, and is what the patient hears.
    """
    today = datetime.now(UTC).date()
    differ = []
    for start in range(0, 200, 10):
        talk, events = Talk(), []
        for text in messages[start : start + 10]:
            rasa = agent.answer("x", text, talk, events, locale="en-US", time_limit=60)
            scripts = here.scripts["en-US"]
            heard = hear_message(
                *(here.protocol, scripts, here.reader, here.wishes, talk, text), intent=rasa.intent
            )
            ours = respond(
                here.protocol, scripts, talk, heard.reading, today=today, wish=heard.wish
            )
            closes = ours.closing is Reason.FINISHED and heard.wish in INTERRUPTIONS
            same = (rasa.outcome.talk, rasa.outcome.closing) == (ours.talk, ours.closing)
            if not (same or closes):
                differ.append((text, rasa.intent))
            talk = ours.talk
            events += rasa.events

    assert len(differ) <= 3, differ


def test_the_patches_change_no_reply_and_no_event(agent: RasaAgent, messages: list[str]) -> None:
    said = [messages[i : i + 10] for i in range(300, 600, 10)]
    patched = [_told(talk_to(agent, texts)) for texts in said]
    unpatch()
    try:
        plain = [_told(talk_to(agent, texts)) for texts in said]
    finally:
        patch()

    assert patched == plain


def _told(answers: list[RasaAnswer]) -> list[object]:
    varying = {"timestamp", "metadata", "message_id"}

    def lasting(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: lasting(item)
                for key, item in value.items()
                if key not in varying and value.get("name") != "heard"
            }
        return [lasting(item) for item in value] if isinstance(value, list | tuple) else value

    return [
        ([reply.to_json() for reply in answer.outcome.replies], lasting(answer.events))
        for answer in answers
    ]


def test_an_action_that_raises_is_a_failure_not_silence(
    agent: RasaAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    import actions.triage

    def broken(*_: object, **__: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(actions.triage.dialogue, "go_on", broken)

    with pytest.raises(RasaFailed, match="ValueError"):
        talk_to(agent, ["my back hurts"])


def test_an_answer_that_takes_too_long_is_a_failure(
    agent: RasaAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = InProcessActions.request

    async def slow(self: InProcessActions, *args: object, **kwargs: object) -> object:
        time.sleep(0.5)
        return await request(self, *args, **kwargs)

    monkeypatch.setattr(InProcessActions, "request", slow)

    with pytest.raises(RasaFailed, match="in time"):
        agent.answer("slow", "my back hurts", Talk(), [], locale="en-US", time_limit=0.2)
    assert agent._turning.wait(10), "the loop is to be free for the next test"


def test_after_a_failure_the_state_handed_in_counts(agent: RasaAgent) -> None:
    """The scripted interview may have gone on without Rasa; its state is the state."""
    first, second = talk_to(agent, ["my back hurts", "no"])

    later = agent.answer("x", "nope", second.outcome.talk, first.events, locale="en-US")

    assert later.outcome.talk.interview.asked.items() >= second.outcome.talk.interview.asked.items()


def test_a_model_that_was_not_trained_here_is_refused(model: Path, tmp_path: Path) -> None:
    file = tmp_path / "backline.tar.gz"
    file.write_bytes(model.read_bytes() + b"x")
    (tmp_path / "backline.json").write_text(model.with_name("backline.json").read_text())

    with pytest.raises(ForeignModel, match="not the file"):
        verified(file)


@pytest.mark.parametrize("note", ["", "[]", "{}", json.dumps({"model": 1})])
def test_a_model_without_a_proper_note_is_refused(model: Path, tmp_path: Path, note: str) -> None:
    file = tmp_path / "backline.tar.gz"
    file.write_bytes(model.read_bytes())
    (tmp_path / "backline.json").write_text(note)

    with pytest.raises(ForeignModel, match="train again"):
        verified(file)
