"""What `backline check` says of a knowledge folder, and the published JSON Schema."""

import json
from pathlib import Path

from bot.knowledge import wording
from bot.knowledge.faults import Fault
from bot.knowledge.loader import LOW_BACK_PAIN, examine
from bot.knowledge.shape import KnowledgeShape

SCHEMA = Path(__file__).parent / "schema.json"


def check(folder: Path = LOW_BACK_PAIN) -> list[Fault]:
    """Return every fault of a folder, in order of file and place, texts hard to read included."""
    files, faults = examine(folder)
    for shape in files.scripts.values() if files else ():
        faults += wording.hard_to_read(wording.scripts(shape))
    return sorted(faults)


def schema() -> str:
    """Return the JSON Schema of a knowledge folder: one key a file, `scripts` one a locale."""
    return json.dumps(KnowledgeShape.model_json_schema(by_alias=True), indent=2) + "\n"


def write_schema(path: Path = SCHEMA) -> None:
    """Publish the schema."""
    path.write_text(schema(), encoding="utf-8")


def schema_is_current(path: Path = SCHEMA) -> bool:
    """Say whether the published schema is the one the loader goes by."""
    return path.is_file() and path.read_text(encoding="utf-8") == schema()
