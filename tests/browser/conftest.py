import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from bot.api.app import create_app
from bot.settings import Settings

PATIENCE = 60_000
"""Milliseconds before the browser is given up: the machine may be busy with other things."""

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Chat:
    """What a patient sees and does, and all that the browser complains about meanwhile."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def start(self, locale: str = "en-US", *, for_another: bool = False) -> None:
        self.page.goto(f"/?locale={locale}")
        if for_another:
            self.page.get_by_label("Someone else").check()
        self.page.get_by_role("button", name="Start").click()
        self.page.locator(".greeting").wait_for()

    def say(self, text: str) -> None:
        self.page.get_by_label("In your own words").fill(text)
        self.send(self.page.get_by_role("button", name="Send", exact=True))

    def press(self, answer: str) -> None:
        self.send(self.newest.get_by_role("button", name=answer, exact=True))

    def send(self, button: Locator) -> None:
        mine = self.page.locator(".patient")
        before = mine.count()
        button.click()
        expect(mine).to_have_count(before + 1)
        self.page.locator("#conversation[aria-busy=false]").wait_for()

    @property
    def newest(self) -> Locator:
        return self.page.locator(".question").last

    @property
    def said_by_me(self) -> list[str]:
        return self.page.locator(".patient p").all_inner_texts()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is: BACKLINE_CHROMIUM, or `chromium` on the path."""
    found = os.environ.get("BACKLINE_CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("no chromium: install it, or set BACKLINE_CHROMIUM")
    pytest.skip("no chromium: install it, or set BACKLINE_CHROMIUM")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server on a free port."""
    yield from serving(tmp_path_factory.mktemp("browser"))


def serving(folder: Path, **settings: float) -> Iterator[str]:
    database = folder / "backline.sqlite3"
    app = create_app(Settings(database_url=f"sqlite:///{database}", rasa=False, **settings))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, ws="none", log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:  # what connects before waits, longer than a page may
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[str]:
    """A server that reminds and closes within seconds."""
    soon = {"remind_after_minutes": 2 / 60, "close_after_minutes": 2 / 60}
    yield from serving(tmp_path, sweep_every_seconds=0.2, **soon)


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that keeps its settings and crash reports in a home of its own."""
    expect.set_options(timeout=PATIENCE)
    home = tmp_path_factory.mktemp("home")
    folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "CACHE", "DATA")}
    environment = {**os.environ, "HOME": str(home), **folders}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS, env=environment)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": 375, "height": 740},
        reduced_motion="reduce",  # what still moves cannot be hit for sure
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def chat(context: BrowserContext, address: str) -> Iterator[Chat]:
    """A phone with the chat on it; any complaint of the browser fails the test."""
    chat = Chat(context.new_page())
    chat.page.on("console", lambda said: chat.complaints.append(said.text))
    chat.page.on("pageerror", lambda error: chat.complaints.append(str(error)))
    chat.page.on("request", lambda request: chat.requested.append(request.url))
    yield chat
    assert chat.complaints == []
    assert [url for url in chat.requested if not url.startswith((address, "blob:"))] == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Fail on whatever axe-core finds serious or critical."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        serious = [
            (fault["id"], [node["html"] for node in fault["nodes"]])
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]
        assert serious == []

    return check


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where pictures go: into the README with BACKLINE_SCREENSHOTS=1, else nowhere lasting."""
    if os.environ.get("BACKLINE_SCREENSHOTS") != "1":
        return tmp_path
    return Path(__file__).parents[2] / "docs" / "screenshots"
