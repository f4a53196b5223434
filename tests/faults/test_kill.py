"""The server killed at any point of a turn: the message is sent again, the turn is there once."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

TURN = "my back hurts and i cannot feel it when i wipe"


class Server:
    """`backline serve` on a database file, to be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "backline.sqlite3"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).with_name("backline")), "serve", "--no-rasa",
                "--port", str(self.port), "--database-url", f"sqlite:///{self.database}",
            ],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 120
        while True:
            assert self.process.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server is not up in time"
            with suppress(OSError):
                self.call("/ready")
                return
            time.sleep(0.1)

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(30)

    def call(self, path: str, body: Any = None, token: str = "") -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers)
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.loads(response.read())


@pytest.mark.parametrize("delay", [0.0, 0.004, 0.008, 0.015, 0.03])
def test_a_turn_cut_short_by_a_kill_is_there_once_after_it_is_sent_again(
    tmp_path: Path, delay: float
) -> None:
    server = Server(tmp_path)
    try:
        started = server.call("/v1/conversations", {"locale": "en-US", "reporter": "self"})
        path, token = f"/v1/conversations/{started['id']}", started["token"]
        message = {"text": TURN, "client_message_id": "one"}

        def send() -> None:
            with suppress(OSError, ValueError, urllib.error.HTTPError):
                server.call(f"{path}/messages", message, token)

        sender = threading.Thread(target=send)
        sender.start()
        time.sleep(delay)
        server.kill()
        sender.join(60)
        server.start()
        answer = server.call(f"{path}/messages", message, token)
        transcript = server.call(path, token=token)
    finally:
        server.kill()

    assert answer["state"] == "closed"
    assert answer["messages"][-1]["kind"] == "safety_net"
    texts = [said["text"] for said in transcript["messages"]]
    assert texts.count(TURN) == 1
    assert [texts.count(said["text"]) for said in answer["messages"]] == [1] * len(
        answer["messages"]
    )
