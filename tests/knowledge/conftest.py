import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.loader import LOW_BACK_PAIN

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Return a function that replaces text in one file of a copy of the knowledge."""
    folder = tmp_path / "knowledge"
    shutil.copytree(LOW_BACK_PAIN, folder)

    def replace(file: str, old: str, new: str) -> Path:
        text = (folder / file).read_text()
        assert old in text, f"{file} has no {old!r}"
        (folder / file).write_text(text.replace(old, new, 1))
        return folder

    return replace
