from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from bot.storage.database import Database
from bot.storage.models import Table
from bot.storage.store import Store


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    database = Database(empty_url)
    yield database
    database.close()


def test_from_nothing_the_migrations_arrive_at_the_models(empty_url, empty):
    store = Store(empty_url)
    store.migrate()
    store.close()

    with empty.connection() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        missing = compare_metadata(context, Table.metadata)
    assert missing == [], "models and migrations differ: write the next file in versions/"


def test_migrations_make_the_same_constraints_as_the_models(database):
    with database.connection() as connection:
        found = _constraints(inspect(connection))

    # Alembic does not compare checks, so that both are made and looked at.
    models = create_engine("sqlite://")
    with models.begin() as connection:
        Table.metadata.create_all(connection)
        expected = _constraints(inspect(connection))
    models.dispose()
    assert found == expected
    assert ("conversations", "ck_conversations_closed_has_closing") in found
    assert ("conversations", "fk_conversations_id_closing_id_closings") in found


def _constraints(inspector):
    kinds = (
        inspector.get_check_constraints,
        inspector.get_foreign_keys,
        inspector.get_unique_constraints,
    )
    return {
        (table, constraint["name"])
        for table in Table.metadata.tables
        for constraints in kinds
        for constraint in constraints(table)
    }


def test_migrating_again_changes_nothing(patient, store):
    patient.send("I am hot", "m1")
    before = store.transcript(patient.id)

    store.migrate()

    assert store.transcript(patient.id) == before


def test_a_migration_that_fails_leaves_no_half_made_tables(empty_url, empty):
    with empty.connection() as connection:
        connection.exec_driver_sql("CREATE TABLE closings (id INTEGER)")
    store = Store(empty_url)

    with pytest.raises(Exception, match="Error"):
        store.migrate()

    with empty.connection() as connection:
        assert inspect(connection).get_table_names() == ["closings"]
    store.close()


def test_a_folder_with_a_percent_sign_is_no_trouble_for_the_database_path(tmp_path):
    store = Store(f"sqlite:///{tmp_path / '100%25.sqlite3'}")
    store.migrate()
    store.check()
    store.close()
