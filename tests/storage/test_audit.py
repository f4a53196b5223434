import pytest

from bot.storage.audit import verify_chain


@pytest.fixture
def talked(patient):
    patient.send("I am hot", "m1")
    patient.send("and tired", "m2")
    return patient


@pytest.fixture
def tamper(database):
    def change(sql):
        with database.connection() as connection:
            assert connection.exec_driver_sql(sql).rowcount > 0

    return change


def test_an_untouched_record_has_no_faults(talked, store, database):
    store.put_on_record("login", {"nurse": 7})

    assert store.verify_audit() == []
    with database.reading() as session:
        assert verify_chain(session) == []


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'harmless'",
        "conversation_id = 'somebody else'",
        "at = '2020-01-01 00:00:00.000000'",
        "details = '{}'",
        "hash = 'ff'",
        "prev_hash = 'ff'",
        "seq = 40",
    ],
)
@pytest.mark.parametrize("seq", [1, 3, 4])
def test_a_changed_entry_shows(talked, store, tamper, change, seq):
    tamper(f"UPDATE audit SET {change} WHERE seq = {seq}")

    assert store.verify_audit() != []


def test_a_deleted_entry_shows(talked, store, tamper):
    tamper("DELETE FROM audit WHERE seq = 3")

    assert (4, "follows entry 2: entries are missing") in _faults(store)


def test_a_deleted_last_entry_shows_by_the_messages_it_spoke_of(talked, store, tamper):
    tamper("DELETE FROM audit WHERE seq = 4")

    assert {seq for seq, _ in _faults(store)} == {None}


@pytest.mark.parametrize("direction", ["in", "out"])
def test_changed_words_show(talked, store, tamper, direction):
    tamper(f"UPDATE messages SET text = 'I am fine' WHERE direction = '{direction}'")

    assert any("were changed" in problem for _, problem in _faults(store))


def test_a_message_slipped_in_shows(talked, store, tamper):
    tamper(
        "INSERT INTO messages (conversation_id, seq, direction, text, asks, buttons, created_at)"
        f" VALUES ('{talked.id}', 90, 'out', 'You are fine', '[]', '[]',"
        " '2026-01-05 09:00:00.000000')"
    )

    assert any("never put on record" in problem for _, problem in _faults(store))


def test_a_message_still_waiting_is_no_fault(talked, store):
    talked.receive("and sore", "m3")

    assert store.verify_audit() == []


def test_a_turn_is_on_record_with_its_decision_and_without_its_words(talked, database):
    with database.connection() as connection:
        rows = connection.exec_driver_sql(
            "SELECT kind, conversation_id, details FROM audit ORDER BY seq"
        ).all()

    assert [row[0] for row in rows] == ["started", "unasked", "turn", "turn"]
    assert {row[1] for row in rows} == {talked.id}
    assert "'U1'" in str(rows) or '"U1"' in str(rows)
    assert "finished" in str(rows[-1][2])
    for words in ("hot", "tired", "Hello", "Anything"):
        assert words not in str(rows)


def test_an_entry_of_a_failed_transaction_is_not_on_record(patient, store, database):
    def fail():
        with store.locked(patient.id) as record:
            record.put_on_record("viewed", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    with database.connection() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM audit").scalars().all()
    assert "viewed" not in kinds
    assert store.verify_audit() == []


def _faults(store):
    return [(fault.seq, fault.problem) for fault in store.verify_audit()]
