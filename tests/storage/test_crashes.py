from collections import Counter

import pytest
from sqlalchemy import Engine, event

from bot.storage.store import Store

KILLED = -9


@pytest.fixture
def die_at(start_child, wait_for, kill):
    """Run something in a process that is killed before its n-th statement or commit."""

    def run(step, work):
        def counted():
            left = [step]

            def count(*_):
                left[0] -= 1
                if left[0] == 0:
                    kill()

            event.listen(Engine, "before_cursor_execute", count)
            event.listen(Engine, "commit", count)
            work()

        return wait_for(start_child(counted))

    return run


def test_a_turn_killed_at_any_step_and_tried_again_is_there_exactly_once(patient, store, die_at):
    step, status = 0, KILLED
    while status == KILLED:
        step += 1
        text = f"message {step}"
        status = die_at(step, lambda text=text: patient.send(text, text))
        _assert_all_or_nothing(store.transcript(patient.id).messages, text)

        answer = patient.send(text, text)

        assert answer.messages[0]["text"] == f"{step}: {text}"
        with store.locked(patient.id) as record:
            assert record.memory["heard"] == [f"message {n}" for n in range(1, step + 1)]
            assert [e["count"] for e in record.rasa_events] == list(range(1, step + 1))
            assert record.unanswered() == []

    assert status == 0
    assert step > 15, "the turn was not killed at every step"
    assert len(store.transcript(patient.id).messages) == 1 + 3 * step
    assert store.verify_audit() == []


def _assert_all_or_nothing(messages, text):
    """Before the retry: nothing, or the message alone, or the message and both replies."""
    arrived = [said for said in messages if said.direction == "in" and said.text == text]
    replies = [said for said in messages if said.direction == "out" and text in said.text]
    assert (len(arrived), len(replies)) in [(0, 0), (1, 0), (1, 1)]


def test_killed_before_the_message_is_committed_nothing_is_there(patient, store, die_at):
    step, counts = 0, Counter()
    while True:
        step += 1
        status = die_at(step, lambda: patient.receive("I am hot", "m1"))
        if status == 0:
            break
        counts[len(store.transcript(patient.id).messages)] += 1

    assert list(counts) == [1], "only the greeting, as long as the commit did not run"


def test_killed_after_receiving_the_message_waits_to_be_answered(
    patient, store, start_child, wait_for, kill
):
    def receive_and_die():
        patient.receive("I am hot", "m1")
        kill()

    assert wait_for(start_child(receive_and_die)) == KILLED
    with store.locked(patient.id) as record:
        assert [inbound.text for inbound in record.unanswered()] == ["I am hot"]


def test_killed_inside_the_lock_the_lock_is_free_again(patient, start_child, wait_for, kill):
    def lock_and_die():
        with patient.store.locked(patient.id):
            kill()

    assert wait_for(start_child(lock_and_die)) == KILLED
    assert patient.send("I am hot", "m1").messages[0]["text"] == "1: I am hot"


def test_killed_after_the_commit_the_retry_gets_the_answer_of_then(
    patient, store, start_child, wait_for, kill
):
    def turn_and_die():
        patient.send("I am hot", "m1")
        kill()

    assert wait_for(start_child(turn_and_die)) == KILLED
    before = store.transcript(patient.id)
    assert patient.send("I am hot", "m1").messages[0]["text"] == "1: I am hot"
    assert store.transcript(patient.id) == before


def test_a_creation_killed_at_any_step_leaves_no_half_conversation(url, die_at, new_patient):
    step, status = 0, KILLED
    while status == KILLED:
        step += 1
        status = die_at(step, lambda: new_patient(Store(url)))

    store = Store(url)
    assert status == 0
    assert store.verify_audit() == []
    store.close()


def test_an_erasure_killed_at_any_step_erases_all_or_nothing(patient, store, die_at, database):
    patient.send("I am hot", "m1")
    step, status = 0, KILLED
    while status == KILLED:
        step += 1
        status = die_at(step, lambda: store.erase(patient.id))
        with database.connection() as connection:
            kept = connection.exec_driver_sql(
                "SELECT count(*) FROM messages WHERE text IS NOT NULL"
            ).scalar()
            erased = connection.exec_driver_sql(
                "SELECT count(*) FROM conversations WHERE erased_at IS NOT NULL"
            ).scalar()
        assert (kept, erased) in [(4, 0), (0, 1)]
        if erased:
            break

    assert store.verify_audit() == []
