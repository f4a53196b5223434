"""Silence as a client sees it: what is said unasked is in the transcript, and nothing leaks."""

import logging
import time
from datetime import UTC, datetime, timedelta

from bot.storage.values import Silence

CONTACT = "555 0100 Zebrafink"
IMPATIENT = {
    "remind_after_minutes": 0.3 / 60,
    "close_after_minutes": 0.3 / 60,
    "sweep_every_seconds": 0.05,
}


def wait_for(patient, state):
    deadline = time.monotonic() + 30
    while (told := patient.get().json())["state"] != state:
        assert time.monotonic() < deadline, told["state"]
        time.sleep(0.05)
    return told


def test_the_reminder_and_the_closing_come_with_the_next_looks(clients, begin):
    with clients(**IMPATIENT) as client:
        patient = begin(client, locale="en-GB")
        asked = patient.say("my back hurts").json()["messages"][-1]

        reminded = wait_for(patient, "closing")
        closed = wait_for(patient, "closed")

    assert reminded["messages"][-1]["text"] == asked["text"]
    assert reminded["messages"][-1]["asks"] == asked["asks"]
    assert closed["messages"][-1]["kind"] == "safety_net"
    assert "999" in closed["messages"][-1]["text"]
    assert closed["assessment"]["level"] == "urgent"


def test_the_closing_after_silence_is_what_the_summary_shows(clients, begin):
    with clients(**IMPATIENT) as client:
        patient = begin(client, locale="en-US")
        patient.say("my back hurts")
        wait_for(patient, "closed")
        summary = patient.get("/summary").json()

    assert summary["level"] == "urgent"
    assert "911" in summary["return_precautions"]


def test_nobody_is_swept_where_the_settings_leave_it_to_the_command(clients, begin):
    with clients(**{**IMPATIENT, "sweep_every_seconds": 0}) as client:
        patient = begin(client)
        time.sleep(0.6)
        assert patient.get().json()["state"] == "open"
        later = datetime.now(UTC) + timedelta(minutes=1)
        store = client.app.state.service.bot.store
        assert store.silent(Silence(later, later, later)) == [patient.id]


def test_a_sweep_that_fails_is_counted_and_the_next_one_works(clients, begin, monkeypatch):
    with clients(**IMPATIENT) as client:
        service = client.app.state.service
        silent = service.bot.store.silent
        calls = []

        def fails_once(since, **rest):
            calls.append(since)
            if len(calls) == 1:
                raise RuntimeError
            return silent(since, **rest)

        monkeypatch.setattr(type(service.bot.store), "silent", staticmethod(fails_once))
        patient = begin(client)
        wait_for(patient, "closed")
        counted = client.get("/metrics").text

    assert 'backline_faults_total{kind="RuntimeError"} 1.0' in counted


def test_a_contact_is_kept_for_the_nurse_and_shown_nowhere(clients, caplog):
    caplog.set_level(logging.DEBUG)
    with clients(**IMPATIENT) as client:
        store = client.app.state.service.bot.store
        began = client.post("/v1/conversations", json={"contact": f"  {CONTACT} "})
        path = f"/v1/conversations/{began.json()['id']}"
        headers = {"Authorization": f"Bearer {began.json()['token']}"}
        said = {"text": "my back hurts", "client_message_id": "1"}
        client.post(f"{path}/messages", json=said, headers=headers)
        deadline = time.monotonic() + 30
        while not (calls := store.callbacks()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        shown = client.get(path, headers=headers).text + began.text
        client.delete(path, headers=headers)
        left = store.callbacks()

    assert [call.contact for call in calls] == [CONTACT]
    assert left == []
    assert "Zebrafink" not in shown + caplog.text


def test_a_contact_too_long_is_refused_without_being_repeated(client):
    refused = client.post("/v1/conversations", json={"contact": "Zebrafink" * 50})

    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "contact", "problem": "is too long"}]
    assert "Zebrafink" not in refused.text


def test_a_contact_of_nothing_is_none(client):
    began = client.post("/v1/conversations", json={"contact": "  "})

    with client.app.state.service.bot.store.locked(began.json()["id"]) as record:
        assert not record.can_be_called
