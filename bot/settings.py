"""The only reader of the environment: frozen settings, read once at the edge."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """What a deployment can set, each by an environment variable `BACKLINE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BACKLINE_", frozen=True, extra="ignore")

    database_url: str = f"sqlite:///{ROOT / 'var' / 'backline.sqlite3'}"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    rasa: bool = True
    """Off: only the scripted interview answers."""
    max_message_chars: int = 10_000
    """Longer messages are refused with a clear answer."""
    max_body_bytes: int = 262_144
    messages_per_minute: int = 60
    """How many messages one conversation may send in a minute."""
