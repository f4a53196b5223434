"""Random conversations in which random parts fail: every one ends with the whole advice.

Over HTTP, on a real store, with the real reader. Whatever the patient gets, and whatever is
on record in the end, says what to watch for and whom to call.
"""

import dataclasses
import random
import sqlite3
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import turn
from bot.bridge.answer import RasaAnswer
from bot.bridge.resources import NLU_DATA, resources
from bot.dialogue.replies import Kind, Reply
from bot.dialogue.talk import respond
from bot.engine.findings import Reading
from bot.nlu.rasa_format import read_folder
from bot.storage.values import Outcome
from bot.sweep import Patience, sweep

HERE = resources()
CONVERSATIONS = 200
MESSAGES = sorted(read_folder(NLU_DATA).texts)
ANSWERS = ("no", "yes", "not sure", "none of these", "i am 34", "3 weeks, 7 out of 10", "worse")
ASIDES = ("why do you ask?", "is it cancer?", "stop", "I want to talk to a nurse", "hi", "thanks")
PATIENCE = Patience(timedelta(minutes=10), timedelta(minutes=10))
FAULTS = (
    "the reader raises",
    "rasa raises",
    "rasa says nothing",
    "rasa keeps the precautions back",
    "the record of a turn raises",
    "what is remembered is broken",
    "the database is locked",
    "the process is killed after the message came",
)


class Broken(Exception):
    """What a part raises when it is told to fail; a patient's word may be in it."""


class Parts:
    """The parts of a bot that do as they should, but for the one that is to fail now."""

    def __init__(self, bot):
        self.failing = None
        self._reader = bot.reader
        self.read, self.weighed = bot.reader.read, bot.reader.weighed
        self._to_record = turn.to_record

    def hear(self, text, *asked):
        if self.failing == "the reader raises":
            raise Broken(text)
        return self._reader.hear(text, *asked)

    def answer(self, _, text, talk, __, *, locale):
        if self.failing == "rasa raises":
            raise Broken(text)
        reading = self._reader.read(text, talk.interview.asking)
        today = datetime.now(UTC).date()
        right = respond(HERE.protocol, HERE.scripts[locale], talk, reading, today=today)
        if self.failing == "rasa says nothing":
            right = dataclasses.replace(right, replies=(Reply("", Kind.INFORMATION),))
        if self.failing == "rasa keeps the precautions back":
            kept = [reply for reply in right.replies if reply.kind is not Kind.SAFETY_NET]
            right = dataclasses.replace(right, replies=tuple(kept))
        return RasaAnswer(right, None, (), ())

    def close(self): ...

    def to_record(self, bot, scripts, reading, outcome, second):
        if self.failing == "the record of a turn raises" and reading != Reading():
            raise Broken(text := str(reading)) from ValueError(text)
        return self._to_record(bot, scripts, reading, outcome, second)


@pytest.fixture
def client(clients, monkeypatch):
    with clients(database_wait_seconds=0.05, sweep_every_seconds=0) as client:
        service = client.app.state.service
        client.parts = parts = Parts(service.bot)
        bot = dataclasses.replace(service.bot, reader=parts, rasa=parts)
        client.app.state.service = dataclasses.replace(service, bot=bot)
        monkeypatch.setattr(turn, "to_record", parts.to_record)
        yield client


class Visit:
    """One patient, told everything over HTTP, and the faults that they meet."""

    def __init__(self, client, chance, database):
        self.client, self.chance = client, chance
        self.store = client.app.state.service.bot.store
        self.locale = chance.choice(sorted(HERE.scripts))
        self.number = HERE.scripts[self.locale].names["emergency_number"]
        self.other = sqlite3.connect(database, isolation_level=None)
        self.met, self.said = Counter(), set()
        contact = {"contact": "555 0100"} if chance.random() < 0.5 else {}
        began = client.post("/v1/conversations", json={"locale": self.locale, **contact}).json()
        self.id, self.headers = began["id"], {"Authorization": f"Bearer {began['token']}"}
        self.newest = began

    def go(self):
        for _ in range(self.chance.randint(1, 7)):
            self.say(self.words(), self.chance.choice(FAULTS) if self.chance.random() < 0.4 else "")

    def words(self):
        buttons = [b["text"] for b in (self.newest.get("messages") or [{}])[-1].get("buttons", ())]
        pools = [MESSAGES, ANSWERS, ANSWERS, ASIDES, *([buttons, buttons] if buttons else ())]
        return self.chance.choice(self.chance.choice(pools))

    def say(self, text, fault):
        """Send until there is an answer, as the chat does; a fault is over after it struck."""
        self.met[fault] += 1
        self.said.add(text)
        body = {"text": text, "client_message_id": str(uuid.uuid4())}
        self.client.parts.failing = fault
        if fault == "what is remembered is broken":
            with self.store.locked(self.id) as record:
                record.say(Outcome([], {"findings": []}, state=record.state))
        if fault == "the process is killed after the message came":
            self.store.receive(
                self.id, **{"text": text}, client_message_id=body["client_message_id"]
            )
            if self.chance.random() < 0.5:
                return  # and the patient never tries again
        if fault == "the database is locked":
            self.other.execute("BEGIN IMMEDIATE")
        answer = self.post(body)
        if fault == "the database is locked":
            assert answer.status_code == 503
            self.other.execute("ROLLBACK")
        self.client.parts.failing = None
        if answer.status_code != 200:
            answer = self.post(body)
        assert answer.status_code == 200, "the fault is over"
        self.newest = answer.json()
        assert self.newest["messages"], "a reply to everything"
        assert all(message["text"].strip() for message in self.newest["messages"])

    def post(self, body):
        path = f"/v1/conversations/{self.id}/messages"
        answer = self.client.post(path, json=body, headers=self.headers)
        assert self.number in answer.json()["safety_net"]
        return answer

    def fall_silent(self):
        bot = self.client.app.state.service.bot
        for hours in (1, 2, 3):
            sweep(bot, PATIENCE, now=datetime.now(UTC) + timedelta(hours=hours))
        path = f"/v1/conversations/{self.id}"
        return self.client.get(path, headers=self.headers).json()


def ends_well(visit, told):
    scripts = HERE.scripts[visit.locale]
    assert told["state"] == "closed"
    closings = [i for i, said in enumerate(told["messages"]) if said["kind"] == "disposition"]
    assert closings, "on record and, read from there, in hand"
    last = {said["kind"]: said["text"] for said in told["messages"][closings[-1] :]}
    assert last["safety_net"].startswith(scripts.messages["return_precautions"]) or (
        last["safety_net"] == scripts.messages["after_closing"]
    )
    everything = "\n".join(said["text"] for said in told["messages"][closings[-1] :])
    assert scripts.messages["return_precautions"] in everything
    assert all(sign in everything for sign in (*scripts.emergency_signs, *scripts.urgent_signs))
    assert visit.number in everything
    assert all(said["text"].strip() for said in told["messages"])
    asked = [said["text"] for said in told["messages"] if said["from"] == "patient"]
    assert told["messages"][-1]["from"] == "backline" or not asked
    kept = visit.store.transcript(visit.id).closing
    assert kept is not None
    assert (kept.script_locale, kept.script_sha256) == (visit.locale, scripts.sha256)


def test_every_conversation_ends_with_the_advice_on_record_and_in_hand(
    client, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    met, reasons, said = Counter(), Counter(), set()
    for seed in range(CONVERSATIONS):
        visit = Visit(client, random.Random(seed), tmp_path / "backline.sqlite3")
        try:
            visit.go()
            ends_well(visit, visit.fall_silent())
        except AssertionError as wrong:
            raise AssertionError(f"conversation {seed}: {wrong}") from wrong
        finally:
            visit.other.close()
        met += visit.met
        said |= visit.said
        reasons[visit.store.transcript(visit.id).closing.reason] += 1

    assert set(FAULTS) <= set(met)
    assert {"finished", "silence", "fault"} <= set(reasons)
    assert client.app.state.service.bot.store.verify_audit() == []
    assert "a turn failed with Broken" in caplog.text
    assert [text for text in said if len(text) > 12 and text in caplog.text] == []
