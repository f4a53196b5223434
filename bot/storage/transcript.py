"""Read a whole conversation back, as it was said."""

import copy

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.storage.models import ClosingRow, ConversationRow, MessageRow
from bot.storage.record import last_assessment
from bot.storage.values import Closed, Said, Transcript


def transcript_of(session: Session, conversation: ConversationRow) -> Transcript:
    """Gather every message in order, the last assessment and the last closing."""
    messages = select(MessageRow).where(MessageRow.conversation_id == conversation.id)
    return Transcript(
        id=conversation.id,
        locale=conversation.locale,
        reporter=conversation.reporter,
        state=conversation.state,  # type: ignore[arg-type]  # a CHECK holds it
        created_at=conversation.created_at,
        updated_at=conversation.updated_at,
        messages=tuple(_said(row) for row in session.scalars(messages.order_by(MessageRow.seq))),
        assessment=last_assessment(session, conversation.id),
        closing=_last_closing(session, conversation.id),
    )


def _said(row: MessageRow) -> Said:
    return Said(
        id=row.id,
        direction=row.direction,  # type: ignore[arg-type]  # a CHECK holds it
        text=row.text or "",
        kind=row.kind,
        asks=list(row.asks),
        buttons=copy.deepcopy(row.buttons),
        at=row.created_at,
    )


def _last_closing(session: Session, conversation_id: str) -> Closed | None:
    rows = select(ClosingRow).where(ClosingRow.conversation_id == conversation_id)
    row = session.scalars(rows.order_by(ClosingRow.id.desc()).limit(1)).first()
    if row is None:
        return None
    return Closed(
        reason=row.reason,  # type: ignore[arg-type]  # a CHECK holds it
        level=row.level,
        script_locale=row.script_locale,
        script_version=row.script_version,
        script_sha256=row.script_sha256,
        texts_sha256=row.texts_sha256,
        at=row.created_at,
    )
