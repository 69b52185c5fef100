"""Wagtail's `update_index` in small portions."""

from django.core.management.base import CommandParser
from modelsearch.management.commands.rebuild_modelsearch_index import Command as RebuildCommand


class Command(RebuildCommand):
    """Builds the search index anew; holds at most 100 objects in memory unless told otherwise."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(chunk_size=100)
