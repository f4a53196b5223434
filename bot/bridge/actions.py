"""The custom actions run in the agent's own process, where a failure is a failure."""

import json
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

PACKAGE = "actions"


class InProcessActions(EndpointConfig):
    """The endpoint Rasa calls for an action, without HTTP.

    Rasa swallows what an action raises and answers nothing. `failures` keeps it by
    conversation, so that the caller can tell.
    """

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self.failures: dict[str, Exception] = {}
        self._executor = ActionExecutor()
        self._executor.register_package(PACKAGE)

    async def request(self, *_: Any, **kwargs: Any) -> Any:
        """Run one action; keep what it raises and raise it again."""
        call = kwargs["json"]
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            body = json.dumps({"error": "rejected", "action_name": rejection.action_name})
            raise ClientResponseError(400, "rejected", body) from rejection
        except ActionNotFoundException as missing:
            self.failures[call["sender_id"]] = missing
            body = json.dumps({"error": "not found", "action_name": missing.action_name})
            raise ClientResponseError(404, "not found", body) from missing
        except Exception as failure:
            self.failures[call["sender_id"]] = failure
            raise
