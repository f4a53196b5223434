"""Mentions as Rasa entities, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.engine.findings import Mention, Reading, Status
from bot.engine.protocol import Protocol

OURS = "FindingReader"
"""The extractor that reads with our own reader, but does not know what was asked."""


def to_entity(mention: Mention) -> dict[str, Any]:
    """Return the entity that shows a mention with its assertion and evidence span."""
    return {
        "entity": mention.finding,
        "value": mention.evidence,
        "role": mention.status.value,
        "start": mention.start,
        "end": mention.end,
        "confidence_entity": 1.0,
        "assertion": {"status": mention.status.value},
        "evidence": {"quote": mention.evidence},
    }


def reading_of(
    protocol: Protocol, entities: Iterable[Mapping[str, Any]], reading: Reading
) -> Reading:
    """Return the reading with what the pipeline's entities add to it.

    Another extractor in the pipeline may add a finding or a doubt; it never makes one
    absent, nor lowers what the reading holds. Ours adds nothing: the same reader has made
    the reading, and knew what was asked and which words are an aside.
    """
    known = reading.findings
    added = tuple(
        mention
        for mention in (_mention(one) for one in entities if one.get("extractor") != OURS)
        if mention.finding in protocol.findings
        and mention.status.counts
        and mention.finding not in known
    )
    return replace(reading, mentions=(*reading.mentions, *added)) if added else reading


def _mention(entity: Mapping[str, Any]) -> Mention:
    role = entity.get("role") or Status.PRESENT.value
    status = Status(role) if role in set(Status) else Status.UNKNOWN
    start, end = int(entity.get("start", 0)), int(entity.get("end", 0))
    return Mention(str(entity["entity"]), status, start, end, str(entity.get("value", "")))
