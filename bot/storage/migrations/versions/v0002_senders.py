"""Which conversation a sender of another system (Rasa's REST channel) has here."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the key holds that a sender has one conversation at a time."""
    op.create_table(
        "senders",
        sa.Column("sender_hash", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("sender_hash", name=op.f("pk_senders")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_senders_conversation_id_conversations"),
        ),
    )
    op.create_index("ix_senders_conversation_id", "senders", ["conversation_id"])
