import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import turn
from bot.bridge.resources import resources
from bot.parts import assemble
from bot.storage.store import Store


@pytest.fixture
def silent(tmp_path: Path) -> tuple[Store, str, str]:
    url = f"sqlite:///{tmp_path / 'talks.sqlite3'}"
    store = Store(url)
    store.migrate()
    started = turn.start(assemble(resources(), store), locale="en-US", reporter="self")
    return store, url, started.id


def test_a_sweep_reminds_and_a_later_one_closes(
    silent: tuple[Store, str, str], start: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, url, conversation = silent
    told = []
    for name in ("REMIND", "CLOSE"):
        monkeypatch.setitem(os.environ, f"BACKLINE_{name}_AFTER_MINUTES", "0.0001")
    for _ in range(2):
        with start("sweep", "--database-url", url) as process:
            told.append(process.communicate()[1].decode())
        assert process.returncode == 0

    assert "1 reminded, 0 closed" in told[0]
    assert "0 reminded, 1 closed" in told[1]
    assert store.transcript(conversation).state == "closed"
    store.close()
