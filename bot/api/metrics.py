"""What is counted for whoever runs it: requests, turns, closings, failures of Rasa, faults.

Labels are names out of our own code: no message, no address and no id can get into one.
"""

from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from bot.dialogue.closing import Reason
from bot.engine.protocol import Level

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """The counts of one app; an `Observer` of turns.

    With a folder (`Settings.metrics_folder`), the counts of all processes that share it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        # The time at which each series began: nobody asks, and it doubles the output.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        own = CollectorRegistry()
        self._shown = own
        if folder:
            self._shown = CollectorRegistry()
            MultiProcessCollector(self._shown, path=str(folder))  # type: ignore[no-untyped-call]
        self._requests = Counter(
            "backline_http_requests",
            "HTTP requests by route, method and class of status",
            ["route", "method", "status"],
            registry=own,
        )
        self._seconds = Histogram(
            "backline_http_request_duration_seconds",
            "Time from a request to its answer",
            ["route", "method"],
            registry=own,
        )
        self._turns = _counter(own, "turns", "Turns by the level of the assessment", "level")
        self._closings = _counter(own, "closings", "Closed conversations by reason", "reason")
        self._failures = _counter(
            own, "rasa_failures", "Turns the scripted interview took because Rasa failed", "kind"
        )
        self._disagreements = _counter(
            own, "rasa_disagreements", "Turns it took because Rasa did not agree with it", "about"
        )
        self._faults = _counter(
            own, "faults", "Faults of ours by the name of the exception", "kind"
        )
        self._show_zeros()

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request; a status of 0 is that of a client who hung up."""
        method = method if method in METHODS else "other"
        self._requests.labels(route, method, f"{status // 100}xx" if status else "none").inc()
        self._seconds.labels(route, method).observe(seconds)

    def turn(self, level: str) -> None:
        """Count one turn."""
        self._turns.labels(level).inc()

    def closed(self, reason: str) -> None:
        """Count one closing."""
        self._closings.labels(reason).inc()

    def rasa_failed(self, kind: str) -> None:
        """Count one answer that Rasa did not give."""
        self._failures.labels(kind).inc()

    def disagreed(self, about: str) -> None:
        """Count one answer of Rasa's that was not used."""
        self._disagreements.labels(about).inc()

    def fault(self, kind: str) -> None:
        """Count one fault."""
        self._faults.labels(kind).inc()

    def text(self) -> bytes:
        """Return all counts in Prometheus's text format."""
        return generate_latest(self._shown)

    def _show_zeros(self) -> None:
        # A series that begins at one hides its first event from every rate over it.
        for level in Level:
            self._turns.labels(level.name)
        for reason in Reason:
            self._closings.labels(reason.value)


def _counter(registry: CollectorRegistry, name: str, what: str, by: str) -> Counter:
    return Counter(f"backline_{name}", what, [by], registry=registry)
