"""What hangs is answered for within the time limit, and its work is not lost."""

import time
from dataclasses import replace
from threading import Event

import pytest

from bot.api.guard import Guard


@pytest.fixture
def slow(clients):
    """An app whose reader waits for a sign before it reads on."""
    with clients(reply_seconds=2, sweep_every_seconds=0) as client:
        service = client.app.state.service
        go_on, reader = Event(), service.bot.reader

        class Waiting:
            weighed = reader.weighed

            def hear(self, *words):
                go_on.wait(20)
                return reader.hear(*words)

        bot = replace(service.bot, reader=Waiting())
        client.app.state.service = replace(service, bot=bot)
        yield client, go_on
        go_on.set()


def test_a_turn_that_hangs_is_answered_with_the_advice_and_found_later(slow, begin, advised):
    client, go_on = slow
    patient = begin(client)
    began = time.monotonic()

    late = patient.say("my groin is numb", "one")

    assert time.monotonic() - began < 15
    assert late.status_code == 503
    assert late.headers["retry-after"]
    assert late.headers["content-security-policy"]
    advised(late)
    go_on.set()
    later = patient.say("my groin is numb", "one")
    assert later.status_code == 200
    assert later.json()["assessment"]["level"] == "emergency"
    texts = [said["text"] for said in patient.told()["messages"]]
    assert texts.count("my groin is numb") == 1


def test_what_hangs_counts_as_busy_until_it_ends(slow, begin):
    client, go_on = slow
    guard = client.app.middleware_stack
    while not isinstance(guard, Guard):
        guard = guard.app
    patient = begin(client)

    patient.say("my groin is numb", "one")
    assert guard._busy == 1
    go_on.set()
    deadline = time.monotonic() + 10
    while guard._busy:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_others_are_served_meanwhile(slow, begin):
    client, _ = slow
    begin(client).say("my groin is numb", "one")

    assert client.get("/health").status_code == 200


def test_a_late_failure_is_noted_by_its_name_only(slow, begin, caplog):
    client, go_on = slow
    patient = begin(client)
    service = client.app.state.service

    def broken(*_, **__):
        go_on.wait(20)
        raise RuntimeError("Zebrafink")

    object.__setattr__(service.bot.store, "authenticate", broken)
    patient.say("my groin is numb", "one")
    go_on.set()
    deadline = time.monotonic() + 10
    while "a late request failed with RuntimeError" not in caplog.text:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert "Zebrafink" not in caplog.text
