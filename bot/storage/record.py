"""One conversation under its lock: all that a turn reads, and all that it leaves."""

import copy
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.storage import audit, callbacks
from bot.storage.errors import AlreadyAnswered, ClosedWithoutClosing
from bot.storage.models import (
    AssessmentRow,
    ClosingRow,
    ConversationRow,
    MentionRow,
    MessageRow,
    RasaEventRow,
)
from bot.storage.values import Answer, Closing, Inbound, Json, Outcome, Reason, State


def storable(text: str) -> str:
    """Replace, one for one, the two kinds of code point that databases refuse in text."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if char == "\0" or "\ud800" <= char <= "\udfff" else char
        for char in text
    )


def reply_json(message: MessageRow) -> Json:
    """Give a reply back as it was handed in."""
    return {
        "text": message.text,
        "kind": message.kind,
        "asks": list(message.asks),
        "buttons": copy.deepcopy(message.buttons),
    }


class Record:
    """One conversation, for the length of one transaction that holds its lock."""

    def __init__(
        self, session: Session, conversation: ConversationRow, clock: Callable[[], datetime]
    ) -> None:
        """Take a conversation that is locked already."""
        self._session = session
        self._row = conversation
        self._clock = clock
        self._salt = conversation.salt or ""
        self._entries: list[audit.Entry] = []
        # A copy: what the caller changes in place must still differ from the row.
        self.memory: Json = copy.deepcopy(conversation.memory)

    @property
    def id(self) -> str:
        """Name the conversation."""
        return self._row.id

    @property
    def locale(self) -> str:
        """Return the locale the conversation was started with."""
        return self._row.locale

    @property
    def reporter(self) -> str:
        """Say who speaks: `self` or `proxy`."""
        return self._row.reporter

    @property
    def state(self) -> State:
        """Return the state after all that was recorded so far."""
        state: State = self._row.state  # type: ignore[assignment]  # a CHECK holds it
        return state

    @property
    def updated_at(self) -> datetime:
        """Return when something was last said, as of the start of this transaction."""
        return self._row.updated_at

    @property
    def closed_for(self) -> timedelta:
        """Return how long it has been closed; nothing while it is not."""
        row = self._session.get(ClosingRow, self._row.closing_id) if self._row.closing_id else None
        return max(self._clock() - row.created_at, timedelta()) if row else timedelta()

    @property
    def can_be_called(self) -> bool:
        """Say whether the patient left a way to be reached."""
        return self._row.contact is not None

    @property
    def rasa_events(self) -> list[Json]:
        """Return all events of Rasa's tracker in order."""
        rows = (
            select(RasaEventRow.payload)
            .where(RasaEventRow.conversation_id == self.id)
            .order_by(RasaEventRow.seq)
        )
        return [copy.deepcopy(payload) for payload in self._session.scalars(rows)]

    @property
    def assessment(self) -> Json | None:
        """Return the last assessment, to compare the next one with."""
        return last_assessment(self._session, self.id)

    def unanswered(self) -> list[Inbound]:
        """Return the messages still to be answered, in order of arrival."""
        rows = select(MessageRow).where(
            MessageRow.conversation_id == self.id,
            MessageRow.direction == "in",
            MessageRow.answered_at.is_(None),
        )
        found = self._session.scalars(rows.order_by(MessageRow.seq))
        return [Inbound(row.id, row.text or "") for row in found]

    def answer(self, inbound: Inbound, outcome: Outcome) -> None:
        """Record the turn that answers one message."""
        message = self._session.get(MessageRow, inbound.id)
        if message is None or message.conversation_id != self.id or message.answered_at:
            raise AlreadyAnswered(f"message {inbound.id}")
        self._write(outcome, message)
        message.answered_at = self._clock()
        message.state_after = self._row.state
        self._session.flush()

    def say(self, outcome: Outcome) -> None:
        """Record what is said unasked, such as the closing after a silence."""
        self._write(outcome, None)

    def call_back(self, reason: Reason, level: str) -> None:
        """Queue a call to the patient, unless one is waited for already."""
        at = self._clock()
        if callbacks.queue(self._session, self._row, reason=reason, level=level, at=at):
            self.put_on_record("callback", {"reason": reason, "level": level})

    def answer_to(self, message_id: int) -> Answer | None:
        """Return the very answer a message was given, or None while it has none."""
        message = self._session.get(MessageRow, message_id)
        if message is None or message.conversation_id != self.id or message.state_after is None:
            return None
        replies = select(MessageRow).where(MessageRow.in_reply_to == message_id)
        assessment = select(AssessmentRow.payload).where(AssessmentRow.message_id == message_id)
        state: State = message.state_after  # type: ignore[assignment]  # copied from `state`
        return Answer(
            [reply_json(row) for row in self._session.scalars(replies.order_by(MessageRow.seq))],
            state,
            copy.deepcopy(self._session.scalars(assessment).first()),
        )

    def put_on_record(self, kind: str, details: Json) -> None:
        """Put something on record with this transaction; `details` may hold no words."""
        self._entries.append(audit.Entry(kind, details, self.id))

    def finish(self) -> None:
        """Write the audit entries, at the very end: the whole chain waits meanwhile."""
        self._session.flush()
        audit.append(self._session, self._entries, self._clock())
        self._entries = []

    def _write(self, outcome: Outcome, message: MessageRow | None) -> None:
        self._refuse_bare_close(outcome)
        message_id = message.id if message else None
        said = [] if message is None else [message]
        said += self._add_replies(outcome.replies, message_id)
        self._add_mentions(outcome.mentions, message_id)
        self._add_assessment(outcome.assessment, message_id)
        self._add_rasa_events(outcome.rasa_events_new)
        self._settle(outcome, message_id)
        self.put_on_record("turn" if message else "unasked", self._on_record(outcome, said))

    def _refuse_bare_close(self, outcome: Outcome) -> None:
        closes = outcome.state == "closed"
        if outcome.closing is None and closes and self._row.closing_id is None:
            raise ClosedWithoutClosing("state 'closed' without a closing")
        if outcome.closing is not None and not closes:
            raise ClosedWithoutClosing(f"a closing with state {outcome.state!r}")

    def _add_replies(self, replies: Sequence[Json], message_id: int | None) -> list[MessageRow]:
        rows = []
        last = select(func.max(MessageRow.seq)).where(MessageRow.conversation_id == self.id)
        for seq, reply in enumerate(replies, start=(self._session.scalar(last) or 0) + 1):
            row = MessageRow(
                conversation_id=self.id,
                seq=seq,
                direction="out",
                text=storable(reply["text"]),
                kind=reply["kind"],
                asks=list(reply.get("asks", ())),
                buttons=copy.deepcopy(list(reply.get("buttons", ()))),
                in_reply_to=message_id,
                created_at=self._clock(),
            )
            rows.append(row)
        self._session.add_all(rows)
        self._session.flush()
        return rows

    def _add_mentions(self, mentions: Sequence[Json], message_id: int | None) -> None:
        kept = ("finding", "status", "start", "end")
        self._session.add_all(
            MentionRow(message_id=message_id, **{name: mention[name] for name in kept})
            for mention in mentions
        )

    def _add_assessment(self, assessment: Json | None, message_id: int | None) -> None:
        if assessment is None:
            return
        protocol = assessment["protocol"]
        self._session.add(
            AssessmentRow(
                conversation_id=self.id,
                message_id=message_id,
                level=str(assessment["level"]),
                complete=assessment["complete"],
                rules=list(assessment["rules"]),
                payload=copy.deepcopy(assessment),
                protocol_version=str(protocol["version"]),
                protocol_sha256=str(protocol["sha256"]),
                created_at=self._clock(),
            )
        )

    def _add_rasa_events(self, events: Sequence[Json]) -> None:
        last = select(func.max(RasaEventRow.seq)).where(RasaEventRow.conversation_id == self.id)
        first = (self._session.scalar(last) or 0) + 1
        self._session.add_all(
            RasaEventRow(conversation_id=self.id, seq=seq, payload=copy.deepcopy(event))
            for seq, event in enumerate(events, start=first)
        )

    def _settle(self, outcome: Outcome, message_id: int | None) -> None:
        if outcome.closing is not None:
            self._row.closing_id = self._add_closing(outcome.closing, message_id)
        elif outcome.state != "closed":
            self._row.closing_id = None
        self._row.state = outcome.state
        self._row.memory = copy.deepcopy(outcome.memory)
        self._row.updated_at = self._clock()
        self._session.flush()
        self.memory = copy.deepcopy(outcome.memory)

    def _add_closing(self, closing: Closing, message_id: int | None) -> int:
        row = ClosingRow(
            conversation_id=self.id,
            message_id=message_id,
            reason=closing.reason,
            level=closing.level,
            script_locale=closing.script_locale,
            script_version=closing.script_version,
            script_sha256=closing.script_sha256,
            texts_sha256=audit.sha256(audit.canonical(list(closing.texts))),
            created_at=self._clock(),
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def _on_record(self, outcome: Outcome, said: Sequence[MessageRow]) -> Json:
        verdict, closing = outcome.assessment, outcome.closing
        kept = ("level", "complete", "rules", "protocol")
        return {
            "words": {str(row.id): audit.keyed(self._salt, row.text) for row in said},
            "state": outcome.state,
            "assessment": verdict and {name: verdict[name] for name in kept},
            "closing": closing
            and {
                "reason": closing.reason,
                "level": closing.level,
                "script": {
                    "locale": closing.script_locale,
                    "version": closing.script_version,
                    "sha256": closing.script_sha256,
                },
            },
        }


def last_assessment(session: Session, conversation_id: str) -> Json | None:
    """Return a copy of the latest assessment of a conversation."""
    rows = select(AssessmentRow.payload).where(AssessmentRow.conversation_id == conversation_id)
    return copy.deepcopy(session.scalars(rows.order_by(AssessmentRow.id.desc()).limit(1)).first())
