"""How many messages one conversation may send in a minute."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

MINUTE = 60.0
REMEMBERED = 10_000


class Throttle:
    """Counts the messages of the last minute, by conversation, in this process.

    With several processes each counts its own, so that a conversation may send up to so
    many times the limit: it keeps a runaway client from starving the others, it is no quota.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = per_minute
        self._clock = clock
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, conversation: str) -> float:
        """Count one message; return 0, or the seconds after which it may come again."""
        now = self._clock()
        with self._lock:
            times = self._sent.setdefault(conversation, deque())
            self._sent.move_to_end(conversation)
            while len(self._sent) > REMEMBERED:
                self._sent.popitem(last=False)
            while times and times[0] <= now - MINUTE:
                times.popleft()
            if len(times) >= self._limit:
                return times[0] + MINUTE - now
            times.append(now)
            return 0.0
