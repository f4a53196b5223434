"""The part of Rasa's domain that repeats the protocol, generated from it."""

from pathlib import Path
from typing import Any

import yaml

from bot.engine.protocol import Protocol

GENERATED = Path(__file__).parent.parent / "domain" / "protocol.yml"

HEADER = "# Generated from bot/knowledge by `./backline check --write`; do not edit.\n"

ROLES = ("present", "uncertain", "absent", "none")
"""How a phrase in the training data bears on its finding; the default is present."""


def generated_domain(protocol: Protocol) -> str:
    """Return the YAML of entities and slots for every finding, number and category."""
    domain: dict[str, Any] = {
        "version": "3.1",
        "entities": [{finding: {"roles": list(ROLES)}} for finding in protocol.findings],
        "slots": {
            **{id: _slot("text") for id in protocol.findings},
            **{
                number.id: {
                    **_slot("float"),
                    "min_value": number.minimum,
                    "max_value": number.maximum,
                }
                for number in protocol.numbers.values()
            },
            **{id: _slot("text") for id in protocol.categories},
        },
    }
    return HEADER + yaml.safe_dump(domain, sort_keys=False, width=100)


def _slot(kind: str) -> dict[str, Any]:
    return {"type": kind, "influence_conversation": False, "mappings": [{"type": "custom"}]}
