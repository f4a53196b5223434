"""Who may do what: a conversation's own token, an integrator's key."""

import hashlib
import hmac
import ipaddress
import re
from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from bot.api.problems import Kind, Problem
from bot.api.service import ServiceDep

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_bearer = HTTPBearer(auto_error=False, description="The token the conversation began with")
_key = APIKeyHeader(name="X-API-Key", auto_error=False)

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def own_conversation(
    service: ServiceDep,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    id: Annotated[str, Path(description="The conversation's id")],
) -> str:
    """Return the id of a conversation that the caller holds the token of."""
    challenge = {"WWW-Authenticate": "Bearer"}
    if credentials is None:
        raise Problem(Kind.NO_TOKEN, headers=challenge)
    if not _UUID.fullmatch(id) or service.locales.of_conversation(id) is None:
        raise Problem(Kind.NO_CONVERSATION)
    if not service.bot.store.authenticate(id, credentials.credentials):
        raise Problem(Kind.BAD_TOKEN, headers=challenge)
    return id


OwnConversation = Annotated[str, Depends(own_conversation)]


def integrator(
    request: Request, service: ServiceDep, key: Annotated[str | None, Depends(_key)]
) -> None:
    """Refuse whoever has no API key; where no key is set up, whoever is on another machine."""
    hashes = service.settings.api_keys
    if not hashes and _on_this_machine(request):
        return
    given = hashlib.sha256((key or "").encode("utf-8", "surrogatepass")).hexdigest()
    if not any(hmac.compare_digest(given, expected) for expected in hashes):
        raise Problem(Kind.NO_KEY, headers={"WWW-Authenticate": "ApiKey"})


def _on_this_machine(request: Request) -> bool:
    # What a proxy passes on comes from this machine too, but not on its own behalf.
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
