import sqlite3
from pathlib import Path

import pytest
import typer

from bot.cli.configuration import migrated, settings


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKLINE_PORT", "9001")

    assert settings(port=None).port == 9001
    assert settings(port=9002).port == 9002


def test_a_new_database_gets_its_folder_and_tables(tmp_path: Path) -> None:
    file = tmp_path / "new" / "talks.sqlite3"

    migrated(f"sqlite:///{file}").close()

    with sqlite3.connect(file) as connection:
        tables = {name for (name,) in connection.execute("select name from sqlite_master")}
    assert "conversations" in tables


@pytest.mark.parametrize(
    "url",
    [
        "no url",
        "mysql://somewhere/else",
        "sqlite:////proc/nothing/here.sqlite3",
        "postgresql+other://localhost/x",
    ],
)
def test_a_database_that_cannot_be_used_is_refused(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as refused:
        migrated(url)

    assert refused.value.exit_code == 2
    assert "remedy: give --database-url" in capsys.readouterr().err
