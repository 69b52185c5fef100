"""A circuit breaker: what has failed again and again is left alone for a while, so that nobody waits for it.

Each process keeps its own. Told of each other's failures, two workers would spare at most three calls of a second
once per fault; for that every search would ask a shared place first, which may itself be down.
"""

import logging
import threading
import time
from collections.abc import Callable
from enum import Enum
from typing import TypeVar

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Unavailable(Exception):
    """The search server gave no answer in time, or not the one that was asked for.

    `reason` is a short word for operators: "timeout", "unreachable", "index missing", "status 503" …
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class State(Enum):
    """Whether calls go through: closed as a circuit is when current flows."""

    CLOSED = "closed"
    OPEN = "open"
    #: the server answers again; one more failure opens the circuit at once
    HALF_OPEN = "half-open"


class Breaker:
    """Counts failures in a row; opens after `failures` of them.

    While it is open, a thread of its own asks the server by `ping` whether it answers again, after `retry_after`
    seconds first and each time after twice as long, at most `longest`. So no reader ever waits for that.
    """

    def __init__(
        self,
        ping: Callable[[], None],
        *,
        failures: int = 3,
        retry_after: float = 1.0,
        longest: float = 15.0,
        clock: Callable[[], float] = time.monotonic,
        aside: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        self.ping = ping
        self.failures = failures
        self.retry_after = retry_after
        self.longest = longest
        self.clock = clock
        self.aside = aside or _in_a_thread
        self.state = State.CLOSED
        #: the reason of the last failure, while it isn't made up for
        self.reason = ""
        self._lock = threading.Lock()
        self._failed = 0
        self._pause = retry_after
        self._ask_at = 0.0

    def call(self, work: Callable[[], T]) -> T:
        """Return `work()`; raise `Unavailable` when it does, or at once while the circuit is open."""
        if not self.lets_through():
            raise Unavailable(self.reason)
        try:
            answer = work()
        except Unavailable as failure:
            self._failure(failure.reason)
            raise
        self._success()
        return answer

    def lets_through(self) -> bool:
        """Return whether a call would be made; asks the server again, aside, when it is time to."""
        if self.state is State.OPEN:
            with self._lock:
                due = self.clock() >= self._ask_at
                if due:
                    self._ask_at = self.clock() + self._pause
            if due:
                self.aside(self._ask)
        return self.state is not State.OPEN

    def _ask(self) -> None:
        try:
            self.ping()
        except Unavailable as failure:
            with self._lock:
                self.reason = failure.reason
                self._wait_longer()
        else:
            with self._lock:
                self.state = State.HALF_OPEN

    def _failure(self, reason: str) -> None:
        with self._lock:
            self.reason = reason
            self._failed += 1
            if self.state is State.HALF_OPEN:
                self._wait_longer()
            elif self._failed >= self.failures and self.state is State.CLOSED:
                self._ask_at = self.clock() + self._pause
            else:
                return
            self.state = State.OPEN
        logger.warning("The search server fails (%s): the database answers instead.", reason)

    def _success(self) -> None:
        if self.state is State.CLOSED and not self._failed:
            return
        with self._lock:
            recovered = self.state is State.HALF_OPEN
            if self.state is State.OPEN:
                # A call that began before the circuit opened: its answer says nothing about the others.
                return
            self.state, self.reason, self._failed, self._pause = State.CLOSED, "", 0, self.retry_after
        if recovered:
            logger.warning("The search server answers again.")

    def _wait_longer(self) -> None:
        self._pause = min(self._pause * 2, self.longest)
        self._ask_at = self.clock() + self._pause


def _in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="search-server-ping", daemon=True).start()
