"""When the index is written: in the transaction of the change itself.

`post_save` comes before a page's child rows are stored, but the saved object carries them in memory,
and that is what the document is made of: no second reading, and index and content are never apart.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from modelsearch.index import get_indexed_models
from modelsearch.index import insert_or_update_object as update_search_backends
from modelsearch.index import remove_object as remove_from_search_backends
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from .indexing import refresh, refresh_privacy
from .models import HiddenPage

# Saving only such fields (a new draft, a lock, a workflow's state) changes nothing that is found.
_FOUND_BY = frozenset({"title", "live", "content_type"})


def connect() -> None:
    """Connect every indexed model, and what moves pages or makes them private."""
    for model in get_indexed_models():
        if getattr(model, "search_auto_update", True):
            post_save.connect(on_save, sender=model, dispatch_uid="portal_search")
            post_delete.connect(on_delete, sender=model, dispatch_uid="portal_search")
    post_save.connect(on_privacy, sender=PageViewRestriction, dispatch_uid="portal_search")
    post_delete.connect(on_privacy, sender=PageViewRestriction, dispatch_uid="portal_search")
    pre_save.connect(before_hidden, sender=HiddenPage, dispatch_uid="portal_search")
    post_save.connect(on_hidden, sender=HiddenPage, dispatch_uid="portal_search")
    post_delete.connect(on_hidden, sender=HiddenPage, dispatch_uid="portal_search")
    post_page_move.connect(on_move, dispatch_uid="portal_search")


def on_save(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Index what was saved."""
    fields = kwargs.get("update_fields")
    if raw or (fields is not None and not _FOUND_BY.intersection(fields)):
        return
    if fields is not None:
        # The object in memory may carry a draft that these fields are not part of.
        instance = sender._base_manager.get(pk=instance.pk)
    update_search_backends(instance)


def on_delete(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Forget what was deleted."""
    remove_from_search_backends(instance)


def on_privacy(sender: type[Model], instance: PageViewRestriction, **kwargs: Any) -> None:
    """Hide a section that became private from results and counts, or show it again."""
    page = Page.objects.filter(pk=instance.page_id).only("path").first()
    if page:
        refresh_privacy(page.path)


def before_hidden(sender: type[Model], instance: HiddenPage, **kwargs: Any) -> None:
    """Remember the page that a row has hidden so far: an editor may put another into it."""
    stored = HiddenPage.objects.filter(pk=instance.pk).values_list("page_id", flat=True)
    instance.hid_before = stored.first()


def on_hidden(sender: type[Model], instance: HiddenPage, **kwargs: Any) -> None:
    """Take a page out of results, counts and suggestions, or put it back."""
    refresh(Page.objects.filter(pk__in=[instance.page_id, instance.hid_before or instance.page_id]))


def on_move(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """Let a page and all below it obey the privacy of their new place."""
    page = Page.objects.filter(pk=instance.pk).only("path").first()
    if page:
        refresh_privacy(page.path)
