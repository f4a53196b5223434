import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from bot.api.app import create_app
from bot.settings import Settings

HERE = ("127.0.0.1", 50000)


@dataclass
class Patient:
    """One British conversation over HTTP: what goes wrong is to be told with 999."""

    client: TestClient
    id: str
    headers: dict[str, str]

    def say(self, text: str, name: str | None = None) -> httpx2.Response:
        body = {"text": text, "client_message_id": name or str(uuid.uuid4())}
        path = f"/v1/conversations/{self.id}/messages"
        return self.client.post(path, json=body, headers=self.headers)

    def told(self) -> Any:
        return self.client.get(f"/v1/conversations/{self.id}", headers=self.headers).json()


def begin(client: TestClient) -> Patient:
    began = client.post("/v1/conversations", json={"locale": "en-GB"}).json()
    return Patient(client, began["id"], {"Authorization": f"Bearer {began['token']}"})


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[TestClient]:
    url = f"sqlite:///{folder / 'backline.sqlite3'}"
    app = create_app(Settings(**{"database_url": url, "rasa": False, **settings}))
    with TestClient(app, client=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def clients(tmp_path: Path) -> Callable[..., AbstractContextManager[TestClient]]:
    """Apps with settings of their own, on `backline.sqlite3` in the test's folder."""
    return lambda **settings: serving(tmp_path, **settings)


@pytest.fixture(name="begin")
def _begin() -> Callable[[TestClient], Patient]:
    return begin


@pytest.fixture
def advised() -> Callable[[httpx2.Response], None]:
    """Fail unless an answer says what to watch for and whom to call, in the right country."""

    def check(response: httpx2.Response) -> None:
        body = response.json()
        told = body["safety_net"] + " ".join(said["text"] for said in body.get("messages", ()))
        assert "999" in told
        assert "numb around the groin" in told

    return check
