"""Which conversations have gone silent, shared between all replicas that look for them."""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from bot.storage.models import UNANSWERED, ConversationRow, MessageRow
from bot.storage.values import Silence


def silent(session: Session, silence: Silence, *, limit: int) -> list[str]:
    """Return conversations to look after: first those with an answer missing."""
    # Two questions, each with an index of its own, where an OR would read every conversation.
    kept = ConversationRow.erased_at.is_(None)
    missing = select(ConversationRow.id).join(MessageRow).where(_unanswered(silence), kept)
    quiet = select(ConversationRow.id).where(_quiet(silence)).order_by(ConversationRow.updated_at)
    found = [
        *session.scalars(missing.distinct().limit(limit)),
        *session.scalars(quiet.limit(limit)),
    ]
    return list(dict.fromkeys(found))[:limit]


def take(session: Session, conversation_id: str, silence: Silence) -> ConversationRow | None:
    """Lock one that is still silent; None where it is not, or somebody else has it in hand.

    Nobody waits: on PostgreSQL a locked row is skipped, on SQLite the one writer is here.
    """
    own = MessageRow.conversation_id == ConversationRow.id
    missing = select(MessageRow.id).where(own, _unanswered(silence)).exists()
    row = select(ConversationRow).where(
        ConversationRow.id == conversation_id,
        ConversationRow.erased_at.is_(None),
        or_(_quiet(silence), missing),
    )
    return session.scalars(row.with_for_update(skip_locked=True)).first()


def _unanswered(silence: Silence) -> ColumnElement[bool]:
    return and_(UNANSWERED, MessageRow.created_at < silence.unanswered_since)


def _quiet(silence: Silence) -> ColumnElement[bool]:
    state, said_at = ConversationRow.state, ConversationRow.updated_at
    return and_(
        ConversationRow.erased_at.is_(None),
        or_(
            and_(state == "open", said_at < silence.open_since),
            and_(state == "closing", said_at < silence.closing_since),
        ),
    )
