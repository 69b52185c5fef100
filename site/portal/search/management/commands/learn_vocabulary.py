"""`manage.py learn_vocabulary`: what words the corpus knows, for repairing slips in queries."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models.functions import Substr
from django.utils import timezone

from portal.core.models import PublicationStamp
from portal.text.tokens import ANALYSIS_VERSION

from ...models import IndexedText, Vocabulary
from ...understanding import kept
from ...understanding.vocabulary import READ_OF_EACH, learn


class Command(BaseCommand):
    help = "Learns the words of everything public, so that search can repair what is mistyped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--hourly",
            action="store_true",
            help="only when it was learnt an hour ago or more and something was published since",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stamp = PublicationStamp.current()
        if options["hourly"] and not _is_due(stamp):
            return
        data = learn(_public_texts())
        row = Vocabulary.objects.create(analysis_version=ANALYSIS_VERSION, stamp=stamp, data=data)
        Vocabulary.objects.exclude(pk=row.pk).delete()
        kept.forget()
        if options["verbosity"]:
            self.stdout.write(f"Đã học từ vựng của mục tìm kiếm: {len(data) // 1024} KB.")


def _is_due(stamp: int) -> bool:
    since = timezone.now() - timedelta(hours=1)
    rows = Vocabulary.objects.filter(analysis_version=ANALYSIS_VERSION)
    return not any(
        known == stamp or made_at > since for known, made_at in rows.values_list("stamp", "made_at")
    )


def _public_texts() -> Iterator[tuple[str, str]]:
    """Yield title and beginning of everything that the public search lists; nothing else may be proposed."""
    rows = IndexedText.objects.filter(item__live=True, item__restricted=False).exclude(item__type="")
    texts = rows.values_list("item__title", Substr("body", 1, READ_OF_EACH))
    yield from texts.order_by("pk").iterator(chunk_size=500)
