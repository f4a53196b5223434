"""Which conversations are found silent, and that replicas share them without waiting."""

import threading
from datetime import timedelta

import pytest

from bot.storage.values import Outcome, Silence


def since(clock, *, open_=10, closing=20, unanswered=1):
    def ago(minutes):
        return clock.at - timedelta(minutes=minutes)

    return Silence(ago(open_), ago(closing), ago(unanswered))


def remind(store, id):
    with store.locked(id) as record:
        record.say(Outcome([], record.memory, state="closing"))


def test_open_conversations_are_found_once_silent_for_long_enough(patient, store, clock):
    clock.pass_(minutes=10)
    assert store.silent(since(clock)) == []

    clock.pass_(seconds=1)
    assert store.silent(since(clock)) == [patient.id]


def test_a_reminded_one_is_found_after_the_second_silence(patient, store, clock):
    clock.pass_(minutes=30)
    remind(store, patient.id)
    assert store.silent(since(clock)) == []

    clock.pass_(minutes=20, seconds=1)
    assert store.silent(since(clock)) == [patient.id]


def test_closed_ones_are_left_alone(patient, store, clock):
    patient.send("one", "m1")
    patient.send("two", "m2")
    clock.pass_(days=30)

    assert store.silent(since(clock)) == []
    with store.taken(patient.id, since(clock)) as record:
        assert record is None


def test_what_a_crash_left_unanswered_is_found_first_and_in_any_state(
    patient, new_patient, store, clock
):
    patient.send("one", "m1")
    patient.send("two", "m2")
    quiet = new_patient(store)
    clock.pass_(minutes=11)
    patient.receive("three", "m3")
    clock.pass_(minutes=1, seconds=1)

    assert store.silent(since(clock)) == [patient.id, quiet.id]
    assert store.silent(since(clock), limit=1) == [patient.id]
    with store.taken(patient.id, since(clock)) as record:
        assert [message.text for message in record.unanswered()] == ["three"]


def test_one_who_has_spoken_meanwhile_is_not_taken(patient, store, clock):
    clock.pass_(minutes=11)
    patient.send("still here", "m1")

    with store.taken(patient.id, since(clock)) as record:
        assert record is None


def test_one_that_is_being_answered_is_passed_over_without_waiting(patient, store, clock, backend):
    if backend == "sqlite":
        pytest.skip("SQLite has one writer, who waits for nobody but another writer")
    clock.pass_(minutes=11)
    found = []

    def look():
        with store.taken(patient.id, since(clock)) as record:
            found.append(record)

    with store.locked(patient.id):
        sweeper = threading.Thread(target=look)
        sweeper.start()
        sweeper.join(5)
        assert found == [None]
    look()
    assert found[1] is not None


def test_replicas_that_sweep_at_once_share_the_work(new_patient, store, clock):
    ids = [new_patient(store).id for _ in range(20)]
    clock.pass_(minutes=11)
    taken = []

    def sweep():
        for id in store.silent(since(clock)):
            with store.taken(id, since(clock)) as record:
                if record is not None:
                    record.say(Outcome([], record.memory, state="closing"))
                    taken.append(id)

    replicas = [threading.Thread(target=sweep) for _ in range(4)]
    for replica in replicas:
        replica.start()
    for replica in replicas:
        replica.join()
    sweep()

    assert sorted(taken) == sorted(ids)


@pytest.fixture
def reachable(store):
    return store.create(
        locale="en-US", reporter="self", memory={}, replies=[], contact="555 0100 Zebrafink"
    )


def test_a_call_is_queued_once_for_who_can_be_reached(reachable, patient, store, clock, caplog):
    with store.locked(patient.id) as record:
        assert not record.can_be_called
        record.call_back("silence", "urgent")
    for _ in range(2):
        with store.locked(reachable.id) as record:
            assert record.can_be_called
            record.call_back("silence", "urgent")

    (call,) = store.callbacks()
    assert (call.conversation_id, call.contact) == (reachable.id, "555 0100 Zebrafink")
    assert (call.reason, call.level, call.since) == ("silence", "urgent", clock.at)
    assert "Zebrafink" not in repr(call) + caplog.text


def test_a_call_that_was_made_is_on_record_and_off_the_queue(reachable, store, database):
    with store.locked(reachable.id) as record:
        record.call_back("silence", "urgent")
    (call,) = store.callbacks()

    store.called_back(call.id)
    store.called_back(call.id)

    assert store.callbacks() == []
    with database.connection() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM audit ORDER BY seq").scalars().all()
    assert kinds == ["started", "unasked", "callback", "called back"]
    assert store.verify_audit() == []


def test_the_contact_goes_with_the_words(reachable, store, database):
    with store.locked(reachable.id) as record:
        record.call_back("silence", "urgent")

    store.erase(reachable.id)

    assert store.callbacks() == []
    with database.connection() as connection:
        everything = str(
            [
                connection.exec_driver_sql(f"SELECT * FROM {table}").all()
                for table in ("conversations", "callbacks", "audit")
            ]
        )
    assert "Zebrafink" not in everything
