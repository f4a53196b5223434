"""The two servers: uvicorn for one process, gunicorn for several; one socket for both."""

import http.client
import logging
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.refusal import refuse

if TYPE_CHECKING:
    from bot.settings import Settings

BETWEEN_LOOKS = 0.25
"""Seconds between two questions whether the app is ready."""

BOOT_SECONDS = 300
"""How long a worker may take to load Rasa before gunicorn takes it for dead."""

ADDRESSES = """\
Backline is ready ({answering}).
  chat            {url}/
  API             {url}/docs
Ctrl-C ends it."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; OSError where the address is in use or is none."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


def run(settings: "Settings", listener: socket.socket) -> None:
    """Serve until a signal ends it; prints the addresses once the app is ready."""
    _show_own_warnings()
    host, port = listener.getsockname()[:2]
    answering = "Rasa and the scripted interview" if settings.rasa else "the scripted interview"
    announcing = threading.Thread(
        target=_announce, args=(settings.host, host, port, answering), daemon=True
    )
    announcing.start()
    if settings.workers == 1:
        _uvicorn(settings, listener)
    else:
        _gunicorn(settings, listener)


def _show_own_warnings() -> None:
    ours = logging.StreamHandler()
    ours.setFormatter(logging.Formatter("backline: %(message)s"))
    logger = logging.getLogger("bot")
    logger.handlers = [ours]
    logger.propagate = False


def _uvicorn(settings: "Settings", listener: socket.socket) -> None:
    import uvicorn

    from bot.api.app import create_app

    config = uvicorn.Config(
        create_app(settings),
        ws="none",  # Rasa holds websockets back at a version uvicorn does not work with
        access_log=False,  # a query may hold what nobody should read in a log
        log_level="warning",
        server_header=False,
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:  # uvicorn has shut down in order and passes the signal on
        return


def _gunicorn(settings: "Settings", listener: socket.socket) -> None:
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    counts = _folder_of_counts(settings, listener)
    settings = settings.model_copy(update={"metrics_folder": counts})
    # Only now: with it comes Prometheus's client, which looks once where to count.
    from bot.api.app import create_app
    from bot.bridge.resources import resources

    options = {
        "bind": f"fd://{listener.detach()}",  # gunicorn closes it
        "workers": settings.workers,
        "worker_class": "asgi",
        "preload_app": True,  # what is only read is shared between the processes
        "asgi_lifespan": "on",
        "timeout": BOOT_SECONDS,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "control_socket_disable": True,
        "on_exit": lambda _: _remove(counts),  # in the parent only
    }

    class Application(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            resources()  # read once; not Rasa, though: TensorFlow does not survive a fork
            return create_app(settings)

    Application().run()


def _folder_of_counts(settings: "Settings", listener: socket.socket) -> Path:
    """Return the folder, made and empty, in which all workers keep their counts."""
    from bot.settings import PROMETHEUS, ROOT, count_in

    host, port = listener.getsockname()[:2]
    folder = settings.metrics_folder or ROOT / "var" / "metrics" / f"{host}-{port}"
    try:
        _remove(folder)  # what a server that was killed has left
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        refuse(
            f"{folder} cannot be used for counting: {wrong.strerror}",
            f"set {PROMETHEUS} to a folder that can be written to",
        )
    count_in(folder)
    return folder


def _remove(folder: Path) -> None:
    for file in folder.glob("*.db"):
        file.unlink()
    with suppress(OSError):  # somebody else keeps something in it
        folder.rmdir()


def _announce(named: str, host: str, port: int, answering: str) -> None:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    while not _ready(reachable, port):
        time.sleep(BETWEEN_LOOKS)
    shown = f"[{named}]" if ":" in named else named
    print(ADDRESSES.format(url=f"http://{shown}:{port}", answering=answering), flush=True)


def _ready(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
