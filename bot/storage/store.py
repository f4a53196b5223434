"""The store: every conversation, one turn at a time, each turn whole or not at all.

A message is committed by `receive` before anything is computed from it. `locked`
then holds the conversation's lock for one transaction, in which the whole turn is
recorded; what a crash leaves unanswered, the next `locked` finds in `unanswered()`.
"""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.storage import audit, callbacks, migrations, silence
from bot.storage.database import WAIT_SECONDS, Database
from bot.storage.erasure import erase_words
from bot.storage.errors import ClientMessageIdReused, UnknownConversation
from bot.storage.models import ConversationRow, MessageRow, SenderRow
from bot.storage.record import Record, storable
from bot.storage.transcript import transcript_of
from bot.storage.values import Callback, Created, Json, Outcome, Silence, Transcript


def now() -> datetime:
    """Read the clock of the machine."""
    return datetime.now(UTC)


class Store:
    """All conversations of one database; safe to share between threads and across forks."""

    def __init__(
        self,
        database_url: str,
        *,
        clock: Callable[[], datetime] = now,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        """Remember where the database is; nothing is opened until it is needed.

        `wait_seconds` is how long one waits for another, before the database counts as away.
        """
        self._database = Database(database_url, wait_seconds=wait_seconds)
        self._clock = clock

    def migrate(self) -> None:
        """Bring the tables up to date; several may try at once, one does it."""
        with self._database.connection() as connection:
            migrations.upgrade(connection)

    def check(self) -> None:
        """Raise `StorageUnavailable` unless the database answers and has the tables."""
        with self._database.reading() as session:
            session.scalars(select(ConversationRow.id).limit(1)).first()

    def close(self) -> None:
        """Close this process's connections."""
        self._database.close()

    def create(
        self,
        *,
        locale: str,
        reporter: str,
        memory: Json,
        replies: Sequence[Json],
        contact: str | None = None,
    ) -> Created:
        """Start a conversation with its first replies."""
        created = Created(str(uuid.uuid4()), secrets.token_urlsafe(32))
        at = self._clock()
        row = ConversationRow(
            id=created.id,
            token_hash=_hashed(created.token),
            salt=secrets.token_hex(32),
            locale=locale,
            reporter=reporter,
            contact=None if contact is None else storable(contact),
            state="open",
            memory=memory,
            created_at=at,
            updated_at=at,
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            record = Record(session, row, self._clock)
            record.put_on_record("started", {"locale": locale, "reporter": reporter})
            record.say(Outcome(replies, memory))
            record.finish()
        return created

    def authenticate(self, conversation_id: str, token: str) -> bool:
        """Say whether the token is the one this conversation was created with."""
        with self._database.reading() as session:
            row = session.get(ConversationRow, storable(conversation_id))
            expected = (row and row.token_hash) or ""
        return hmac.compare_digest(expected, _hashed(token))

    def locale_of(self, conversation_id: str) -> str | None:
        """Return the locale of a conversation; None where it is unknown or erased."""
        with self._database.reading() as session:
            row = session.get(ConversationRow, storable(conversation_id))
            return None if row is None or row.erased_at is not None else row.locale

    def conversation_of(self, sender: str) -> str | None:
        """Return the conversation that a sender of another system has here, if any."""
        with self._database.reading() as session:
            row = session.get(SenderRow, _hashed(sender))
            return None if row is None else row.conversation_id

    def assign(self, conversation_id: str, sender: str, *, instead_of: str | None = None) -> str:
        """Give a sender this conversation unless another came first; return the one it has.

        `instead_of` is the conversation that it had when this was decided.
        """
        with self._database.writing() as session:
            _lock(session, conversation_id)
            kept = select(SenderRow).where(SenderRow.sender_hash == _hashed(sender))
            row = session.scalars(kept.with_for_update()).first()
            if row is None:
                row = SenderRow(sender_hash=_hashed(sender), conversation_id=conversation_id)
                session.add(row)
            elif row.conversation_id == instead_of:
                row.conversation_id = conversation_id
            return row.conversation_id

    def receive(self, conversation_id: str, *, client_message_id: str, text: str) -> int:
        """Commit a message at once, and return its id; a repeated one is the first one."""
        text, client_message_id = storable(text), storable(client_message_id)
        with self._database.writing() as session:
            conversation = _lock(session, conversation_id)
            known = session.scalars(
                select(MessageRow).where(
                    MessageRow.conversation_id == conversation_id,
                    MessageRow.client_message_id == client_message_id,
                )
            ).first()
            if known is None:
                conversation.updated_at = self._clock()
                return self._add_message(session, conversation_id, client_message_id, text)
            if known.text != text:
                raise ClientMessageIdReused(f"message {known.id}")
            return known.id

    def _add_message(
        self, session: Session, conversation_id: str, client_message_id: str, text: str
    ) -> int:
        last = select(func.max(MessageRow.seq)).where(MessageRow.conversation_id == conversation_id)
        message = MessageRow(
            conversation_id=conversation_id,
            seq=(session.scalar(last) or 0) + 1,
            direction="in",
            text=text,
            asks=[],
            buttons=[],
            client_message_id=client_message_id,
            created_at=self._clock(),
        )
        session.add(message)
        session.flush()
        return message.id

    @contextmanager
    def locked(self, conversation_id: str) -> Iterator[Record]:
        """Hold one conversation for one transaction, over all processes.

        What is recorded is committed on leaving the block; an exception undoes all of
        it. Call no other method of the store inside: it would wait for this very lock.
        """
        with self._database.writing() as session:
            record = Record(session, _lock(session, conversation_id), self._clock)
            yield record
            record.finish()

    def transcript(self, conversation_id: str) -> Transcript:
        """Return the whole conversation as of one moment."""
        with self._database.reading() as session:
            row = session.get(ConversationRow, storable(conversation_id))
            return transcript_of(session, _kept(row))

    def erase(self, conversation_id: str) -> None:
        """Erase a person's words for good; levels, rule ids and times stay."""
        with self._database.writing() as session:
            erase_words(session, _lock(session, conversation_id), self._clock())
            entry = audit.Entry("erased", {}, conversation_id)
            audit.append(session, [entry], self._clock())
        self._database.forget_deleted()

    def silent(self, since: Silence, *, limit: int = 100) -> list[str]:
        """Return conversations in which nothing was said since, or an answer is missing."""
        with self._database.reading() as session:
            return silence.silent(session, since, limit=limit)

    @contextmanager
    def taken(self, conversation_id: str, since: Silence) -> Iterator[Record | None]:
        """Hold one as `locked` does, without waiting for it; None where it is not to be had.

        That is where it is no longer silent, or another replica has it in hand.
        """
        with self._database.writing() as session:
            row = silence.take(session, conversation_id, since)
            if row is None:
                yield None
                return
            record = Record(session, row, self._clock)
            yield record
            record.finish()

    def callbacks(self) -> list[Callback]:
        """Return the calls that nurses are to make, those waiting longest first."""
        with self._database.reading() as session:
            return callbacks.waiting(session)

    def called_back(self, callback_id: int) -> None:
        """Take a call off the queue, and put on record that it was made."""
        with self._database.writing() as session:
            conversation_id = callbacks.done(session, callback_id, self._clock())
            if conversation_id:
                entry = audit.Entry("called back", {"callback": callback_id}, conversation_id)
                audit.append(session, [entry], self._clock())

    def expired(self, before: datetime, *, limit: int = 100) -> list[str]:
        """Return closed conversations untouched since, whose words retention lets go."""
        rows = select(ConversationRow.id).where(
            ConversationRow.state == "closed",
            ConversationRow.updated_at < before,
            ConversationRow.erased_at.is_(None),
        )
        with self._database.reading() as session:
            return list(session.scalars(rows.order_by(ConversationRow.updated_at).limit(limit)))

    def put_on_record(
        self, kind: str, details: Json, *, conversation_id: str | None = None
    ) -> None:
        """Put a login, a view, an export or the like on record; `details` hold no words."""
        with self._database.writing() as session:
            audit.append(session, [audit.Entry(kind, details, conversation_id)], self._clock())

    def verify_audit(self) -> list[audit.Fault]:
        """List what was changed behind the store's back: audit entries, then words."""
        with self._database.reading() as session:
            return [*audit.verify_chain(session), *audit.verify_words(session)]


def _hashed(token: str) -> str:
    # No salt and no stretching: the token is 256 random bits, not a password.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _lock(session: Session, conversation_id: str) -> ConversationRow:
    # SQLite has no FOR UPDATE, and needs none: BEGIN IMMEDIATE holds the one write lock.
    row = select(ConversationRow).where(ConversationRow.id == storable(conversation_id))
    return _kept(session.scalars(row.with_for_update()).first())


def _kept(row: ConversationRow | None) -> ConversationRow:
    if row is None or row.erased_at is not None:
        raise UnknownConversation
    return row
