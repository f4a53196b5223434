from pathlib import Path

import pytest

from bot.storage.errors import UnknownConversation
from bot.storage.models import Table
from bot.storage.values import Silence

WORD = "Zebrafink"


@pytest.fixture
def erased(patient, store):
    patient.send(f"{WORD} one", f"{WORD} 1")
    patient.send(f"{WORD} two", f"{WORD} 2")
    patient.receive(f"{WORD} three", f"{WORD} 3")
    store.erase(patient.id)
    return patient


def _everything(database):
    with database.connection() as connection:
        return {
            table.name: connection.execute(table.select()).mappings().all()
            for table in Table.metadata.sorted_tables
        }


@pytest.mark.filterwarnings("ignore:Cannot correctly sort tables")
def test_no_word_of_the_person_is_left_in_any_table(patient, store, database):
    patient.send(f"{WORD} one", f"{WORD} 1")
    assert WORD in str(_everything(database))

    store.erase(patient.id)

    assert WORD not in str(_everything(database))


def test_no_word_is_left_in_the_files_of_sqlite(erased, url):
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL clears its pages by itself, later")
    file = Path(url.removeprefix("sqlite:///"))

    for path in file.parent.glob(file.name + "*"):
        assert WORD.encode() not in path.read_bytes()


@pytest.mark.filterwarnings("ignore:Cannot correctly sort tables")
def test_levels_rules_times_and_closings_stay(erased, database, clock):
    tables = _everything(database)

    assert [row["level"] for row in tables["assessments"]] == ["urgent", "urgent"]
    assert [row["rules"] for row in tables["assessments"]] == [["U1"], ["U1"]]
    assert {"level", "complete", "rules", "protocol"} == set(tables["assessments"][0]["payload"])
    assert [row["reason"] for row in tables["closings"]] == ["finished"]
    assert {row["created_at"] for row in tables["messages"]} == {clock.at}
    assert len(tables["messages"]) == 8
    assert tables["conversations"][0]["erased_at"] == clock.at


def test_the_audit_chain_still_verifies_and_says_that_words_were_erased(erased, store, database):
    assert store.verify_audit() == []
    with database.connection() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM audit ORDER BY seq").scalars().all()
    assert kinds[-1] == "erased"


def test_an_erased_conversation_is_unknown(erased, store):
    assert not store.authenticate(erased.id, erased.created.token)
    with pytest.raises(UnknownConversation):
        store.transcript(erased.id)
    with pytest.raises(UnknownConversation):
        erased.receive("again", "m9")
    with pytest.raises(UnknownConversation):
        store.erase(erased.id)
    later = erased.store._clock().replace(year=2030)
    assert store.silent(Silence(later, later, later)) == []


def test_erasing_one_conversation_leaves_the_others(patient, new_patient, store):
    other = new_patient(store)
    other.send("I am hot", "m1")
    before = store.transcript(other.id)

    store.erase(patient.id)

    assert store.transcript(other.id) == before
    assert store.authenticate(other.id, other.created.token)
    assert store.verify_audit() == []
