"""The four actions of the triage: hear, ask, answer, close.

Each one turns slots into a `Talk`, calls the step of the same name in `bot.dialogue.talk`,
and turns the outcome into slot events and messages.
"""

from datetime import UTC, date, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.bridge.hearing import Heard, hear_message
from bot.bridge.resources import Resources, resources
from bot.bridge.slots import changes, to_slots, to_talk
from bot.dialogue import talk as dialogue
from bot.dialogue.closing import Reason
from bot.dialogue.replies import Reply
from bot.dialogue.talk import Talk
from bot.engine.interview import Kind, next_step
from bot.knowledge.scripts import Scripts

Events = list[dict[str, Any]]


class ValidateTriageForm(Action):
    """Hear the message; the form is filled once the engine has nothing left to ask."""

    def name(self) -> str:
        """Return the name Rasa calls for `triage_form`."""
        return "validate_triage_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Fold the message into the slots; leave an interruption to the rules."""
        here = resources()
        if _interrupts(tracker):
            return [ActionExecutionRejected("triage_form")]
        before, talk = _heard(here, tracker)
        _say(dispatcher, _aside(here, tracker, before, talk, None))
        finished = next_step(here.protocol, talk.interview).kind is Kind.FINISH
        interview = SlotSet("interview", "finished" if finished else None)
        return [*_events(here, tracker, talk), interview]


class AskInterview(Action):
    """Put the next question of the interview."""

    def name(self) -> str:
        """Return the name Rasa calls to ask for the slot `interview`."""
        return "action_ask_interview"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Ask what is still open."""
        here = resources()
        talk = to_talk(here.protocol, tracker.slots)
        wish = _message(here, tracker, talk).wish
        outcome = dialogue.go_on(here.protocol, _scripts(here, tracker), talk, wish)
        _say(dispatcher, outcome.replies)
        return _events(here, tracker, outcome.talk)


class Answer(Action):
    """Answer an interruption in the words of the scripts, and hear what came with it."""

    def name(self) -> str:
        """Return the name the rules use."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Answer the intent of the message."""
        here = resources()
        before, talk = _heard(here, tracker)
        replies = _aside(here, tracker, before, talk, wish := _message(here, tracker, before).wish)
        if talk.closed and (talk.interview == before.interview or not replies):
            scripts, today = _scripts(here, tracker), _today()
            ends = dialogue.after_closing(here.protocol, scripts, talk, wish, today=today)
            replies = (*replies, *ends)
        _say(dispatcher, replies)
        return _events(here, tracker, talk)


class Close(Action):
    """Close the conversation: finished, stopped, or handed to a person."""

    def name(self) -> str:
        """Return the name the rules use."""
        return "action_close"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Say and record the closing."""
        here = resources()
        _, talk = _heard(here, tracker)
        reason = dialogue.ENDINGS.get(_intent(tracker), Reason.FINISHED)
        scripts = _scripts(here, tracker)
        heard = _message(here, tracker, talk)
        if dialogue.adds_nothing(here.protocol, talk, heard.reading, heard.wish):
            _say(
                dispatcher,
                dialogue.after_closing(here.protocol, scripts, talk, None, today=_today()),
            )
            return [*_events(here, tracker, talk), SlotSet("interview", None)]
        outcome = dialogue.close(here.protocol, scripts, talk, reason, today=_today())
        _say(dispatcher, outcome.replies, closing=reason)
        return [*_events(here, tracker, outcome.talk), SlotSet("interview", None)]


def _heard(here: Resources, tracker: Tracker) -> tuple[Talk, Talk]:
    """Return the state before the message, and with the message folded in once."""
    talk = to_talk(here.protocol, tracker.slots)
    if tracker.get_slot("heard") == _message_id(tracker):
        return talk, talk
    heard = _message(here, tracker, talk)
    return talk, dialogue.listen(here.protocol, talk, heard.reading, heard.wish)


def _interrupts(tracker: Tracker) -> bool:
    """Say whether the rules have yet to answer this message, before the form goes on."""
    wished = dialogue.wish_in(_intent(tracker)) is not None
    return wished and tracker.get_slot("heard") != _message_id(tracker)


def _message(here: Resources, tracker: Tracker, talk: Talk) -> Heard:
    """Return what the message says and wants."""
    message = tracker.latest_message
    return hear_message(
        *(here.protocol, _scripts(here, tracker), here.reader, here.wishes, talk),
        message.get("text") or "",
        intent=_intent(tracker),
        entities=message.get("entities", ()),
    )


def _aside(
    here: Resources, tracker: Tracker, before: Talk, after: Talk, wish: str | None
) -> tuple[Reply, ...]:
    return dialogue.aside(here.protocol, _scripts(here, tracker), before, after, wish)


def _events(here: Resources, tracker: Tracker, talk: Talk) -> Events:
    changed = changes(tracker.slots, to_slots(here.protocol, talk))
    heard = SlotSet("heard", _message_id(tracker))
    return [heard, *(SlotSet(name, value) for name, value in changed.items())]


def _say(
    dispatcher: CollectingDispatcher, replies: tuple[Reply, ...], closing: Reason | None = None
) -> None:
    for reply in replies:
        shape = {"kind": reply.kind.value, "asks": list(reply.asks)}
        dispatcher.utter_message(
            text=reply.text,
            buttons=[{"title": b.title, "payload": b.text} for b in reply.buttons],
            json_message={**shape, "closing": closing.value} if closing else shape,
        )


def _today() -> date:
    return datetime.now(UTC).date()


def _intent(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("intent") or {}).get("name"))


def _message_id(tracker: Tracker) -> str | None:
    id = tracker.latest_message.get("message_id")
    return str(id) if id else None


def _scripts(here: Resources, tracker: Tracker) -> Scripts:
    return here.scripts.get(tracker.get_slot("locale") or "", here.scripts["en-US"])
