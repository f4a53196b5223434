import sqlite3
import traceback
from dataclasses import replace

import pytest

from bot.storage.database import Database
from bot.storage.errors import StorageFailed, StorageUnavailable
from bot.storage.store import Store
from bot.storage.values import Outcome

WORD = "Zebrafink"


def test_no_words_of_the_patient_are_in_an_error_of_the_database(patient, store, a_closing):
    patient.receive(f"my {WORD} hurts", "m1")

    def break_a_constraint():
        with store.locked(patient.id) as record:
            bad = replace(a_closing, reason=WORD)
            reply = {"text": WORD, "kind": "information", "asks": [], "buttons": []}
            record.answer(
                record.unanswered()[0], Outcome([reply], {"w": WORD}, state="closed", closing=bad)
            )

    with pytest.raises(StorageFailed, match="reason_known") as failure:
        break_a_constraint()
    assert WORD not in "".join(traceback.format_exception(failure.value))
    assert WORD not in str(failure.value.__context__)
    assert WORD not in str(failure.value.__context__.orig)
    assert WORD not in repr(failure.value)


def test_a_value_that_is_no_json_is_refused_without_being_shown(patient, store):
    with (
        pytest.raises((StorageFailed, TypeError), match=r"TypeError|not JSON") as failure,
        store.locked(patient.id) as record,
    ):
        record.say(Outcome([], {WORD: {WORD}}))
    assert WORD not in str(failure.value)


def test_a_database_never_migrated_is_unavailable(empty_url):
    store = Store(empty_url)

    with pytest.raises(StorageUnavailable):
        store.check()
    store.close()


@pytest.mark.parametrize(
    "lost", ["sqlite:////no/such/folder/test.sqlite3", "postgresql://nobody@127.0.0.1:1/none"]
)
def test_a_database_out_of_reach_is_unavailable(lost):
    store = Store(lost)

    with pytest.raises(StorageUnavailable):
        store.check()
    with pytest.raises(StorageUnavailable):
        store.migrate()
    store.close()


def test_an_unsupported_database_is_refused_with_the_remedy():
    with pytest.raises(StorageFailed, match="use sqlite:///FILE or postgresql://"):
        Store("mysql://somewhere/else")


def test_making_a_store_opens_nothing(tmp_path):
    Store(f"sqlite:///{tmp_path / 'none.sqlite3'}").close()

    assert list(tmp_path.iterdir()) == []


def test_sqlite_runs_with_the_settings_that_a_turn_relies_on(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    with database.connection() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    database.close()

    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": 30000,
    }


def test_on_sqlite_one_that_will_write_holds_the_lock_from_its_first_statement(tmp_path):
    path = tmp_path / "test.sqlite3"
    database = Database(f"sqlite:///{path}")
    with database.writing() as session:
        session.connection()
        rival = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            rival.execute("BEGIN IMMEDIATE")
        rival.close()
    database.close()
