"""When the parts of pages change: the index of every page that has them is written at once."""

from collections.abc import Collection as Several
from collections.abc import Set
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction, Page

from portal.files.models import DocumentText, FileUse
from portal.files.texts import texts_changed
from portal.files.uses import Use, row_uses_changed

from .indexing import index_objects, reindex


def connect() -> None:
    """Connect what changes the files of pages, or who may have them."""
    texts_changed.connect(on_texts, dispatch_uid="portal_search_parts")
    row_uses_changed.connect(on_uses, dispatch_uid="portal_search_parts")
    for signal in (post_save, post_delete):
        signal.connect(on_restriction, sender=CollectionViewRestriction, dispatch_uid="portal_search_parts")
    post_save.connect(on_collection, sender=Collection, dispatch_uid="portal_search_parts")


def on_texts(sender: Any, pks: Several[int], **kwargs: Any) -> None:
    """Index the pages that use documents whose text, name or collection changed."""
    uses = FileUse.objects.filter(kind=FileUse.Kind.DOCUMENT, draft=False, file_id__in=pks)
    reindex(uses.values_list("page_id", flat=True))


def on_uses(sender: Any, page_id: int, page: Page | None, uses: Set[Use], **kwargs: Any) -> None:
    """Index a page that has another document than before; the page in memory carries what isn't stored yet."""
    documents = [key for kind, key in uses if kind == FileUse.Kind.DOCUMENT]
    if not documents or not DocumentText.objects.filter(pk__in=documents).exists():
        return
    if page is None:
        reindex([page_id])
    else:
        index_objects([page])


def on_restriction(sender: Any, instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Take the texts of a collection that became private out of the index, or put them back."""
    collection = Collection.objects.filter(pk=instance.collection_id).first()
    if collection:
        _index_collection(collection.pk)


def on_collection(sender: Any, instance: Collection, **kwargs: Any) -> None:
    """Look again at a collection once it stands in its place: Wagtail saves it before it moves it."""
    transaction.on_commit(partial(_index_collection, instance.pk))


def _index_collection(pk: int) -> None:
    collection = Collection.objects.filter(pk=pk).first()
    if collection is None:
        return
    within = DocumentText.objects.filter(document__collection__path__startswith=collection.path)
    on_texts(DocumentText, list(within.values_list("pk", flat=True)))
