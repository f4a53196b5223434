"""Every change made to Rasa 3.6.21 itself; nothing else in Backline touches its insides.

tests/bridge/test_patches.py shows that replies and events stay the same.
"""

from functools import cache
from typing import Any

import rasa
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

from bot.bridge.quiet import keep_home_clean

PINNED = "3.6.21"

_VALIDATE = RemoteAction._validate_action_result
_RESOLVE = Event.resolve_by_type


def patch() -> None:
    """Make two hot spots of Rasa run once, not at every call; safe to call again.

    The schema of an action's answer was itself validated at every answer (some 70 % of a
    turn), and the class of an event was searched through all classes. Raises RuntimeError
    under another version of Rasa than the one this was measured with.
    """
    if rasa.__version__ != PINNED:
        raise RuntimeError(f"the patches are for Rasa {PINNED}, found {rasa.__version__}")
    keep_home_clean()
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(_: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate
    Event.resolve_by_type = staticmethod(cache(_RESOLVE))


def unpatch() -> None:
    """Put Rasa's own code back, to compare with it."""
    RemoteAction._validate_action_result = _VALIDATE
    Event.resolve_by_type = staticmethod(_RESOLVE)
