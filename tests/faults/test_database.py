"""The database locked, full or gone: the advice comes in time, and nothing is lost or doubled."""

import sqlite3
import time

import pytest
from sqlalchemy import event

EMERGENCY = "my groin is numb"
SOON = {"database_wait_seconds": 0.3}


@pytest.fixture
def in_time():
    """Fail when what is done inside takes longer than these seconds."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 20


def answered_once(patient, response):
    assert response.status_code == 200
    assert response.json()["messages"][-1]["kind"] == "safety_net"
    texts = [said["text"] for said in patient.told()["messages"]]
    assert texts.count(EMERGENCY) == 1
    assert texts.count(response.json()["messages"][0]["text"]) == 1


def test_locked(clients, begin, advised, in_time, tmp_path):
    with clients(**SOON) as client:
        patient = begin(client)
        other = sqlite3.connect(tmp_path / "backline.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        refused = patient.say(EMERGENCY, "one")
        other.execute("ROLLBACK")
        other.close()

        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        advised(refused)
        answered_once(patient, patient.say(EMERGENCY, "one"))


def test_locked_between_the_message_and_its_answer(clients, begin, advised, in_time, tmp_path):
    """The message is on record, its turn is not: sent again or not, it gets its answer."""
    with clients(**SOON, sweep_every_seconds=0) as client:
        patient = begin(client)
        store = client.app.state.service.bot.store
        other = sqlite3.connect(
            tmp_path / "backline.sqlite3", isolation_level=None, check_same_thread=False
        )
        receive = store.receive

        def then_locked(*args, **words):
            id = receive(*args, **words)
            other.execute("BEGIN IMMEDIATE")
            return id

        object.__setattr__(store, "receive", then_locked)
        refused = patient.say(EMERGENCY, "one")
        del store.receive
        other.execute("ROLLBACK")
        other.close()

        assert refused.status_code == 503
        advised(refused)
        answered_once(patient, patient.say(EMERGENCY, "one"))


def test_full(clients, begin, advised, in_time):
    with clients() as client:
        patient = begin(client)
        database = client.app.state.service.bot.store._database
        limit = [0]

        def restrict(connection, *_):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {limit[0] or pages}")

        event.listen(database.engine, "connect", restrict)
        database.engine.dispose()
        statuses = []
        # There is some room left in the last pages: it fills up.
        for number in range(40):
            response = patient.say(f"my back hurts, {'very ' * 200} much", f"{number}")
            statuses.append(response.status_code)
            advised(response)
        assert 503 in statuses

        limit[0] = 1_000_000
        database.engine.dispose()
        later = patient.say(EMERGENCY, "one")
        answered_once(patient, later)
        assert client.app.state.service.bot.store.verify_audit() == []


def test_gone_and_put_back(clients, begin, advised, in_time, tmp_path):
    with clients() as client:
        patient = begin(client)
        before = patient.told()
        away = tmp_path / "away"
        away.mkdir()
        for file in tmp_path.glob("backline.sqlite3*"):
            file.rename(away / file.name)

        refused = patient.say(EMERGENCY, "one")
        new = client.post("/v1/conversations", json={"locale": "en-GB"})
        ready = client.get("/ready")
        assert list(tmp_path.glob("backline.sqlite3*")) == [], "nothing may take its place"

        for file in away.iterdir():
            file.rename(tmp_path / file.name)
        assert (refused.status_code, new.status_code, ready.status_code) == (503, 503, 503)
        advised(refused)
        advised(new)
        assert patient.told() == before
        answered_once(patient, patient.say(EMERGENCY, "one"))


def test_replaced_by_an_empty_one(clients, begin, advised, tmp_path):
    with clients() as client:
        patient = begin(client)
        patient.say("my back hurts")
        for file in tmp_path.glob("backline.sqlite3*"):
            file.unlink()
        (tmp_path / "backline.sqlite3").touch()

        refused = patient.say(EMERGENCY, "one")

        assert refused.status_code == 503
        advised(refused)
