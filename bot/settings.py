"""The only reader of the environment: frozen settings, read once at the edge."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).parent.parent
PROMETHEUS = "PROMETHEUS_MULTIPROC_DIR"


class Settings(BaseSettings):
    """What a deployment can set, each by an environment variable `BACKLINE_<NAME>`."""

    model_config = SettingsConfigDict(
        env_prefix="BACKLINE_", frozen=True, extra="ignore", populate_by_name=True
    )

    database_url: str = f"sqlite:///{ROOT / 'var' / 'backline.sqlite3'}"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    rasa: bool = True
    """Off: only the scripted interview answers."""
    default_locale: str = "en-US"
    """Spoken where neither the conversation nor the browser says otherwise."""
    api_keys: Annotated[tuple[str, ...], NoDecode] = ()
    """SHA-256 (hex) of each key of an integrator, parted by commas; `printf %s KEY | sha256sum`.

    Without any, only callers on this very machine are served."""
    rasa_seconds: float = Field(default=5, gt=0)
    """What Rasa has not answered by then, the scripted interview answers."""
    database_wait_seconds: float = Field(default=12, gt=0)
    """How long one turn waits for another, or for a database that is locked or away."""
    reply_seconds: float = Field(default=25, gt=0)
    """After so long at the latest a request is answered with the safety net, whatever hangs."""
    max_message_chars: int = 10_000
    """Longer messages are refused with a clear answer."""
    max_body_bytes: int = 262_144
    max_json_depth: int = 16
    messages_per_minute: int = 300
    """How many messages one conversation may send in a minute, to one process."""
    max_requests_at_once: int = 500
    """More than this at one time in one process are sent away with the safety net."""
    remind_after_minutes: float = Field(default=10, gt=0)
    """A patient silent for so long is reminded that a question is open."""
    close_after_minutes: float = Field(default=20, gt=0)
    """One silent for so long after the reminder is given the closing."""
    sweep_every_seconds: float = Field(default=30, ge=0)
    """How often each process looks for silent patients; 0 leaves it to `./backline sweep`."""
    metrics_folder: Path | None = Field(default=None, validation_alias=PROMETHEUS)
    """Where several processes count together, by the name Prometheus's client gives it.

    `serve` with several workers sets it. Whoever else starts several empties it before."""

    @field_validator("api_keys", mode="before")
    @classmethod
    def _hashes(cls, value: str | Iterable[str]) -> tuple[str, ...]:
        parts = value.split(",") if isinstance(value, str) else value
        hashes = tuple(part.strip().lower() for part in parts if part.strip())
        if not all(re.fullmatch(r"[0-9a-f]{64}", hash) for hash in hashes):
            raise ValueError("each key must be the SHA-256 of the key, as 64 hex digits")
        return hashes


def count_in(folder: Path) -> None:
    """Let this process, and those forked from it, keep their counts in one folder.

    Prometheus's client looks for the variable when it is imported, and only then.
    """
    os.environ[PROMETHEUS] = str(folder)
