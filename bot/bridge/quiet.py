"""Rasa made silent: no telemetry, no patient's word in any log."""

import logging
import os
from pathlib import Path

import structlog


def keep_home_clean() -> None:
    """Let Rasa note its telemetry setting in the project, not in the user's home.

    It writes the note even where an environment variable has already said no.
    """
    import rasa.constants

    note = Path(__file__).parents[2] / ".backline" / "rasa.yml"
    rasa.constants.GLOBAL_USER_CONFIG_PATH = str(note)


def silence() -> None:
    """Shut Rasa's telemetry and logs; must run before the first import of Rasa.

    structlog left unconfigured prints at DEBUG, message texts included, so it is given a
    logger that lets nothing through below CRITICAL.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    for name in ("rasa", "rasa_sdk"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
