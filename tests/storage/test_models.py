import pytest

from bot.storage.errors import StorageFailed

FOREIGN_KEY = "FOREIGN KEY|fk_conversations_id_closing_id"


@pytest.fixture
def run(database):
    """Run SQL past the store, as a mistaken program or person would."""

    def execute(sql):
        with database.connection() as connection:
            return connection.exec_driver_sql(sql)

    return execute


def test_the_database_refuses_closed_without_a_closing(patient, run):
    with pytest.raises(StorageFailed, match="ck_conversations_closed_has_closing"):
        run(f"UPDATE conversations SET state = 'closed' WHERE id = '{patient.id}'")


def test_the_database_refuses_to_take_the_closing_from_a_closed_conversation(patient, run):
    patient.send("one", "m1")
    patient.send("two", "m2")

    with pytest.raises(StorageFailed, match="ck_conversations_closed_has_closing"):
        run("UPDATE conversations SET closing_id = NULL")


def test_the_database_refuses_a_closing_that_does_not_exist(patient, run):
    with pytest.raises(StorageFailed, match=FOREIGN_KEY):
        run("UPDATE conversations SET state = 'closed', closing_id = 4711")


def test_the_database_refuses_the_closing_of_another_conversation(patient, new_patient, store, run):
    other = new_patient(store)
    other.send("one", "m1")
    other.send("two", "m2")

    with pytest.raises(StorageFailed, match=FOREIGN_KEY):
        run(
            "UPDATE conversations SET state = 'closed', closing_id = (SELECT id FROM closings)"
            f" WHERE id = '{patient.id}'"
        )


def test_the_database_refuses_to_delete_the_closing_of_a_closed_conversation(patient, run):
    patient.send("one", "m1")
    patient.send("two", "m2")

    with pytest.raises(StorageFailed, match=FOREIGN_KEY):
        run("DELETE FROM closings")


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("UPDATE conversations SET state = 'lost'", "state_known"),
        ("UPDATE messages SET direction = 'up'", "direction_known"),
        ("UPDATE closings SET reason = 'tired'", "reason_known"),
        ("UPDATE messages SET state_after = NULL WHERE direction = 'in'", "answered_has_state"),
        ("UPDATE messages SET seq = 1", "uq_messages|messages.conversation_id"),
        ("UPDATE assessments SET message_id = 2", "uq_assessments|assessments.message_id"),
        ("UPDATE rasa_events SET seq = 1", "uq_rasa_events|rasa_events.conversation_id"),
        ("UPDATE audit SET seq = 1", "uq_audit|audit.seq"),
    ],
)
def test_the_database_refuses_what_no_turn_would_write(patient, run, sql, constraint):
    patient.send("one", "m1")
    patient.send("two", "m2")

    with pytest.raises(StorageFailed, match=constraint):
        run(sql)


def test_every_change_of_a_conversation_is_counted(patient, run):
    before = run("SELECT version FROM conversations").scalar()
    patient.send("one", "m1")

    assert run("SELECT version FROM conversations").scalar() > before
