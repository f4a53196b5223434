"""What the API answers when it cannot do what was asked: RFC 9457, with a safety net.

A problem never repeats what was sent: it may be a patient's words.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse

from bot.knowledge.scripts import Scripts

MEDIA_TYPE = "application/problem+json"


class Kind(Enum):
    """Every kind of problem: status, title, and what to say unless there is more to say."""

    BAD_REQUEST = (400, "The request could not be read", "Send a well-formed HTTP request.")
    BAD_JSON = (400, "The body is not JSON", "Send one JSON object, in UTF-8.")
    TOO_DEEP = (400, "The JSON is nested too deeply", "Send it with fewer levels.")
    NO_TOKEN = (401, "A token is needed", "Send the conversation's token: Authorization: Bearer.")
    BAD_TOKEN = (401, "The token is wrong", "Send the token this conversation was started with.")
    NO_KEY = (
        401,
        "An API key is needed",
        "Send it as X-API-Key. Where none is set up, only the same machine is served.",
    )
    NOT_FOUND = (404, "There is nothing here", "See /docs for what there is.")
    NO_CONVERSATION = (
        404,
        "There is no such conversation",
        "It may have been deleted. Please start a new one.",
    )
    NO_CHECK_IN = (
        404,
        "There is no check-in date",
        "There is one after advice that is no emergency.",
    )
    BAD_METHOD = (405, "That cannot be done here", "See /docs for the methods of this address.")
    ID_REUSED = (
        409,
        "This message id was used before",
        "Send a new message under a new client_message_id.",
    )
    MESSAGE_TOO_LONG = (413, "The message is too long", "Please shorten it. Nothing was kept.")
    BODY_TOO_LARGE = (413, "The request is too large", "Send less at one time. Nothing was kept.")
    INVALID = (422, "Something in the request is not right", "See the errors for each field.")
    EMPTY = (
        422,
        "The message is empty",
        "That message had no words in it. Please tell me in your own words what is going on.",
    )
    TOO_MANY = (429, "Too many messages at once", "Please wait a moment, then send it again.")
    FAULT = (
        500,
        "Something went wrong on our side",
        "Please don't wait for us: read the safety advice. You can send it again.",
    )
    OVERLOADED = (
        503,
        "Too many people are here right now",
        "Please don't wait for us: read the safety advice. You can send it again in a moment.",
    )
    LATE = (
        503,
        "This takes too long",
        "Please don't wait for us: read the safety advice. You can send it again in a moment.",
    )
    UNAVAILABLE = (
        503,
        "We cannot reach our records right now",
        "Please don't wait for us: read the safety advice. You can send it again in a moment.",
    )

    def __init__(self, status: int, title: str, detail: str) -> None:
        self.status = status
        self.title = title
        self.detail = detail

    @property
    def uri(self) -> str:
        """Return the identifier of this kind of problem."""
        return f"urn:backline:problem:{self.name.lower().replace('_', '-')}"


class Problem(Exception):
    """Raised wherever a request cannot be served; answered in one place."""

    def __init__(
        self,
        kind: Kind,
        detail: str | None = None,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.title)
        self.kind = kind
        self.detail = detail or kind.detail
        self.errors = errors
        self.headers = dict(headers or {})

    def response(self, scripts: Scripts) -> JSONResponse:
        """Return the answer in the words of a locale."""
        body: dict[str, Any] = {
            "type": self.kind.uri,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "safety_net": scripts.messages["safety_net"],
        }
        if self.errors:
            body["errors"] = [dict(error) for error in self.errors]
        headers = {"Content-Language": scripts.locale, **self.headers}
        return JSONResponse(body, self.kind.status, headers, media_type=MEDIA_TYPE)


class ProblemBody(BaseModel):
    """The body of every answer that is not a success (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    safety_net: str
    """What to watch for and whom to call, whatever went wrong here."""
    errors: list[dict[str, str]] | None = None


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries for these statuses, and for those any address can answer."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in sorted({*statuses, 400, 404, 405, 413, 422, 500, 503})
    }
