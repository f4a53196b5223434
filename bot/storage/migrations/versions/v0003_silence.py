"""How a patient can be reached, who waits for a nurse to call, and which messages wait."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the contact beside its conversation, the queue, and an index of what is unanswered."""
    op.add_column("conversations", sa.Column("contact", sa.Text))
    op.create_table(
        "callbacks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callbacks")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_callbacks_conversation_id_conversations"),
        ),
    )
    unanswered = sa.text("direction = 'in' AND answered_at IS NULL")
    op.create_index(
        "ix_messages_unanswered",
        "messages",
        ["created_at"],
        sqlite_where=unanswered,
        postgresql_where=unanswered,
    )
    op.create_index("ix_callbacks_conversation_id", "callbacks", ["conversation_id"])
