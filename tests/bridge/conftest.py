import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.bridge.agent import RasaAgent
from bot.bridge.model import ROOT, Model
from bot.bridge.resources import Resources, resources
from bot.nlu.rasa_format import read_folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.filterwarnings("ignore"))


@pytest.fixture(scope="session")
def model() -> Path:
    """The project's own model, trained now unless a fresh one is there."""
    if Model().state() != "fresh":
        train = "from bot.bridge.model import Model; Model().train()"
        command = [sys.executable, "-W", "ignore", "-c", train]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
    return Model().file


@pytest.fixture(scope="session")
def agent(model: Path) -> Iterator[RasaAgent]:
    agent = RasaAgent.load(model, resources().protocol)
    yield agent
    agent.close()


@pytest.fixture(scope="session")
def here() -> Resources:
    return resources()


@pytest.fixture(scope="session")
def messages() -> list[str]:
    """What patients say, in an order that is random and always the same."""
    texts = read_folder(ROOT / "data" / "nlu").texts
    return random.Random(7).sample(texts, len(texts))


class Served:
    """A server with Rasa in it, in a home of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.home = folder / "home"
        self.home.mkdir()
        self.log = folder / "serve.log"
        self.database = f"sqlite:///{folder / 'backline.sqlite3'}"

    @contextmanager
    def running(self, *options: str) -> Iterator["Served"]:
        command = [str(Path(sys.executable).with_name("backline")), "serve", *options]
        with self.log.open("wb") as output:
            process = subprocess.Popen(
                [*command, "--port", str(self.port), "--database-url", self.database],
                cwd=ROOT, env=self._environment(), stdout=output, stderr=output,
            )  # fmt: skip
        try:
            self._wait(process)
            yield self
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0, self.log.read_text()
        finally:
            process.kill()
            process.wait()

    def _environment(self) -> dict[str, str]:
        private = ROOT / ".backline"
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.home),
            "MPLCONFIGDIR": str(private / "matplotlib"),
            "KERAS_HOME": str(private / "keras"),
        }

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + 240
        while "Ctrl-C" not in self.log.read_text():
            assert process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.5)

    def read(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as response:
            return response.read().decode()

    def call(self, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, json.loads(response.read())
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read())

    def begin(self) -> tuple[str, str]:
        _, started = self.call("/v1/conversations", {"locale": "en-US", "reporter": "self"})
        return f"/v1/conversations/{started['id']}", started["token"]


@pytest.fixture(scope="session")
def serve(
    model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., AbstractContextManager[Served]]:
    """Run `backline serve` with these options."""
    return lambda *options: Served(tmp_path_factory.mktemp("served")).running(*options)
