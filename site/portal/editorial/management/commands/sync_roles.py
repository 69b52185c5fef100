"""Bring groups, permissions and workflows into line with the table of roles."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.editorial.roles import table
from portal.editorial.sync import sync_roles


class Command(BaseCommand):
    help = "Give the groups of the table of roles what it says and nothing else; other groups are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        changes = sync_roles(table)
        if options["verbosity"] > 1:
            for line in changes:
                self.stdout.write(line)
        self.stdout.write(f"Roles: {len(changes)} changes" if changes else "Roles: nothing to change")
