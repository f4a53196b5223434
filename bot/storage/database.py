"""The way to SQLite or PostgreSQL: one engine a process, and errors without words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from bot.storage.errors import StorageFailed, StorageUnavailable

# How long one turn waits for another; a turn takes well under a second.
WAIT_SECONDS = 30
CONNECT_SECONDS = 5

UNDEFINED_TABLE = "42P01"  # PostgreSQL's code; SQLite's is an OperationalError as it is

_SQLITE_SETTINGS = (
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # erased words do not linger in free pages
)


class Database:
    """One database; connections are opened at first use, anew in a forked process.

    Fork between transactions only: SQLite takes its locks along into the child.
    """

    def __init__(self, url: str) -> None:
        """Remember where it is; nothing is opened."""
        self._url = make_url(url)
        if self._url.get_backend_name() not in _OPENERS:
            raise StorageFailed("unsupported database: use sqlite:///FILE or postgresql://...")
        self._engines: dict[int, Engine] = {}

    @property
    def engine(self) -> Engine:
        """Return this process's engine; an inherited one is dropped unclosed."""
        here = os.getpid()
        if here not in self._engines:
            for engine in self._engines.values():
                engine.dispose(close=False)
            # Two threads may both make one; the one not kept has opened nothing.
            self._engines.setdefault(here, _OPENERS[self._url.get_backend_name()](self._url))
        return self._engines[here]

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Run one transaction that writes: committed at the end, or nothing of it."""
        engine = self.engine.execution_options(writes=True)
        with _no_words_in_errors(), Session(engine) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Run one transaction that sees a single moment of the database."""
        engine = self.engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with _no_words_in_errors(), Session(engine) as session, session.begin():
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Run one writing transaction below the models, for migrations."""
        engine = self.engine.execution_options(writes=True)
        with _no_words_in_errors(), engine.begin() as connection:
            yield connection

    def forget_deleted(self) -> None:
        """Empty SQLite's write-ahead log, where overwritten words would otherwise stay."""
        if self.engine.dialect.name == "sqlite":
            with _no_words_in_errors(), self.engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close this process's connections."""
        engine = self._engines.pop(os.getpid(), None)
        if engine is not None:
            engine.dispose()


def _sqlite(url: URL) -> Engine:
    options: dict[str, Any] = {"pool_size": 8, "max_overflow": 8}
    if url.database in (None, "", ":memory:"):
        # A database in memory is its one connection: threads take turns with it.
        options = {"pool_size": 1, "max_overflow": 0}
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_timeout=WAIT_SECONDS,
        connect_args={"check_same_thread": False},
        **options,
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # None: the driver leaves BEGIN to us, or it would begin too late to lock.
    connection.isolation_level = None
    for setting in _SQLITE_SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that writes takes the one write lock before it reads, or two
    # of them could read the same state and one would fail in the middle.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL) -> Engine:
    # The second limit frees a conversation whose turn hangs with the lock in its hand.
    limits = (
        f"-c lock_timeout={WAIT_SECONDS}s"
        f" -c idle_in_transaction_session_timeout={2 * WAIT_SECONDS}s"
        " -c timezone=UTC"
    )
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=16,
        max_overflow=16,
        pool_timeout=WAIT_SECONDS,
        connect_args={"options": limits, "connect_timeout": CONNECT_SECONDS},
    )


_OPENERS = {"sqlite": _sqlite, "postgresql": _postgresql}


@contextmanager
def _no_words_in_errors() -> Iterator[None]:
    try:
        yield
    except (StatementError, PoolTimeout) as error:
        failure = _reported(error)
        # PostgreSQL quotes whole rows. `from None` hides that from tracebacks, and
        # emptying hides it from whoever follows the chain of errors nevertheless.
        error.args = ()
        if isinstance(error, StatementError) and error.orig is not None:
            error.orig.args = ()
        raise failure from None


def _reported(error: StatementError | PoolTimeout) -> StorageFailed:
    sqlstate = getattr(getattr(error, "orig", None), "sqlstate", None)
    lost = (
        isinstance(error, (OperationalError, InterfaceError, PoolTimeout))
        or sqlstate == UNDEFINED_TABLE
    )
    kind = StorageUnavailable if lost else StorageFailed
    return kind(f"{type(error).__name__}: {_detail(error)}")


def _detail(error: StatementError | PoolTimeout) -> str:
    if isinstance(error, PoolTimeout):
        return "no free connection"
    cause = error.orig
    if isinstance(error, DBAPIError) and isinstance(cause, sqlite3.Error):
        return str(cause)  # names tables and constraints, never values
    diagnosis = getattr(cause, "diag", None)
    parts = (getattr(cause, "sqlstate", None), getattr(diagnosis, "constraint_name", None))
    return " ".join(part for part in parts if part) or type(cause).__name__
