"""The outermost layer: limits on what comes in, headers on what goes out, no bare failure."""

import asyncio
import json
import logging
import re
import time
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.api.problems import Kind, Problem
from bot.api.service import Service
from bot.settings import Settings

log = logging.getLogger(__name__)
access = logging.getLogger("bot.api.access")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""On every answer, unless a route has set its own."""

_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Gone(Exception):
    """The client hung up before its request was whole."""


class Guard:
    """Wraps the whole app; see the module."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._busy = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        outgoing = _Outgoing(send)
        begun = time.monotonic()
        self._busy += 1
        try:
            await self._serve(scope, receive, outgoing)
        except Gone:
            return
        except Problem as problem:
            await self._answer(problem, scope, receive, outgoing)
        except Exception as fault:  # noqa: BLE001  nobody is left without the safety net
            log.error("a request failed with %s", type(fault).__name__)
            _service(scope).metrics.fault(type(fault).__name__)
            if not outgoing.status:
                await self._answer(Problem(Kind.FAULT), scope, receive, outgoing)
        finally:
            self._busy -= 1
            _count(scope, outgoing.status, time.monotonic() - begun)

    async def _serve(self, scope: Scope, receive: Receive, send: "_Outgoing") -> None:
        if self._busy > self._settings.max_requests_at_once:
            raise Problem(Kind.OVERLOADED, headers={"Retry-After": "2"})
        body = await _body(receive, self._settings.max_body_bytes)
        if _depth(body) > self._settings.max_json_depth:
            raise Problem(Kind.TOO_DEEP)
        await self._in_time(scope, _replayed(body, receive), send)

    async def _in_time(self, scope: Scope, receive: Receive, outgoing: "_Outgoing") -> None:
        """Let the app answer, or say after the time limit that it does not.

        A thread that hangs cannot be stopped. What it was at is on record, and so is what it
        may still come to: the same message sent again gets that.
        """
        gate = _Gate(outgoing)
        answering = asyncio.ensure_future(self._app(scope, receive, gate))
        try:
            await asyncio.wait({answering}, timeout=self._settings.reply_seconds)
        except asyncio.CancelledError:
            answering.cancel()
            raise
        if answering.done() or outgoing.status:
            await answering
            return
        gate.shut = True
        self._busy += 1  # as long as it holds a thread
        answering.add_done_callback(self._forget)
        raise Problem(Kind.LATE, headers={"Retry-After": "5"})

    def _forget(self, answering: "asyncio.Future[None]") -> None:
        self._busy -= 1
        if not answering.cancelled() and answering.exception():
            log.error("a late request failed with %s", type(answering.exception()).__name__)

    async def _answer(self, problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
        service = _service(scope)
        # Where the threads are what there is too little of, none is needed for the answer.
        if problem.kind in (Kind.OVERLOADED, Kind.LATE):
            scripts = service.locales.at_hand(scope)
        else:
            scripts = await run_in_threadpool(service.locales.of_request, scope)
        await problem.response(scripts)(scope, receive, send)


class _Outgoing:
    """Sends on what the app says, with our headers on it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


class _Gate:
    """Lets the app answer until somebody else had to."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.shut = False

    async def __call__(self, message: Message) -> None:
        if not self.shut:
            await self._send(message)


async def _body(receive: Receive, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise Problem(Kind.BODY_TOO_LARGE)
        chunks.append(chunk)
        if not message.get("more_body"):
            return b"".join(chunks)


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _depth(body: bytes) -> int:
    deepest = depth = 0
    for byte in _STRINGS.sub(b"", body):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _service(scope: Scope) -> Service:
    service: Service = scope["app"].state.service
    return service


def _count(scope: Scope, status: int, seconds: float) -> None:
    # The route, not the address: whatever somebody typed into it stays out of log and labels.
    route: Callable[..., object] | None = scope.get("route")
    path = getattr(route, "path", "-")
    line = {"method": scope["method"], "route": path, "status": status}
    access.info("%s", json.dumps({**line, "ms": round(seconds * 1000, 1)}))
    _service(scope).metrics.request(path, scope["method"], status, seconds)
