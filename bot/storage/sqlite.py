"""SQLite set up for turns: one writer at a time, nothing acknowledged that is not on the disk."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # erased words do not linger in free pages
)


def open_sqlite(url: URL, wait_seconds: float) -> Engine:
    """Return the engine of a file, or of a database in memory; nothing is opened yet."""
    in_memory = url.database in (None, "", ":memory:")
    # A database in memory is its one connection: threads take turns with it.
    size = {"pool_size": 1, "max_overflow": 0} if in_memory else {"pool_size": 8, "max_overflow": 8}
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_timeout=wait_seconds,
        connect_args={"check_same_thread": False, "timeout": wait_seconds},
        **size,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    if not in_memory and not str(url.database).startswith("file:"):
        _watch(engine, Path(str(url.database)))
    return engine


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # None: the driver leaves BEGIN to us, or it would begin too late to lock.
    connection.isolation_level = None
    for setting in _SETTINGS:
        connection.execute(setting)


def _begin(connection: Connection) -> None:
    # A transaction that writes takes the one write lock before it reads, or two
    # of them could read the same state and one would fail in the middle.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _watch(engine: Engine, file: Path) -> None:
    """Refuse to write into a file that was deleted or moved away while it was open.

    SQLite goes on with it as if nothing were, and all that was said would be lost. Nor is an
    empty one made in its place: the lost one may be put back.
    """
    opened = False

    def connect(*_: Any) -> None:
        if opened and not file.exists():
            raise sqlite3.OperationalError("the database file is gone")

    def connected(_: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        nonlocal opened
        opened = True
        entry.info["file"] = _number(file)

    def checkout(_: sqlite3.Connection, entry: ConnectionPoolEntry, __: object) -> None:
        if entry.info["file"] != _number(file):
            raise DisconnectionError

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", checkout)


def _number(file: Path) -> int | None:
    try:
        return file.stat().st_ino
    except OSError:
        return None
