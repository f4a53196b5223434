"""A trained Rasa agent in this process, on a thread and an event loop of its own."""

import asyncio
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import TimeoutError as OutOfTime
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.bridge.actions import InProcessActions
from bot.bridge.answer import RasaAnswer, RasaFailed
from bot.bridge.model import verified
from bot.bridge.patches import patch
from bot.bridge.slots import to_slots, to_talk
from bot.bridge.trackers import PassingTrackers
from bot.dialogue.closing import Reason
from bot.dialogue.replies import Button, Kind, Reply
from bot.dialogue.talk import Outcome, Talk
from bot.engine.protocol import Protocol

TIME_LIMIT = 5.0
"""Seconds a message may take; then the scripted interview answers instead."""


class RasaAgent:
    """Answers messages with a trained model and the actions, one at a time a conversation."""

    def __init__(
        self,
        agent: Agent,
        protocol: Protocol,
        actions: InProcessActions,
        *,
        time_limit: float = TIME_LIMIT,
    ) -> None:
        self._agent = agent
        self._time_limit = time_limit
        # Set whenever the loop turns: a part of Rasa that hangs holds up the whole loop.
        self._turning = threading.Event()
        self._turning.set()
        self._protocol = protocol
        self._actions = actions
        # Rasa wraps every store in one that answers "Sorry?" when it fails: ours stays bare.
        self._trackers = PassingTrackers(agent.domain)
        agent.tracker_store = agent.processor.tracker_store = self._trackers
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="rasa", daemon=True)
        self._thread.start()

    @classmethod
    def load(
        cls, model: Path, protocol: Protocol, *, time_limit: float = TIME_LIMIT
    ) -> "RasaAgent":
        """Return the agent of a model file; ForeignModel where we did not train it."""
        verified(model)
        patch()
        actions = InProcessActions()
        agent = Agent.load(str(model), action_endpoint=actions)
        return cls(agent, protocol, actions, time_limit=time_limit)

    def answer(
        self,
        conversation: str,
        text: str,
        talk: Talk,
        events: Iterable[Mapping[str, Any]],
        *,
        locale: str,
        time_limit: float | None = None,
    ) -> RasaAnswer:
        """Return Rasa's answer to one message; RasaFailed where there is none."""
        if not self._turning.is_set():
            raise RasaFailed("still held up by a message before")
        slots = {**to_slots(self._protocol, talk), "locale": locale}
        handling = self._handle(conversation, text, list(events), slots)
        future = asyncio.run_coroutine_threadsafe(handling, self._loop)
        try:
            return future.result(self._time_limit if time_limit is None else time_limit)
        except OutOfTime as late:
            # The next messages do not wait as long, one after another, for the same nothing.
            self._turning.clear()
            self._loop.call_soon_threadsafe(self._turning.set)
            future.cancel()
            raise RasaFailed("no answer in time") from late
        except RasaFailed:
            raise
        except Exception as failure:
            raise RasaFailed(type(failure).__name__) from failure

    def close(self) -> None:
        """Stop the thread; messages under way are dropped."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(TIME_LIMIT)

    async def _handle(
        self,
        conversation: str,
        text: str,
        events: list[Mapping[str, Any]],
        slots: Mapping[str, Any],
    ) -> RasaAnswer:
        known = self._trackers.put(conversation, events, slots)
        self._actions.failures.pop(conversation, None)
        channel = CollectingOutputChannel()
        message = UserMessage(text, channel, conversation)
        try:
            await self._agent.handle_message(message)
        finally:
            tracker = self._trackers.take(conversation)
        failure = self._actions.failures.pop(conversation, None)
        if failure:
            raise RasaFailed(type(failure).__name__) from failure
        return self._read_back(tracker, known)

    def _read_back(self, tracker: DialogueStateTracker, known: int) -> RasaAnswer:
        fresh = list(tracker.events)[known:]
        said = [event for event in _since_message(fresh) if isinstance(event, BotUttered)]
        if not any((event.text or "").strip() for event in said):
            raise RasaFailed("Rasa answered nothing")
        outcome = Outcome(
            to_talk(self._protocol, tracker.current_slot_values()),
            tuple(_reply(event) for event in said),
            next((_closing(event) for event in said if _closing(event)), None),
        )
        heard = tracker.latest_message
        return RasaAnswer(
            outcome,
            intent=(heard.intent or {}).get("name"),
            entities=tuple(heard.entities or ()),
            events=tuple(event.as_dict() for event in fresh),
        )


def _since_message(events: list[Any]) -> list[Any]:
    last = max((i for i, event in enumerate(events) if isinstance(event, UserUttered)), default=-1)
    return events[last + 1 :]


def _shape(event: BotUttered) -> Mapping[str, Any]:
    return event.data.get("custom") or {}


def _closing(event: BotUttered) -> Reason | None:
    value = _shape(event).get("closing")
    return Reason(value) if value else None


def _reply(event: BotUttered) -> Reply:
    shape = _shape(event)
    buttons = event.data.get("buttons") or ()
    return Reply(
        text=event.text or "",
        kind=Kind(shape.get("kind", Kind.INFORMATION)),
        asks=tuple(shape.get("asks", ())),
        buttons=tuple(Button(button["title"], button["payload"]) for button in buttons),
    )
