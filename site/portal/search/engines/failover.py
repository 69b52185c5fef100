"""The engine of a deployment with a search server: the server while it answers in time, else the database's own.

A request stays on one engine. The engines count and score differently, so an answer pieced together from both would
count what it doesn't list: a failure in the middle starts the request over, on the database's engine (`on_one_engine`).
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from .. import outbox
from ..breaker import Breaker, Unavailable
from ..plan import Plan
from .base import Candidate, Engine, Matches
from .server import ServerEngine

T = TypeVar("T")

#: seconds that one request gives the server in sum; a call gets what is left of them
LIMIT = 1.0


@dataclass(frozen=True)
class Link:
    """The search server as this process sees it: the same for all its requests."""

    server: ServerEngine
    breaker: Breaker


class ServerRequest:
    """What one request asks the server: within the time limit, past the items that it has not heard of."""

    def __init__(self, link: Link) -> None:
        self._server = link.server
        self._breaker = link.breaker
        self._narrowed: ServerEngine | None = None
        self._spent = 0.0

    def ask(self, work: Callable[[ServerEngine], T]) -> T:
        """Return `work(server)`; raise `Unavailable` when the server fails, is left alone or out of date."""
        if self._narrowed is None:
            if not self._breaker.lets_through():
                raise Unavailable(self._breaker.reason)
            waiting = outbox.waiting()
            if waiting.behind:
                raise Unavailable("out of date")
            self._narrowed = self._server.without(waiting.items) if waiting.items else self._server
        server = self._narrowed
        return self._breaker.call(lambda: self._timed(work, server))

    def _timed(self, work: Callable[[ServerEngine], T], server: ServerEngine) -> T:
        left = LIMIT - self._spent
        if left <= 0:
            raise Unavailable("timeout")
        began = time.monotonic()
        try:
            return work(server.within(left))
        finally:
            self._spent += time.monotonic() - began


class Failover:
    """See `Engine`. Made for one request: once the server has failed, it asks the database until the end."""

    def __init__(self, link: Link, database: Engine) -> None:
        #: the database answers in the server's place
        self.degraded = False
        #: the server had answered a part before it failed
        self.mixed = False
        self._server = link.server
        self._database = database
        self._request = ServerRequest(link)
        self._answers = 0

    @property
    def name(self) -> str:
        """The name of the engine that answers, as far as is known."""
        return self._database.name if self.degraded else self._server.name

    def candidates(self, plan: Plan, limit: int, sets: Collection[int] | None = None) -> list[Candidate]:
        return self._ask(lambda engine: engine.candidates(plan, limit, sets))

    def matches(self, plan: Plan, among: Collection[int]) -> Matches:
        return self._ask(lambda engine: engine.matches(plan, among))

    def more(
        self, plan: Plan, sets: Collection[int] | None, without: Collection[int], start: int, stop: int
    ) -> list[int]:
        return self._ask(lambda engine: engine.more(plan, sets, without, start, stop))

    def _ask(self, ask: Callable[[Engine], T]) -> T:
        if not self.degraded:
            try:
                answer = self._request.ask(ask)
            except Unavailable:
                self.degraded, self.mixed = True, self._answers > 0
            else:
                self._answers += 1
                return answer
        return ask(self._database)


def is_degraded(engine: Engine) -> bool:
    """Return whether the database answered in the place of a server."""
    return isinstance(engine, Failover) and engine.degraded


def on_one_engine(engine: Engine, ask: Callable[[Engine], T]) -> T:
    """Return `ask(engine)`; asked anew, of the database alone, where the server failed in the middle of it."""
    answer = ask(engine)
    return ask(engine) if isinstance(engine, Failover) and engine.mixed else answer
