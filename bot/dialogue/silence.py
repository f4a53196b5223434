"""What is said to a patient who has gone silent: first a reminder, later the closing."""

from dataclasses import replace
from datetime import date

from bot.dialogue import talk as dialogue
from bot.dialogue.closing import Reason
from bot.dialogue.replies import Kind, Reply
from bot.dialogue.talk import Outcome, Talk
from bot.engine.cautions import pressing, standing
from bot.engine.protocol import Level, Protocol
from bot.knowledge.scripts import Scripts


def remind(protocol: Protocol, scripts: Scripts, talk: Talk) -> Outcome:
    """Return the reminder, with the open question put once more; nothing else changes."""
    reminder = Reply(scripts.messages["reminder"], Kind.INFORMATION)
    if not talk.interview.asking:
        return Outcome(talk, (reminder,))
    asked = dialogue.go_on(protocol, scripts, talk)
    return Outcome(asked.talk, (reminder, *asked.replies))


def give_up(
    protocol: Protocol, scripts: Scripts, talk: Talk, *, today: date, call_back: bool
) -> Outcome:
    """Return the closing after a silence; with `call_back`, told that a nurse was asked to call."""
    closed = dialogue.close(protocol, scripts, talk, Reason.SILENCE, today=today)
    closed = replace(closed, talk=_not_asked(talk, closed.talk))
    if not call_back:
        return closed
    first, *rest = closed.replies
    told = Reply(scripts.messages["call_back"], Kind.HANDOFF)
    return replace(closed, replies=(first, told, *rest))


def _not_asked(before: Talk, after: Talk) -> Talk:
    """Return the closed conversation with the open question not counted: nobody answered it."""
    asking = before.interview.asking
    asked = {id: count - (id in asking) for id, count in after.interview.asked.items()}
    return replace(after, interview=replace(after.interview, asked=asked))


def needs_call(protocol: Protocol, talk: Talk) -> bool:
    """Say whether somebody should call: an emergency stands, or was being asked about."""
    emergency = standing(protocol, talk.interview).level is Level.emergency
    return emergency or pressing(protocol, talk.interview)
