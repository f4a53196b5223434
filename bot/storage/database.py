"""The way to SQLite or PostgreSQL: one engine a process, and errors without words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from bot.storage.errors import StorageFailed, StorageUnavailable
from bot.storage.sqlite import open_sqlite

# How long one turn waits for another unless told; a turn takes well under a second.
WAIT_SECONDS = 30
CONNECT_SECONDS = 5

UNDEFINED_TABLE = "42P01"  # PostgreSQL's code; SQLite's is an OperationalError as it is


class Database:
    """One database; connections are opened at first use, anew in a forked process.

    Fork between transactions only: SQLite takes its locks along into the child.
    """

    def __init__(self, url: str, *, wait_seconds: float = WAIT_SECONDS) -> None:
        """Remember where it is; nothing is opened."""
        self._url = make_url(url)
        self._wait_seconds = wait_seconds
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
            open_engine = _OPENERS[self._url.get_backend_name()]
            self._engines.setdefault(here, open_engine(self._url, self._wait_seconds))
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


def _postgresql(url: URL, wait_seconds: float) -> Engine:
    # The second limit frees a conversation whose turn hangs with the lock in its hand.
    limits = (
        f"-c lock_timeout={round(wait_seconds * 1000)}ms"
        f" -c idle_in_transaction_session_timeout={round(2 * wait_seconds * 1000)}ms"
        " -c timezone=UTC"
    )
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=16,
        max_overflow=16,
        pool_timeout=wait_seconds,
        connect_args={"options": limits, "connect_timeout": CONNECT_SECONDS},
    )


_OPENERS = {"sqlite": open_sqlite, "postgresql": _postgresql}


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
