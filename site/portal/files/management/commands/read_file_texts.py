"""`manage.py read_file_texts`: reads, for search, the texts of documents that no task has read."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.files.texts import read_document, unread


class Command(BaseCommand):
    help = "Reads the texts of documents that were loaded past the portal, or whose task was lost."

    def handle(self, *args: Any, **options: Any) -> None:
        pks = list(unread())
        for pk in pks:
            read_document.call(pk)
        if options["verbosity"]:
            self.stdout.write(str(len(pks)))
