import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from bot.storage.database import Database
from bot.storage.models import Table
from bot.storage.record import Record
from bot.storage.store import Store
from bot.storage.values import Answer, Closing, Inbound, Outcome


class FakeClock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 5, 9, 30, 15, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **duration: float) -> None:
        self.at += timedelta(**duration)


class Patient:
    """One conversation whose turns repeat what was said: the smallest whole turn."""

    def __init__(self, store: Store) -> None:
        self.store = store
        greeting = {"text": "Hello.", "kind": "greeting", "asks": ["fever"], "buttons": []}
        self.created = store.create(
            locale="en-US", reporter="self", memory={"heard": []}, replies=[greeting]
        )
        self.id = self.created.id

    def receive(self, text: str, client_message_id: str) -> int:
        return self.store.receive(self.id, client_message_id=client_message_id, text=text)

    def send(self, text: str, client_message_id: str) -> Answer:
        message_id = self.receive(text, client_message_id)
        with self.store.locked(self.id) as record:
            for inbound in record.unanswered():
                record.answer(inbound, repeat(record, inbound))
            answer = record.answer_to(message_id)
        assert answer is not None
        return answer


def repeat(record: Record, inbound: Inbound) -> Outcome:
    """Answer with what was heard, in every part of a turn; every second turn closes."""
    record.memory["heard"].append(inbound.text)
    count = len(record.memory["heard"])
    closes = count % 2 == 0
    return Outcome(
        replies=[
            {"text": f"{count}: {inbound.text}", "kind": "question", "asks": [], "buttons": []},
            {
                "text": "Anything else?",
                "kind": "question",
                "asks": ["age_years"],
                "buttons": [{"title": "Yes", "text": f"Yes, {inbound.text}"}],
            },
        ],
        memory=record.memory,
        mentions=[
            {"finding": "fever", "status": "present", "start": 0, "end": 4, "evidence": "I am"}
        ],
        assessment={
            "level": "urgent",
            "complete": closes,
            "rules": ["U1"],
            "reasons": [f"You said: {inbound.text}"],
            "protocol": {"version": "1.0.0", "sha256": "ab" * 32},
        },
        rasa_events_new=[{"event": "user", "text": inbound.text, "count": count}],
        state="closed" if closes else "open",
        closing=closing() if closes else None,
    )


def closing() -> Closing:
    return Closing(
        reason="finished",
        level="urgent",
        script_locale="en-US",
        script_version="1.0.0",
        script_sha256="cd" * 32,
        texts=("If it gets worse, call for help.",),
    )


def run_in_child(work: Callable[[], object]) -> int:
    """Run something in a forked process, and return how that one ended."""
    child = os.fork()
    if child == 0:
        # The child may not come back into pytest, whatever happens in it.
        status = 1
        try:
            work()
            status = 0
        except BaseException:  # noqa: BLE001
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(status)
    return child


def ended(child: int) -> int:
    """Wait for a child; 0 is well, a negative number is the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def start_child() -> Callable[[Callable[[], object]], int]:
    return run_in_child


@pytest.fixture
def wait_for() -> Callable[[int], int]:
    return ended


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def a_closing() -> Closing:
    return closing()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL of our own, and give the URL of its empty default database."""
    programs = _postgres_programs()
    folder = Path(tempfile.mkdtemp(prefix="backline-postgres-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    port = _free_port()
    data = str(folder / "data")
    settings = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        " -c fsync=off -c max_connections=200"
    )
    _as_postgres(programs / "initdb", "-D", data, "-A", "trust", "-U", "backline", "-E", "UTF8")
    log = str(folder / "log")
    _as_postgres(programs / "pg_ctl", "-D", data, "-o", settings, "-l", log, "-w", "start")
    try:
        url = f"postgresql+psycopg://backline@127.0.0.1:{port}/"
        with _connect(url, "postgres") as connection:
            connection.execute("CREATE DATABASE migrated")
        store = Store(url + "migrated")
        store.migrate()
        store.close()
        yield url
    finally:
        _as_postgres(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    reason = "no PostgreSQL server under /usr/lib/postgresql: apt-get install postgresql"
    if os.environ.get("CI") == "true" or os.environ.get("BACKLINE_REQUIRE_POSTGRES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _as_postgres(*command: object) -> None:
    # The server refuses to run as root.
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    finished = subprocess.run(
        [*prefix, *map(str, command)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        # Files, not pipes: the server would keep a pipe open, and us waiting.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert finished.returncode == 0, f"{command[0]} failed"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _connect(server: str, database: str) -> psycopg.Connection:
    return psycopg.connect(server.replace("+psycopg", "") + database, autocommit=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate once; each test begins with a copy of the file."""
    path = tmp_path_factory.mktemp("template") / "migrated.sqlite3"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """Give the migrated PostgreSQL database, and empty it again."""
    yield postgres + "migrated"
    # To truncate is five times faster than to make a database anew; what a killed
    # child left open would be waited for.
    tables = ", ".join(Table.metadata.tables)
    with _connect(postgres, "migrated") as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'migrated' AND pid <> pg_backend_pid()"
        )
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY".encode())


@pytest.fixture
def empty_postgres_url(postgres: str) -> Iterator[str]:
    """Give a PostgreSQL database without tables."""
    with _connect(postgres, "postgres") as connection:
        connection.execute("CREATE DATABASE empty")
    yield postgres + "empty"
    with _connect(postgres, "postgres") as connection:
        connection.execute("DROP DATABASE empty WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Run the test on each kind of database in turn."""
    name: str = request.param
    return name


@pytest.fixture
def empty_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Give a database without tables."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite3'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
def url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Give a migrated database."""
    if backend == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "test.sqlite3")
        return f"sqlite:///{tmp_path / 'test.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def store(url: str, clock: FakeClock) -> Iterator[Store]:
    store = Store(url, clock=clock)
    yield store
    store.close()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Give the same database from below, past the store."""
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def patient(store: Store) -> Patient:
    return Patient(store)


@pytest.fixture
def new_patient() -> type[Patient]:
    return Patient


@pytest.fixture
def kill() -> Callable[[], None]:
    """Give the way to die at once, as when the power goes or memory runs out."""
    return lambda: os.kill(os.getpid(), signal.SIGKILL)
