"""In whose words to answer: the conversation's, the request's, or the deployment's own."""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock

from starlette.datastructures import Headers
from starlette.types import Scope

from bot.knowledge.scripts import Scripts

REMEMBERED = 10_000
ASKED_FOR = "locale"
"""Where a request that begins a conversation notes, in its state, in whose words."""
CONVERSATION = re.compile(r"/v1/conversations/([0-9a-f-]{36})(?:/|$)")


class Locales:
    """The scripts of every locale, and which one a request is to be answered in.

    Remembers the locales of recent conversations, so that the safety net comes in the
    right words also while the database is away.
    """

    def __init__(
        self,
        scripts: Mapping[str, Scripts],
        default: str,
        look_up: Callable[[str], str | None],
    ) -> None:
        self.scripts = scripts
        self.default = scripts[default]
        self._look_up = look_up
        self._known: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def of_conversation(self, id: str) -> str | None:
        """Ask the database; None for an unknown or erased conversation."""
        locale = self._look_up(id)
        if locale:
            self.remember(id, locale)
        return locale

    def remember(self, id: str, locale: str) -> None:
        """Keep the locale of a conversation at hand, for as long as there is room."""
        with self._lock:
            self._known[id] = locale
            self._known.move_to_end(id)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    def at_hand(self, scope: Scope) -> Scripts:
        """Return the scripts for a request without asking the database."""
        match = CONVERSATION.match(scope["path"])
        known = self._known.get(match.group(1)) if match else scope.get("state", {}).get(ASKED_FOR)
        if known:
            return self.scripts[known]
        return self.accepted(Headers(scope=scope).get("accept-language", ""))

    def of_request(self, scope: Scope) -> Scripts:
        """Return the scripts for a request, also after any failure; may ask the database."""
        match = CONVERSATION.match(scope["path"])
        if match and match.group(1) not in self._known:
            try:
                self.of_conversation(match.group(1))
            except Exception:  # noqa: BLE001  this is the way out of every failure
                return self.at_hand(scope)
        return self.at_hand(scope)

    def accepted(self, header: str) -> Scripts:
        """Return the scripts that fit an Accept-Language header best."""
        wanted = [part.split(";")[0].strip().lower() for part in header.split(",")]
        for wish in wanted:
            for locale, scripts in self.scripts.items():
                if locale.lower() == wish:
                    return scripts
        return self.default
