from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.bridge import domain
from bot.cli.main import app
from bot.knowledge import check as knowledge
from bot.knowledge.faults import Fault


def check(*options: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["check", *options])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def stale(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "protocol.yml"
    file.write_text("something old")
    monkeypatch.setattr(domain, "GENERATED", file)
    monkeypatch.setattr(knowledge, "schema_is_current", lambda: True)
    monkeypatch.setattr(knowledge, "write_schema", lambda: None)
    return file


def test_what_is_committed_is_right_and_up_to_date() -> None:
    code, out, err = check()

    assert (code, err) == (0, "")
    assert "clinical review: " in out


def test_what_is_stale_is_named_with_the_remedy(stale: Path) -> None:
    code, _, err = check()

    assert code == 1
    assert f"stale: {stale.parent.name}/protocol.yml" in err
    assert "./backline check --write" in err


def test_what_is_stale_is_written_anew(stale: Path) -> None:
    assert check("--write")[0] == 0
    assert check()[0] == 0


def test_every_fault_of_the_knowledge_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [Fault("rules.yml", "E1.when", "is wrong.", "Mend it."), Fault("x.yml", "", "a", "b")]
    monkeypatch.setattr(knowledge, "check", lambda: faults)

    code, out, err = check()

    assert code == 1
    assert out.splitlines() == [str(fault) for fault in faults]
    assert "2 faults" in err
