"""From any exception to a problem, told in the conversation's locale."""

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.api.problems import Kind, Problem
from bot.api.service import of_request
from bot.exchange.lines import LineError
from bot.storage.errors import (
    ClientMessageIdReused,
    StorageError,
    StorageFailed,
    StorageUnavailable,
    UnknownConversation,
)

log = logging.getLogger(__name__)

_BY_STATUS = {
    400: Kind.BAD_REQUEST,
    404: Kind.NOT_FOUND,
    405: Kind.BAD_METHOD,
}

# What pydantic says of an error may quote the value: these words are our own.
_PROBLEMS = {
    "missing": "is missing",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long",
    "too_long": "is too long",
    "model_attributes_type": "must be one JSON object, sent as application/json",
    "dict_type": "must be one JSON object, sent as application/json",
}


def add_handlers(app: FastAPI) -> None:
    """Let every exception that leaves a route be answered as a problem."""
    app.add_exception_handler(Problem, _answered)
    app.add_exception_handler(HTTPException, _answered)
    app.add_exception_handler(RequestValidationError, _answered)
    app.add_exception_handler(LineError, _answered)
    app.add_exception_handler(StorageError, _answered)


def _answered(request: Request, error: Exception) -> Response:
    service = of_request(request)
    if isinstance(error, StorageFailed):
        service.metrics.fault(type(error).__name__)
    locales = service.locales
    scripts = locales.of_request(request.scope)
    if isinstance(error, RequestValidationError) and isinstance(error.body, dict):
        # Who asks for a locale gets the refusal in it, too.
        wished = error.body.get("locale")
        scripts = locales.scripts.get(wished, scripts) if isinstance(wished, str) else scripts
    return _problem(error).response(scripts)


def _problem(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case RequestValidationError():
            return _invalid(error)
        case LineError():
            return Problem(Kind.INVALID, errors=[vars(fault) for fault in error.faults])
        case HTTPException():
            kind = _BY_STATUS.get(error.status_code, Kind.BAD_REQUEST)
            return Problem(kind, headers=error.headers)
        case StorageError():
            return _storage(error)
    return Problem(Kind.FAULT)


def _storage(error: StorageError) -> Problem:
    match error:
        case UnknownConversation():
            return Problem(Kind.NO_CONVERSATION)
        case ClientMessageIdReused():
            return Problem(Kind.ID_REUSED)
        case StorageUnavailable():
            log.error("the database is away: %s", error)
            return Problem(Kind.UNAVAILABLE, headers={"Retry-After": "5"})
        case StorageFailed():
            log.error("the database refused: %s", error)
    return Problem(Kind.FAULT)


def _invalid(error: RequestValidationError) -> Problem:
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return Problem(Kind.BAD_JSON)
    return Problem(Kind.INVALID, errors=[_fault(fault) for fault in faults])


def _fault(fault: Mapping[str, Any]) -> dict[str, str]:
    # Only names out of our own models stand in these places: none forbids or reads extra keys.
    field = ".".join(str(part) for part in fault["loc"][1:]) or "body"
    if fault["type"] == "literal_error":
        return {"field": field, "problem": f"must be {fault['ctx']['expected']}"}
    return {"field": field, "problem": _PROBLEMS.get(fault["type"], "is not right")}
