"""Brings the search server up to date with the outbox, for as long as it is told to."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections

from . import outbox
from .breaker import Unavailable
from .engines.server import ServerEngine

logger = logging.getLogger(__name__)

#: seconds between two looks at the outbox: what is published is found within a second
POLL = 0.25
#: the longest pause while the server fails, in seconds
LONGEST_PAUSE = 5.0

_SILENT = ("timeout", "unreachable")
_SAID_UNSENT = "The search server takes no changes (%s): they wait in the outbox."
_SAID_UNBUILT = "The search server's new index can't be built (%s); it is tried again."


class Feeder:
    """Works off the outbox, turn by turn, and builds the index where none answers.

    A build goes on portion by portion between two looks at the outbox. The feeder keeps nothing in memory: killed at
    any moment, the next one goes on.
    """

    def __init__(self, server: ServerEngine, stop: threading.Event) -> None:
        self.server = server
        self.stop = stop
        self.fault = ""
        self._pause = 0.0
        self._build_pause = 0.0
        self._builds_at = 0.0

    def run(self) -> None:
        """Take turns until `stop` is set."""
        while not self.stop.is_set():
            close_old_connections()
            self.stop.wait(self.turn())

    def turn(self) -> float:
        """Do what is to do now; return the seconds until the next turn."""
        try:
            sent, unsent = self._drain()
            # Of a server that doesn't answer nothing more is asked: each question may take a minute.
            building, unbuilt = (False, "") if unsent in _SILENT else self._build()
        except DatabaseError:
            # It restarts, or a writer holds it for long.
            logger.exception("The outbox can't be read.")
            sent, unsent, building, unbuilt = 0, "database", False, ""
        fault = unsent or unbuilt or (self.fault if self._build_pause else "")
        if fault and fault != self.fault:
            logger.warning(_SAID_UNSENT if unsent else _SAID_UNBUILT, fault)
        elif self.fault and not fault:
            logger.warning("The search server takes changes again.")
        self.fault = fault
        if unsent:
            self._pause = _longer(self._pause)
            return self._pause
        self._pause = 0.0
        return 0.0 if building or sent == outbox.BATCH else POLL

    def _drain(self) -> tuple[int, str]:
        """Send what waits; return how much, and why not."""
        try:
            return outbox.drain(self.server), ""
        except Unavailable as failure:
            return 0, failure.reason

    def _build(self) -> tuple[bool, str]:
        """Build a portion, if it is time to; return whether more is to do, and why nothing was built.

        Changes are sent meanwhile as quickly as ever: the index that answers needs them.
        """
        if time.monotonic() < self._builds_at:
            return False, ""
        try:
            building = self.server.tend()
        except Unavailable as failure:
            self._build_pause = _longer(self._build_pause)
            self._builds_at = time.monotonic() + self._build_pause
            return False, failure.reason
        self._build_pause = 0.0
        return building, ""


def _longer(pause: float) -> float:
    return min(max(pause * 2, POLL), LONGEST_PAUSE)
