"""Which conversation a sender of another system has here; found again after any restart."""

from dataclasses import dataclass

from bot import turn
from bot.parts import Bot
from bot.storage.errors import StorageFailed, StorageUnavailable
from bot.turn import Started


@dataclass(frozen=True)
class Senders:
    """The conversations of senders; new ones begin in `locale`."""

    bot: Bot
    locale: str

    def conversation(self, sender: str) -> str:
        """Return the conversation of a sender, begun where there is none."""
        found = self.bot.store.conversation_of(sender)
        if found:
            return found
        begun = turn.start(self.bot, locale=self.locale, reporter="self").id
        try:
            return self.bot.store.assign(begun, sender)
        except StorageUnavailable:
            raise
        except StorageFailed:
            # On PostgreSQL two processes can both be first; then the faster one counts.
            found = self.bot.store.conversation_of(sender)
            if found is None:
                raise
            return found

    def begin(self, sender: str) -> Started:
        """Begin a new conversation for a sender; the one before is theirs no longer."""
        before = self.bot.store.conversation_of(sender)
        started = turn.start(self.bot, locale=self.locale, reporter="self")
        self.bot.store.assign(started.id, sender, instead_of=before)
        return started
