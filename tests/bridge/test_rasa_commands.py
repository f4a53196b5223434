"""Rasa's own commands on this repository, as somebody who knows Rasa would type them."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.bridge.model import ROOT

RASA = str(Path(sys.executable).with_name("rasa"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(tmp_path), "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}


def rasa(
    *arguments: str, environment: dict[str, str], typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RASA, *arguments],
        cwd=ROOT,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def call(url: str, body: Any = None) -> Any:
    request = urllib.request.Request(
        url,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        answer = response.read()
    return json.loads(answer) if body is not None else answer


@contextmanager
def running(*arguments: str, environment: dict[str, str], ready: str, log: Path) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [RASA, *arguments], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            deadline = time.monotonic() + 240
            while True:
                assert process.poll() is None, log.read_text()[-3000:]
                assert time.monotonic() < deadline, log.read_text()[-3000:]
                with suppress(urllib.error.URLError, ConnectionError):
                    call(ready)
                    break
                time.sleep(0.5)
            yield
        finally:
            process.terminate()
            process.wait(60)


def test_the_data_is_valid(environment: dict[str, str]) -> None:
    done = rasa("data", "validate", "--fail-on-warnings", environment=environment)

    assert done.returncode == 0, done.stderr[-3000:]


def test_the_test_stories_pass(model: Path, environment: dict[str, str], tmp_path: Path) -> None:
    done = rasa(
        "test", "core", "--model", str(model), "--stories", "tests/test_stories.yml",
        "--fail-on-prediction-errors", "--out", str(tmp_path / "results"),
        environment=environment,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr[-3000:]
    failed = (tmp_path / "results" / "failed_test_stories.yml").read_text()
    assert "None of the test stories failed" in failed


def test_rasa_run_beside_rasa_run_actions_talks_and_prints_no_patients_word(
    model: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    actions, server = free_port(), free_port()
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n")
    logs = tmp_path / "actions.log", tmp_path / "server.log"
    marker = "zyxomma"
    with (
        running(
            "run", "actions", "--port", str(actions), environment=environment,
            ready=f"http://127.0.0.1:{actions}/health", log=logs[0],
        ),
        running(
            "run", "--port", str(server), "--interface", "127.0.0.1", "--model", str(model),
            "--endpoints", str(endpoints), "--credentials", "credentials.yml",
            environment=environment, ready=f"http://127.0.0.1:{server}/", log=logs[1],
        ),
    ):  # fmt: skip
        webhook = f"http://127.0.0.1:{server}/webhooks/rest/webhook"
        first = call(webhook, {"sender": "a", "message": f"my {marker} back hurts"})
        shell = rasa(
            "shell", "--model", str(model), "--endpoints", str(endpoints),
            "--port", str(free_port()), environment=environment,
            typed=f"i cannot pee since {marker}\n/stop\n",
        )  # fmt: skip
        second = call(webhook, {"sender": "a", "message": "I cannot pee at all"})

    assert any("?" in message.get("text", "") for message in first)
    assert any("911" in message.get("text", "") for message in second)
    assert "911" in shell.stdout, shell.stderr[-3000:]
    assert not any(marker in log.read_text() for log in logs)
