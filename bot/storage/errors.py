"""What storage refuses or cannot do; no message ever holds a patient's words."""


class StorageError(Exception):
    """Anything storage refuses or cannot do."""


class UnknownConversation(StorageError):
    """No such conversation, or its words were erased."""


class ClientMessageIdReused(StorageError):
    """The same client message id came again with another text."""


class AlreadyAnswered(StorageError):
    """The message was answered before, or is no message of this conversation."""


class ClosedWithoutClosing(StorageError):
    """A conversation may close only together with what its closing delivered."""


class StorageFailed(StorageError):
    """The database refused a statement: a fault of the program or of the data."""


class StorageUnavailable(StorageFailed):
    """The database cannot be reached, is locked for too long, or was never migrated."""
