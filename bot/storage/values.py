"""What goes into storage and comes out of it: frozen values, plain JSON inside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
State = Literal["open", "closing", "closed"]
Reason = Literal["finished", "stopped", "handoff", "silence", "fault"]

# Words of patients are left out of every repr, so that no log can print them.


@dataclass(frozen=True)
class Created:
    """A new conversation; its token exists here only, the database keeps a hash."""

    id: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class Inbound:
    """One message of the patient, as stored: offsets of mentions count into this text."""

    id: int
    text: str = field(repr=False)


@dataclass(frozen=True)
class Closing:
    """What a closing delivered: the scripted texts, free of the patient's own words."""

    reason: Reason
    level: str | None
    script_locale: str
    script_version: str
    script_sha256: str
    texts: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Outcome:
    """All that one turn leaves behind.

    A reply is `{"text", "kind", "asks", "buttons"}`, a mention `{"finding", "status",
    "start", "end"}` (its evidence is not kept: it is in the message), an assessment
    what `assess` prints: `level`, `complete`, `rules` and `protocol` are read from it.
    """

    replies: Sequence[Json] = field(repr=False)
    memory: Json = field(repr=False)
    mentions: Sequence[Json] = ()
    assessment: Json | None = field(default=None, repr=False)
    rasa_events_new: Sequence[Json] = field(default=(), repr=False)
    state: State = "open"
    closing: Closing | None = None


@dataclass(frozen=True)
class Answer:
    """What one message was answered, as it was answered then."""

    messages: list[Json] = field(repr=False)
    state: State
    assessment: Json | None = field(repr=False)


@dataclass(frozen=True)
class Said:
    """One message of a transcript."""

    id: int
    direction: Literal["in", "out"]
    text: str = field(repr=False)
    kind: str | None
    asks: list[str]
    buttons: list[Json] = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class Closed:
    """One closing as recorded."""

    reason: Reason
    level: str | None
    script_locale: str
    script_version: str
    script_sha256: str
    texts_sha256: str
    at: datetime


@dataclass(frozen=True)
class Silence:
    """Since when nothing must have been said, by the state a conversation is in."""

    open_since: datetime
    closing_since: datetime
    """After the reminder."""
    unanswered_since: datetime
    """When a message came that a crash may have left without its answer."""


@dataclass(frozen=True)
class Callback:
    """One call that a nurse is to make."""

    id: int
    conversation_id: str
    contact: str = field(repr=False)
    reason: Reason
    level: str
    since: datetime


@dataclass(frozen=True)
class Transcript:
    """A conversation as it stands: every message in order, the last assessment and closing."""

    id: str
    locale: str
    reporter: str
    state: State
    created_at: datetime
    updated_at: datetime
    messages: tuple[Said, ...]
    assessment: Json | None = field(repr=False)
    closing: Closed | None
