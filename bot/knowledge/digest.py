"""A hash that names what the files say, not how they are written down."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from bot.knowledge.shape import KnowledgeShape, ScriptsShape

ORDERED = ("findings", "rules", "questions")
"""Files whose order of entries is part of what they say."""


def of_protocol(files: KnowledgeShape) -> str:
    """Return the hash of everything but the scripts.

    Comments, formatting and the order of keys do not change it; the order of rules,
    questions and findings does, since answers come in that order.
    """
    data = _plain(files)
    del data["scripts"]
    for name in ORDERED:
        data[name] = [[id, entry] for id, entry in data[name].items()]
    return _sha256(data)


def of_scripts(scripts: ScriptsShape) -> str:
    """Return the hash of one locale's texts."""
    return _sha256(_plain(scripts))


def _plain(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True)


def _sha256(data: Mapping[str, Any]) -> str:
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
