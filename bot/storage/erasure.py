"""Take a person's words out of the record; what was decided, and when, stays."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.storage.models import (
    AssessmentRow,
    CallbackRow,
    ConversationRow,
    MentionRow,
    MessageRow,
    RasaEventRow,
    SenderRow,
)

# All of a payload that cannot quote: reasons do, numbers and findings describe a person.
KEPT_OF_AN_ASSESSMENT = ("level", "complete", "rules", "protocol")


def erase_words(session: Session, conversation: ConversationRow, at: datetime) -> None:
    """Erase texts, mentions, memory, contact, Rasa's events and quotes; revoke the token.

    The salt goes too, and with it what the audit chain's keyed hashes could tell.
    """
    own = select(MessageRow.id).where(MessageRow.conversation_id == conversation.id)
    session.execute(delete(MentionRow).where(MentionRow.message_id.in_(own)))
    session.execute(delete(SenderRow).where(SenderRow.conversation_id == conversation.id))
    session.execute(delete(CallbackRow).where(CallbackRow.conversation_id == conversation.id))
    session.execute(delete(RasaEventRow).where(RasaEventRow.conversation_id == conversation.id))
    session.execute(
        update(MessageRow)
        .where(MessageRow.conversation_id == conversation.id)
        .values(text=None, buttons=[], client_message_id=None)
    )
    assessments = select(AssessmentRow).where(AssessmentRow.conversation_id == conversation.id)
    for row in session.scalars(assessments):
        row.payload = {key: row.payload[key] for key in KEPT_OF_AN_ASSESSMENT}
    conversation.memory = {}
    conversation.token_hash = conversation.salt = conversation.contact = None
    conversation.erased_at = conversation.updated_at = at
    session.flush()
