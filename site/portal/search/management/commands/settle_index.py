"""`manage.py settle_index`: brings what was written lately into PostgreSQL's indexes; run every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.search.engines.settling import settle


class Command(BaseCommand):
    help = "Brings what was written lately into the indexes of PostgreSQL, so that no publication has to."

    def handle(self, *args: Any, **options: Any) -> None:
        settle()
