"""Brings the search server up to date with the outbox, for as long as it is told to."""

import logging
import threading

from django.db import DatabaseError, close_old_connections

from . import outbox
from .breaker import Unavailable
from .engines.server import ServerEngine

logger = logging.getLogger(__name__)

#: seconds between two looks at the outbox: what is published is found within a second
POLL = 0.25
#: the longest pause while the server fails, in seconds
LONGEST_PAUSE = 5.0


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

    def run(self) -> None:
        """Take turns until `stop` is set."""
        while not self.stop.is_set():
            close_old_connections()
            self.stop.wait(self.turn())

    def turn(self) -> float:
        """Do what is to do now; return the seconds until the next turn."""
        try:
            building = self.server.tend()
            sent = outbox.drain(self.server)
        except Unavailable as failure:
            return self._wait_longer(failure.reason)
        except DatabaseError:
            # It restarts, or a writer holds it for long.
            logger.exception("The outbox can't be read.")
            return self._wait_longer("database")
        if self.fault:
            logger.warning("The search server takes changes again.")
        self._pause, self.fault = 0.0, ""
        return 0.0 if building or sent == outbox.BATCH else POLL

    def _wait_longer(self, reason: str) -> float:
        if reason != self.fault:
            logger.warning("The search server takes no changes (%s): they wait in the outbox.", reason)
        self.fault = reason
        self._pause = min(max(self._pause * 2, POLL), LONGEST_PAUSE)
        return self._pause
