"""`manage.py keep_vocabulary`: learns the vocabulary anew where that is due; the scheduler runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from ...understanding.learning import is_due, learn_now


class Command(BaseCommand):
    help = "Learns the vocabulary of search anew, an hour after the last time, when something was published since."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_due():
            learn_now()
