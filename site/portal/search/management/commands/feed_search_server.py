"""`manage.py feed_search_server`: brings the search server up to date, until it is told to end."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...engines import server_link
from ...feeder import Feeder


class Command(BaseCommand):
    help = "Sends to the search server (SEARCH_URL) what changes, and builds its index where there is none."

    def handle(self, *args: Any, **options: Any) -> None:
        link = server_link()
        if link is None:
            raise CommandError("SEARCH_URL is not set: there is no search server to feed.")
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        Feeder(link.server, stop).run()
