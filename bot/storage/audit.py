"""The audit chain: each entry's hash covers the one before, so a changed row shows.

Entries hold no words. A turn's entry holds keyed hashes of its words instead; the
key (the conversation's salt) is erased with the words, so that afterwards nobody can
find out a short message by trying.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.storage.models import AuditRow, ConversationRow, MessageRow
from bot.storage.values import Json

FIRST = "0" * 64

# Any number will do, as long as nothing else in the database locks the same.
CHAIN_LOCK = 0x6261636B


@dataclass(frozen=True)
class Entry:
    """Something to be put on record."""

    kind: str
    details: Json
    conversation_id: str | None = None


@dataclass(frozen=True)
class Fault:
    """One place where the record is not what was written."""

    seq: int | None
    """Which audit entry, or None where one should be and is not."""
    problem: str


def canonical(value: object) -> str:
    """Write JSON in the one way that is hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def sha256(value: str) -> str:
    """Hash text; half a surrogate pair is hashed as it stands."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def keyed(salt: str, words: object) -> str:
    """Hash words so that they cannot be found out once the salt is gone."""
    return hmac.new(salt.encode(), canonical(words).encode(), hashlib.sha256).hexdigest()


def append(session: Session, entries: Sequence[Entry], at: datetime) -> None:
    """Add entries at the end of the chain, last in the transaction: others wait for it."""
    if not entries:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"SELECT pg_advisory_xact_lock({CHAIN_LOCK})"))
    last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()
    seq, prev_hash = (last.seq, last.hash) if last else (0, FIRST)
    for entry in entries:
        seq += 1
        row = AuditRow(
            seq=seq,
            conversation_id=entry.conversation_id,
            kind=entry.kind,
            at=at,
            details=entry.details,
            prev_hash=prev_hash,
        )
        row.hash = prev_hash = _hash(row)
        session.add(row)
    session.flush()


def verify_chain(session: Session) -> list[Fault]:
    """List every entry that was changed, is missing or was put in, in order of place."""
    faults = []
    seq, prev_hash = 0, FIRST
    rows = select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=500)
    for row in session.scalars(rows):
        if row.seq != seq + 1:
            faults.append(Fault(row.seq, f"follows entry {seq}: entries are missing"))
        elif row.prev_hash != prev_hash:
            faults.append(Fault(row.seq, "does not continue the entry before it"))
        if row.hash != _hash(row):
            faults.append(Fault(row.seq, "was changed after it was written"))
        seq, prev_hash = row.seq, row.hash
    return faults


def verify_words(session: Session) -> list[Fault]:
    """List every message, said or answered, that is not the one put on record."""
    kept = select(ConversationRow.id, ConversationRow.salt).where(ConversationRow.salt.is_not(None))
    return [
        fault
        for conversation_id, salt in session.execute(kept).tuples()
        for fault in _changed_words(session, conversation_id, salt or "")
    ]


def _changed_words(session: Session, conversation_id: str, salt: str) -> Iterator[Fault]:
    messages = select(MessageRow).where(MessageRow.conversation_id == conversation_id)
    rows = {row.id: row for row in session.scalars(messages.order_by(MessageRow.seq))}
    on_record = set()
    entries = select(AuditRow).where(AuditRow.conversation_id == conversation_id)
    for entry in session.scalars(entries.order_by(AuditRow.seq)):
        for message_id, digest in entry.details.get("words", {}).items():
            on_record.add(int(message_id))
            row = rows.get(int(message_id))
            if row is None or keyed(salt, row.text) != digest:
                yield Fault(entry.seq, f"the words of message {message_id} were changed")
    for row in rows.values():
        waits = row.direction == "in" and row.answered_at is None
        if row.id not in on_record and not waits:
            yield Fault(None, f"message {row.id} was never put on record")


def _hash(row: AuditRow) -> str:
    content = {
        "seq": row.seq,
        "conversation_id": row.conversation_id,
        "kind": row.kind,
        "at": row.at.astimezone(UTC).isoformat(),
        "details": row.details,
    }
    return sha256(row.prev_hash + canonical(content))
