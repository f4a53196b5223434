import json
from pathlib import Path
from typing import Any

from bot.knowledge.check import check, schema_is_current, write_schema


def test_the_published_schema_is_current() -> None:
    assert schema_is_current(), "run `./backline check --write`"


def test_a_stale_schema_is_noticed_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    assert not schema_is_current(path)

    path.write_text("{}")
    assert not schema_is_current(path)

    write_schema(path)
    assert schema_is_current(path)
    assert set(json.loads(path.read_text())["properties"]) == {
        "manifest", "findings", "rules", "questions", "imaging", "scripts",
    }  # fmt: skip


def test_faults_are_returned_in_order_and_not_raised(edit: Any) -> None:
    edit("rules.yml", "finding: saddle_numbness", "finding: sadle")
    folder = edit("findings.yml", "sources: [S0, S2, S3, S4]", "sources: [S7]")

    assert [fault.file for fault in check(folder)] == ["findings.yml", "rules.yml"]
