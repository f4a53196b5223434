"""Rasa's trackers, held only while a message is handled.

Events come from and go back to the caller, who keeps them in the transaction of the turn.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.bridge.slots import changes

# What Rasa writes at the start of a conversation; its rules reckon from the listening.
_BEGINNING = (
    ActionExecuted(ACTION_SESSION_START_NAME),
    SessionStarted(),
    ActionExecuted(ACTION_LISTEN_NAME),
)

# A closing that the script gave (after a silence, a fault) has ended the form all the same.
_LEFT = (ActiveLoop(None), SlotSet(REQUESTED_SLOT, None))


class PassingTrackers(TrackerStore):
    """A tracker store that keeps a conversation from `put` to `take`, in memory."""

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self._held: dict[str, DialogueStateTracker] = {}

    def put(
        self, conversation: str, events: Iterable[Mapping[str, Any]], slots: Mapping[str, Any]
    ) -> int:
        """Hold the tracker of these events, its slots set right; return the count of events."""
        stored = [dict(event) for event in events]
        tracker = DialogueStateTracker.from_dict(conversation, stored, self.domain.slots)
        changed = changes(tracker.current_slot_values(), slots)
        if changed and not stored:
            tracker.update_with_events(_BEGINNING, self.domain)
        tracker.update_with_events([SlotSet(*slot) for slot in changed.items()], self.domain)
        if slots.get("closed") and tracker.active_loop_name:
            tracker.update_with_events(_LEFT, self.domain)
        self._held[conversation] = tracker
        return len(stored)

    def take(self, conversation: str) -> DialogueStateTracker:
        """Return the tracker and forget it; KeyError where none is held."""
        return self._held.pop(conversation)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the held tracker."""
        return self._held.get(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Hold the tracker."""
        self._held[tracker.sender_id] = tracker

    async def keys(self) -> Iterable[str]:
        """Return the conversations held now."""
        return list(self._held)
