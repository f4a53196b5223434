"""Who waits for a nurse to call; the contact itself stands with the conversation only."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.storage.models import CallbackRow, ConversationRow
from bot.storage.values import Callback, Reason


def queue(
    session: Session, conversation: ConversationRow, *, reason: Reason, level: str, at: datetime
) -> bool:
    """Ask for a call; say no where nobody could be reached, or a call is waited for already."""
    if conversation.contact is None or _waiting_of(session, conversation.id):
        return False
    session.add(
        CallbackRow(conversation_id=conversation.id, reason=reason, level=level, created_at=at)
    )
    session.flush()
    return True


def waiting(session: Session) -> list[Callback]:
    """Return the calls to be made, oldest first."""
    rows = (
        select(CallbackRow, ConversationRow.contact)
        .join(ConversationRow, ConversationRow.id == CallbackRow.conversation_id)
        .where(CallbackRow.done_at.is_(None), ConversationRow.contact.is_not(None))
        .order_by(CallbackRow.id)
    )
    return [
        Callback(
            id=row.id,
            conversation_id=row.conversation_id,
            contact=contact or "",
            reason=row.reason,  # type: ignore[arg-type]  # `queue` takes nothing else
            level=row.level,
            since=row.created_at,
        )
        for row, contact in session.execute(rows).tuples()
    ]


def done(session: Session, callback_id: int, at: datetime) -> str | None:
    """Take a call off the queue; return its conversation, or None where it was not on it."""
    row = session.get(CallbackRow, callback_id, with_for_update=True)
    if row is None or row.done_at is not None:
        return None
    row.done_at = at
    session.flush()
    return row.conversation_id


def _waiting_of(session: Session, conversation_id: str) -> bool:
    rows = select(CallbackRow.id).where(
        CallbackRow.conversation_id == conversation_id, CallbackRow.done_at.is_(None)
    )
    return session.scalars(rows.limit(1)).first() is not None
