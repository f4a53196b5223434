"""Files of JSON lines as the commands take them: whole, or refused by file and line."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.cli.refusal import refuse
from bot.cli.streams import BadLine, lines, parsed

T = TypeVar("T")


def read_all(files: Sequence[Path], made: Callable[[Mapping[str, Any]], T], remedy: str) -> list[T]:
    """Return what `made` makes of every line of the files; the first bad line refuses all.

    `made` raises a ValueError for a line that is not what the command takes.
    """
    return [item for file in files for item in _read(file, made, remedy)]


def _read(file: Path, made: Callable[[Mapping[str, Any]], T], remedy: str) -> list[T]:
    items = []
    try:
        with file.open("rb") as source:
            for line in lines(source):
                try:
                    items.append(made(parsed(line)))
                except (BadLine, ValueError) as wrong:
                    refuse(f"{file}, line {line.number}: {wrong}", remedy)
    except OSError as wrong:
        refuse(f"{file} cannot be read: {wrong.strerror}", "check the name of the file")
    if not items:
        refuse(f"{file} is empty", remedy)
    return items
