"""The server as people start it: a real process on a port of its own."""

import json
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).parents[2]
Start = Callable[..., "subprocess.Popen[bytes]"]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def said_until_ready(process: "subprocess.Popen[bytes]") -> str:
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line.decode()
        if b"Ctrl-C" in line:
            return said
    pytest.fail(f"the server ended: {process.stderr.read().decode() if process.stderr else ''}")


def test_workers_count_together_and_leave_nothing_behind(start: Start, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    folder = ROOT / "var" / "metrics" / f"127.0.0.1-{port}"
    folder.mkdir(parents=True)
    (folder / "counter_1.db").write_bytes(b"left by a server that was killed")
    options = ("--port", str(port), "--database-url", f"sqlite:///{tmp_path / 'talks.sqlite3'}")
    with start("serve", "--no-rasa", "--workers", "2", *options) as process:
        try:
            said_until_ready(process)
            for _ in range(20):
                urlopen(f"{url}/health").close()
            with urlopen(f"{url}/metrics") as answer:
                counted = answer.read().decode()
            kept = {file.name.split("_")[0] for file in folder.iterdir()}
        finally:
            process.send_signal(signal.SIGINT)
        process.communicate()

    route = 'method="GET",route="/health",status="2xx"'
    assert f"backline_http_requests_total{{{route}}} 20.0" in counted
    assert kept == {"counter", "histogram"}
    assert not folder.exists()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_server_says_where_it_is_when_it_answers_and_ends_on_ctrl_c(
    start: Start, tmp_path: Path, workers: str
) -> None:
    port = free_port()
    database = f"sqlite:///{tmp_path / 'new' / 'talks.sqlite3'}"
    options = ("--port", str(port), "--workers", workers, "--database-url", database)
    with start("serve", "--no-rasa", *options) as process:
        try:
            said = said_until_ready(process)
            greeted = Request(
                f"http://127.0.0.1:{port}/v1/conversations",
                data=b'{"locale": "en-US", "reporter": "self"}',
                headers={"Content-Type": "application/json"},
            )
            with urlopen(greeted) as answer:
                conversation = json.load(answer)
        finally:
            process.send_signal(signal.SIGINT)
        _, err = process.communicate()

    assert f"http://127.0.0.1:{port}/docs" in said
    assert conversation["state"] == "open"
    assert b"Traceback" not in err
    assert process.returncode == 0


def test_a_port_in_use_is_refused_at_once(start: Start, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        database = tmp_path / "untouched.sqlite3"
        with start("serve", "--port", port, "--database-url", f"sqlite:///{database}") as process:
            _, err = process.communicate()

    assert process.returncode == 2
    assert b"Address already in use" in err
    assert b"remedy: " in err
    assert not database.exists()


def test_a_host_that_is_none_is_refused(start: Start) -> None:
    with start("serve", "--host", "no.such.host.invalid") as process:
        _, err = process.communicate()

    assert process.returncode == 2
    assert b"no.such.host.invalid" in err
    assert b"Traceback" not in err
