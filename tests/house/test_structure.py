"""The house rules that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NOT_OURS = {"__pycache__", "models", "node_modules", "report", "results", "var"}
OUR_HIDDEN = {".ci", ".github", ".gitlab"}

MOST_LINES = 300
MOST_STATEMENT_LINES = 40

MAY_READ_ENVIRONMENT = {"bot/settings.py", "bot/bridge/quiet.py"}


def files(folder: Path = ROOT) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield path
        elif path.name not in NOT_OURS and (
            not path.name.startswith(".") or path.name in OUR_HIDDEN
        ):
            yield from files(path)


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules(*parts: str) -> list[Path]:
    return [
        path
        for part in parts or ("bot", "actions")
        for path in files(ROOT / part)
        if path.suffix == ".py" and "versions" not in path.parts
    ]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", modules("bot", "actions", "benchmarks", "tests"), ids=name)
def test_a_module_fits_in_the_head(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("module", modules(), ids=name)
def test_a_function_fits_on_a_page(module: Path) -> None:
    long = {}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > MOST_STATEMENT_LINES:
                long[node.name] = lines

    assert long == {}


def parts() -> list[Path]:
    return sorted(
        folder
        for folder in (ROOT / "bot").iterdir()
        if any(path.name != "__init__.py" for path in folder.glob("*.py"))
    )


@pytest.mark.parametrize("part", parts(), ids=name)
def test_every_part_has_tests_in_the_same_place(part: Path) -> None:
    assert list((ROOT / "tests" / part.name).rglob("test_*.py"))


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        name(module)
        for module in modules()
        if re.search(r"\bos\.(environ|getenv)|from os import", module.read_text(encoding="utf-8"))
    }

    assert readers <= MAY_READ_ENVIRONMENT


def test_nobody_calls_a_file_utils() -> None:
    vague = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}

    assert [name(path) for path in files() if path.name in vague] == []


def test_nothing_is_left_to_do_later() -> None:
    later = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")

    assert [
        path
        for path, text in texts()
        if path.endswith((".py", ".yml", ".html")) and later.search(text)
    ] == []


def test_the_project_stands_alone() -> None:
    workplace = re.compile(r"(?<![\w.\-~}])/(work|tmp/contracts)" r"/|/tmp/contr" r"acts")

    assert [path for path, text in texts() if workplace.search(text)] == []


def test_mocks_stay_out_fakes_are_real_classes() -> None:
    mock = re.compile(r"^\s*(from unittest import mock|import unittest|from unittest\.mock)", re.M)

    assert [path for path, text in texts() if path.endswith(".py") and mock.search(text)] == []
