"""The tables. Times are UTC, JSON is plain, and a closed conversation has its closing."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite numbers rows by itself only in a column that is exactly INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")


class Utc(TypeDecorator[datetime]):
    """A moment in UTC, aware of it also where the database forgets the zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone, and store the others in UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back UTC, whatever the zone of the session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """What all tables share: names for constraints, so that migrations can drop them."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's way of saying it
        datetime: Utc(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }


class ConversationRow(Table):
    """One episode of one person. `salt`, `token_hash` and `contact` go with the words."""

    __tablename__ = "conversations"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closing', 'closed')", name="state_known"),
        CheckConstraint("state <> 'closed' OR closing_id IS NOT NULL", name="closed_has_closing"),
        # Both columns, so that the closing of somebody else does not count.
        ForeignKeyConstraint(
            ["id", "closing_id"], ["closings.conversation_id", "closings.id"], use_alter=True
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_hash: Mapped[str | None] = mapped_column(String(64))
    salt: Mapped[str | None] = mapped_column(String(64))
    locale: Mapped[str] = mapped_column(Text)
    reporter: Mapped[str] = mapped_column(Text)
    contact: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(8), index=True)
    version: Mapped[int] = mapped_column(Integer)
    memory: Mapped[dict[str, Any]]
    closing_id: Mapped[int | None] = mapped_column(Number)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    erased_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way of saying it


class SenderRow(Table):
    """The conversation that a sender of another system has here; goes when it is erased."""

    __tablename__ = "senders"

    sender_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)


class MessageRow(Table):
    """One message, in or out; its text goes when the words are erased."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "client_message_id"),
        CheckConstraint("direction IN ('in', 'out')", name="direction_known"),
        CheckConstraint("(answered_at IS NULL) = (state_after IS NULL)", name="answered_has_state"),
    )

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    seq: Mapped[int] = mapped_column(Integer)
    direction: Mapped[str] = mapped_column(String(3))
    text: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(Text)
    asks: Mapped[list[Any]]
    buttons: Mapped[list[Any]]
    client_message_id: Mapped[str | None] = mapped_column(Text)
    in_reply_to: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)
    answered_at: Mapped[datetime | None]
    state_after: Mapped[str | None] = mapped_column(String(8))
    created_at: Mapped[datetime]


UNANSWERED = text("messages.direction = 'in' AND messages.answered_at IS NULL")
"""Written out: an index for these messages alone is used for these very words only."""

Index(
    "ix_messages_unanswered",
    MessageRow.created_at,
    sqlite_where=text("direction = 'in' AND answered_at IS NULL"),
    postgresql_where=text("direction = 'in' AND answered_at IS NULL"),
)


class MentionRow(Table):
    """One finding read in one message; the words are `text[start:end]` of that message."""

    __tablename__ = "mentions"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    finding: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    start: Mapped[int] = mapped_column(Integer)
    end: Mapped[int] = mapped_column(Integer)


class AssessmentRow(Table):
    """One assessment, with the protocol it was made with; at most one a message."""

    __tablename__ = "assessments"
    __table_args__ = (UniqueConstraint("message_id"),)

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    level: Mapped[str] = mapped_column(Text)
    complete: Mapped[bool]
    rules: Mapped[list[Any]]
    payload: Mapped[dict[str, Any]]
    protocol_version: Mapped[str] = mapped_column(Text)
    protocol_sha256: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class ClosingRow(Table):
    """One closing: why, at what level, and by which script; at most one a message."""

    __tablename__ = "closings"
    __table_args__ = (
        UniqueConstraint("conversation_id", "id"),
        UniqueConstraint("message_id"),
        CheckConstraint(
            "reason IN ('finished', 'stopped', 'handoff', 'silence', 'fault')", name="reason_known"
        ),
    )

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    reason: Mapped[str] = mapped_column(Text)
    level: Mapped[str | None] = mapped_column(Text)
    script_locale: Mapped[str] = mapped_column(Text)
    script_version: Mapped[str] = mapped_column(Text)
    script_sha256: Mapped[str] = mapped_column(Text)
    texts_sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class CallbackRow(Table):
    """One call that a nurse is to make; goes when the words are erased."""

    __tablename__ = "callbacks"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class RasaEventRow(Table):
    """One event of Rasa's tracker, in the order it happened."""

    __tablename__ = "rasa_events"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"),)

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    seq: Mapped[int] = mapped_column(Integer)
    payload: Mapped[dict[str, Any]]


class AuditRow(Table):
    """One link of the audit chain; it holds ids, levels and hashes, never words.

    No foreign key: the chain outlives whatever it speaks of.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("seq"),)

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    seq: Mapped[int] = mapped_column(Number)
    conversation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    kind: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    details: Mapped[dict[str, Any]]
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
