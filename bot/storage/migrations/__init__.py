"""How the tables came to be, one file a change in `versions/`.

To change a table, change `models.py` and write the next file by hand; until both
agree, tests/storage/test_migrations.py prints what is missing.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

# Any number will do, as long as nothing else in the database locks the same.
MIGRATION_LOCK = 0x6261636C


def upgrade(connection: Connection) -> None:
    """Run what is missing, within the connection's transaction: all of it or nothing."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
    config = Config()
    # Alembic reads `%` as the start of a variable.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
