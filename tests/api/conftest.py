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
Clients = Callable[..., AbstractContextManager[TestClient]]


@dataclass
class Patient:
    """One conversation over HTTP."""

    client: TestClient
    id: str
    token: str
    began: dict[str, Any]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def path(self) -> str:
        return f"/v1/conversations/{self.id}"

    def say(self, text: str, client_message_id: str | None = None) -> httpx2.Response:
        body = {"text": text, "client_message_id": client_message_id or str(uuid.uuid4())}
        return self.client.post(f"{self.path}/messages", json=body, headers=self.headers)

    def get(self, rest: str = "") -> httpx2.Response:
        return self.client.get(self.path + rest, headers=self.headers)


def begin(client: TestClient, **body: str) -> Patient:
    began = client.post("/v1/conversations", json=body).json()
    return Patient(client, began["id"], began["token"], began)


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[TestClient]:
    url = f"sqlite:///{folder / 'backline.sqlite3'}"
    app = create_app(Settings(database_url=url, rasa=False, **settings))
    with TestClient(app, client=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def clients(tmp_path: Path) -> Clients:
    """Apps with settings of their own, on one database."""
    return lambda **settings: serving(tmp_path, **settings)


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One app for all tests that need no settings of their own."""
    with serving(tmp_path_factory.mktemp("api")) as client:
        yield client


@pytest.fixture(name="begin")
def _begin() -> Callable[..., Patient]:
    return begin


@pytest.fixture
def patient(client: TestClient) -> Patient:
    return begin(client, locale="en-US")


@pytest.fixture
def british(client: TestClient) -> Patient:
    return begin(client, locale="en-GB")
