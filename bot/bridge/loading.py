"""Rasa where there is a model of ours that works, and else why there is none."""

import logging

from bot.bridge.answer import Rasa
from bot.bridge.model import Model
from bot.engine.protocol import Protocol

log = logging.getLogger(__name__)


def load_rasa(protocol: Protocol, model: Model, *, time_limit: float) -> tuple[Rasa | None, str]:
    """Return the agent and the state of its model; None where the script serves alone."""
    state = model.state()
    if state not in ("fresh", "stale"):
        log.warning("the Rasa model is %s; the scripted interview serves alone", state)
        return None, state
    try:
        from bot.bridge.agent import RasaAgent

        return RasaAgent.load(model.file, protocol, time_limit=time_limit), state
    except Exception:
        log.exception("Rasa's model could not be loaded; the scripted interview serves alone")
        return None, "failed"
