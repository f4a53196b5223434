"""Settings and the database, or a refusal that says which setting is wrong."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.refusal import refuse

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.storage.store import Store


def settings(**given: Any) -> "Settings":
    """Return the settings of the environment with the options that were given over them."""
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        refuse(
            f"setting {name.lower()} is wrong: {first['msg']}",
            f"change the option, or the environment variable BACKLINE_{name}",
        )


def migrated(database_url: str) -> "Store":
    """Return the store of a database with its tables up to date."""
    from sqlalchemy.exc import ArgumentError

    from bot.storage.errors import StorageError
    from bot.storage.store import Store

    remedy = "give --database-url as sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
    try:
        _make_folder(database_url)
        store = Store(database_url)
        store.migrate()
    except (StorageError, ArgumentError) as wrong:
        refuse(f"the database cannot be used: {wrong}", remedy)
    except OSError as wrong:
        refuse(f"the database's folder cannot be made: {wrong.strerror}", remedy)
    except ModuleNotFoundError as wrong:
        refuse(f"the database's driver is not installed: {wrong.name}", remedy)
    return store


def _make_folder(database_url: str) -> None:
    from sqlalchemy import make_url

    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
