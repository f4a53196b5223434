"""The first tables: conversations, what was said and decided in them, and the audit chain."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out rather than taken from the models, which will change after this file.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, each after those it points to; there is no way back, on purpose."""
    _conversations()
    _messages()
    _mentions()
    _assessments()
    _closings()
    _rasa_events()
    _audit()
    # SQLite got this key with its table: it cannot add one later, nor does it look
    # whether the other table is there yet. PostgreSQL does.
    if op.get_context().dialect.supports_alter:
        op.create_foreign_key(
            "fk_conversations_id_closing_id_closings",
            "conversations",
            "closings",
            ["id", "closing_id"],
            ["conversation_id", "id"],
        )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("salt", sa.String(64)),
        sa.Column("locale", sa.Text, nullable=False),
        sa.Column("reporter", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("memory", sa.JSON, nullable=False),
        sa.Column("closing_id", BIG),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("erased_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.CheckConstraint(
            "state IN ('open', 'closing', 'closed')", name=op.f("ck_conversations_state_known")
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR closing_id IS NOT NULL",
            name=op.f("ck_conversations_closed_has_closing"),
        ),
        sa.ForeignKeyConstraint(
            ["id", "closing_id"],
            ["closings.conversation_id", "closings.id"],
            name=op.f("fk_conversations_id_closing_id_closings"),
            use_alter=True,
        ),
    )
    for column in ("state", "updated_at"):
        op.create_index(op.f(f"ix_conversations_{column}"), "conversations", [column])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", BIG, nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("direction", sa.String(3), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("asks", sa.JSON, nullable=False),
        sa.Column("buttons", sa.JSON, nullable=False),
        sa.Column("client_message_id", sa.Text),
        sa.Column("in_reply_to", BIG),
        sa.Column("answered_at", MOMENT),
        sa.Column("state_after", sa.String(8)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        _once("messages", "conversation_id", "seq"),
        _once("messages", "conversation_id", "client_message_id"),
        _points_to("messages", "conversation_id", "conversations"),
        _points_to("messages", "in_reply_to", "messages"),
        sa.CheckConstraint("direction IN ('in', 'out')", name=op.f("ck_messages_direction_known")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (state_after IS NULL)",
            name=op.f("ck_messages_answered_has_state"),
        ),
    )
    op.create_index(op.f("ix_messages_in_reply_to"), "messages", ["in_reply_to"])


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("message_id", BIG, nullable=False),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        _points_to("mentions", "message_id", "messages"),
    )
    op.create_index(op.f("ix_mentions_message_id"), "mentions", ["message_id"])


def _assessments() -> None:
    op.create_table(
        "assessments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("message_id", BIG),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("protocol_version", sa.Text, nullable=False),
        sa.Column("protocol_sha256", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        _once("assessments", "message_id"),
        _points_to("assessments", "conversation_id", "conversations"),
        _points_to("assessments", "message_id", "messages"),
    )
    op.create_index(op.f("ix_assessments_conversation_id"), "assessments", ["conversation_id"])


def _closings() -> None:
    op.create_table(
        "closings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("message_id", BIG),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("level", sa.Text),
        sa.Column("script_locale", sa.Text, nullable=False),
        sa.Column("script_version", sa.Text, nullable=False),
        sa.Column("script_sha256", sa.Text, nullable=False),
        sa.Column("texts_sha256", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
        _once("closings", "conversation_id", "id"),
        _once("closings", "message_id"),
        _points_to("closings", "conversation_id", "conversations"),
        _points_to("closings", "message_id", "messages"),
        sa.CheckConstraint(
            "reason IN ('finished', 'stopped', 'handoff', 'silence', 'fault')",
            name=op.f("ck_closings_reason_known"),
        ),
    )


def _rasa_events() -> None:
    op.create_table(
        "rasa_events",
        sa.Column("id", BIG, nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rasa_events")),
        _once("rasa_events", "conversation_id", "seq"),
        _points_to("rasa_events", "conversation_id", "conversations"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", BIG, nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("conversation_id", sa.String(36)),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        _once("audit", "seq"),
    )
    op.create_index(op.f("ix_audit_conversation_id"), "audit", ["conversation_id"])


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
