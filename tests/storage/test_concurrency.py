import threading
from concurrent.futures import ThreadPoolExecutor

from bot.storage.errors import StorageFailed
from bot.storage.store import Store
from bot.storage.values import Outcome

PROCESSES = 4
EACH = 6


def test_processes_sending_to_one_conversation_lose_nothing_and_each_gets_its_answer(
    patient, store, start_child, wait_for
):
    def talk(who):
        for count in range(EACH):
            text = f"{who} says {count}"
            answer = patient.send(text, text)
            assert answer.messages[0]["text"].endswith(f": {text}")
            assert len(answer.messages) == 2

    children = [start_child(lambda who=who: talk(who)) for who in range(PROCESSES)]
    assert [wait_for(child) for child in children] == [0] * PROCESSES

    _assert_one_orderly_record(store, patient.id, PROCESSES * EACH)


def test_threads_sending_to_one_conversation_lose_nothing(patient, store):
    texts = [f"text {count}" for count in range(PROCESSES * EACH)]

    with ThreadPoolExecutor(PROCESSES) as threads:
        answers = list(threads.map(lambda text: patient.send(text, text), texts))

    for text, answer in zip(texts, answers, strict=True):
        assert answer.messages[0]["text"].endswith(f": {text}")
    _assert_one_orderly_record(store, patient.id, len(texts))


def _assert_one_orderly_record(store, conversation_id, count):
    messages = store.transcript(conversation_id).messages
    arrived = [said.text for said in messages if said.direction == "in"]
    answered = [said.text for said in messages if said.direction == "out" and ": " in said.text]
    with store.locked(conversation_id) as record:
        assert record.memory["heard"] == arrived
        assert [event["text"] for event in record.rasa_events] == arrived
        assert record.unanswered() == []
    assert len(arrived) == count
    assert answered == [f"{place}: {text}" for place, text in enumerate(arrived, start=1)]
    assert store.verify_audit() == []


def test_the_same_message_sent_many_times_at_once_is_one_message(patient, store):
    together = threading.Barrier(8)

    def send(_):
        together.wait()
        return patient.send("I am hot", "m1")

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, range(8)))

    assert all(answer == answers[0] for answer in answers)
    assert [said.text for said in store.transcript(patient.id).messages] == [
        "Hello.",
        "I am hot",
        "1: I am hot",
        "Anything else?",
    ]


def test_a_sender_assigned_many_times_at_once_has_one_conversation(store, new_patient):
    patients = [new_patient(store) for _ in range(PROCESSES)]
    together = threading.Barrier(PROCESSES)

    def assign(patient):
        together.wait()
        try:
            return store.assign(patient.id, "somebody")
        except StorageFailed:  # the slower one on PostgreSQL looks again
            return store.conversation_of("somebody")

    with ThreadPoolExecutor(PROCESSES) as threads:
        given = set(threads.map(assign, patients))

    assert given == {store.conversation_of("somebody")}


def test_conversations_side_by_side_keep_one_audit_chain(store, new_patient, start_child, wait_for):
    patients = [new_patient(store) for _ in range(PROCESSES)]

    def talk(patient):
        for count in range(EACH):
            patient.send(f"text {count}", f"m{count}")

    children = [start_child(lambda patient=patient: talk(patient)) for patient in patients]
    assert [wait_for(child) for child in children] == [0] * PROCESSES

    assert store.verify_audit() == []
    for patient in patients:
        _assert_one_orderly_record(store, patient.id, EACH)


def test_a_turn_waits_for_the_one_before_it(patient, store):
    patient.receive("I am hot", "m1")
    with ThreadPoolExecutor(1) as threads:
        with store.locked(patient.id) as record:
            later = threads.submit(patient.send, "and tired", "m2")
            inbound = record.unanswered()[0]
            record.answer(inbound, Outcome([], {"heard": ["changed under the lock"]}))
        later.result()

    with store.locked(patient.id) as record:
        assert record.memory["heard"] == ["changed under the lock", "and tired"]


def test_on_postgresql_one_conversation_does_not_wait_for_another(postgres_url, new_patient):
    store = Store(postgres_url)
    one, other = new_patient(store), new_patient(store)

    with store.locked(one.id):
        answer = other.send("I am hot", "m1")

    assert answer.messages[0]["text"] == "1: I am hot"
    store.close()


def test_a_store_used_before_a_fork_is_good_on_both_sides_of_it(
    patient, store, start_child, wait_for
):
    patient.send("before", "m1")
    child = start_child(lambda: (patient.send("in the child", "m2"), store.close()))
    assert wait_for(child) == 0

    patient.send("after", "m3")

    with store.locked(patient.id) as record:
        assert record.memory["heard"] == ["before", "in the child", "after"]


def test_a_database_in_memory_serves_many_threads(new_patient):
    store = Store("sqlite://")
    store.migrate()
    patient = new_patient(store)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: patient.send(f"text {n}", f"m{n}"), range(12)))

    _assert_one_orderly_record(store, patient.id, 12)
    store.close()


def test_replicas_starting_together_migrate_once(empty_url, start_child, wait_for):
    children = [start_child(lambda: Store(empty_url).migrate()) for _ in range(PROCESSES)]

    assert [wait_for(child) for child in children] == [0] * PROCESSES
    store = Store(empty_url)
    store.check()
    store.close()
