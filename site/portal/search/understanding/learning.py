"""Learns the vocabulary of everything public and keeps it in the database."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Substr
from django.utils import timezone

from portal.core.models import PublicationStamp
from portal.text.tokens import ANALYSIS_VERSION

from ..models import IndexedText
from ..models import Vocabulary as VocabularyRow
from . import kept
from .vocabulary import READ_OF_EACH, learn

#: how old a vocabulary is at least when it is learnt anew for what was published since
OLD = timedelta(hours=1)


def learn_now() -> int:
    """Learn the words of what the public search lists; return how many bytes they take. Some seconds."""
    stamp = PublicationStamp.current()
    data = learn(_public_texts())
    with transaction.atomic():
        row = VocabularyRow.objects.create(analysis_version=ANALYSIS_VERSION, stamp=stamp, data=data)
        VocabularyRow.objects.exclude(pk=row.pk).delete()
    kept.forget()
    return len(data)


def is_due() -> bool:
    """Return whether something was published since the vocabulary was learnt, an hour ago or more. Two queries."""
    rows = VocabularyRow.objects.filter(analysis_version=ANALYSIS_VERSION)
    known = rows.order_by("-made_at").values_list("stamp", "made_at").first()
    if known is None:
        return True
    stamp, made_at = known
    return made_at < timezone.now() - OLD and stamp != PublicationStamp.current()


def _public_texts() -> Iterator[tuple[str, str]]:
    """Yield title and beginning of everything that the public search lists; nothing else may be proposed."""
    rows = IndexedText.objects.filter(item__facet_set__isnull=False)
    rows = rows.exclude(item__expires_at__lte=timezone.now())
    texts = rows.values_list("item__title", Substr("body", 1, READ_OF_EACH))
    yield from texts.order_by("pk").iterator(chunk_size=500)
