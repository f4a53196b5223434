"""A conversation's state as Rasa's slots, and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.dialogue.talk import Talk, from_json, to_json
from bot.engine.protocol import Protocol

CONTROL = (
    *("asked", "asking", "affirmed", "interrupted", "missed"),
    *("reviewing", "worsened"),
    *("doubted", "retracting", "leaning", "evidence", "closed_at", "closed"),
)
"""Slots of the conversation itself; all others are named by a finding, number or category."""

UNSET: Mapping[str, Any] = {
    "asked": {},
    "asking": [],
    "affirmed": False,
    "interrupted": 0,
    "missed": False,
    "reviewing": False,
    "worsened": False,
    "doubted": [],
    "retracting": [],
    "leaning": {},
    "evidence": {},
    "closed": False,
}
"""What a control slot holds before anything was said."""


def to_slots(protocol: Protocol, talk: Talk) -> dict[str, Any]:
    """Return the value of every slot; None where nothing is known."""
    state = to_json(talk)
    return {
        **{id: state["findings"].get(id) for id in protocol.findings},
        **{id: state["numbers"].get(id) for id in protocol.numbers},
        **{id: state["categories"].get(id) for id in protocol.categories},
        **{name: state[name] for name in CONTROL},
    }


def to_talk(protocol: Protocol, slots: Mapping[str, Any]) -> Talk:
    """Return the state that the slots hold; slots that are not ours are left alone."""

    def held(ids: Iterable[str]) -> dict[str, Any]:
        return {id: slots[id] for id in ids if slots.get(id) is not None}

    return from_json(
        {
            "findings": held(protocol.findings),
            "numbers": held(protocol.numbers),
            "categories": held(protocol.categories),
            **{
                name: slots[name] if slots.get(name) is not None else UNSET.get(name)
                for name in CONTROL
            },
        }
    )


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the slots of `after` that differ from `before`."""
    return {
        name: value
        for name, value in after.items()
        if value != (before.get(name) if before.get(name) is not None else UNSET.get(name))
    }
