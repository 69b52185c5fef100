"""`manage.py run_scheduler`: publishes and takes down what is due, every minute; tidies up every night."""

import logging
import signal
import threading
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from ...schedule import registered

logger = logging.getLogger(__name__)

#: what is due to be published, the searches without result that wait to be counted, the words that search knows,
#: and what its index has to take in
EVERY_MINUTE = ("publish_scheduled", "count_silent_queries", "keep_vocabulary", "settle_index")
#: unfinished uploads, results of background tasks that ended two weeks ago, texts of files that were not read yet
EVERY_NIGHT = ("sweep_uploads", "prune_db_task_results", "read_file_texts")
NIGHT = 3  # o'clock


def due(now: datetime) -> tuple[str, ...]:
    """Return the commands that are due in the minute of `now` (local time)."""
    at_night = (now.hour, now.minute) == (NIGHT, 0)
    return EVERY_MINUTE + (EVERY_NIGHT if at_night else ()) + registered(at_night)


def run(command: str) -> None:
    """Run one command; a failure is logged and keeps nothing else from running."""
    try:
        close_old_connections()
        call_command(command, verbosity=0)
    except Exception:
        logger.exception("%s failed", command)


def seconds_to_next_minute() -> float:
    """Return how long it is until the clock shows a new minute, plus a moment, in seconds.

    What is due at 07:00 must be older than the clock when it is looked for.
    """
    now = timezone.now()
    return ((now + timedelta(minutes=1)).replace(second=0, microsecond=200_000) - now).total_seconds()


class Command(BaseCommand):
    help = "Publishes and takes down scheduled pages, every minute, until it is told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            for command in EVERY_MINUTE + registered(at_night=False):
                call_command(command)
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            for command in due(timezone.localtime()):
                run(command)
            stop.wait(seconds_to_next_minute())
