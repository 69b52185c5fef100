"""Which files each page uses, written in the transaction that saves the page, however it comes to be saved.

`FileUse` says what is in the page's own row, which is what the public sees while the page is live, and what is
in its newest draft. Wagtail's reference index can't tell the two apart: it follows whatever was saved last.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.dispatch import Signal
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex

from .models import FileUse, PortalDocument, PortalImage, PortalMedia

Use = tuple[str, int]

#: what a page's row uses has changed: sent with `page_id`, the `page` where it is in memory, and the `uses`
row_uses_changed = Signal()

MODELS: dict[str, type[models.Model]] = {
    FileUse.Kind.IMAGE: PortalImage,
    FileUse.Kind.DOCUMENT: PortalDocument,
    FileUse.Kind.MEDIA: PortalMedia,
}


def files_of(instance: models.Model) -> set[Use]:
    """Return the files that a page or a part of it refers to as it is in memory."""
    kinds = {ContentType.objects.get_for_model(model).pk: str(kind) for kind, model in MODELS.items()}
    references = ReferenceIndex._extract_references_from_object(instance)
    return {(kinds[target], int(key)) for target, key, *_ in references if target in kinds}


def record(page: Page, *, draft: bool = False) -> None:
    """Write down what `page`, as it is in memory, uses: as its row, or as its newest draft."""
    wanted = files_of(page)
    rows = FileUse.objects.filter(page_id=page.pk, draft=draft)
    known = {(row.kind, row.file_id): row.pk for row in rows}
    if gone := [pk for use, pk in known.items() if use not in wanted]:
        FileUse.objects.filter(pk__in=gone).delete()
    _add(page.pk, sorted(wanted - known.keys()), draft)
    if not draft and (changed := wanted ^ known.keys()):
        row_uses_changed.send(Page, page_id=page.pk, page=page, uses=changed)


def record_all() -> int:
    """Write down the uses of every page anew: after files were loaded past `save`. Return how many pages."""
    count = 0
    for page in Page.objects.order_by("pk").specific().iterator():
        record(page)
        if page.latest_revision_id:
            record(page.get_latest_revision_as_object(), draft=True)
        count += 1
    return count


def _add(page_id: int, uses: Iterable[Use], draft: bool = False) -> None:
    FileUse.objects.bulk_create(
        [FileUse(page_id=page_id, kind=kind, file_id=key, draft=draft) for kind, key in uses],
        ignore_conflicts=True,
    )


def page_saved(
    sender: Any,
    instance: Any,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """A page was saved: with all its content, or only to say that it has a new draft, which is in memory."""
    if raw or not isinstance(instance, Page) or not isinstance(instance, instance.specific_class or ()):
        return
    if update_fields is None:
        record(instance)
    elif "latest_revision" in update_fields:
        record(instance, draft=True)
    elif any(_may_name_files(instance._meta.get_field(name)) for name in update_fields):
        # What else is in memory may be a draft.
        record(type(instance)._default_manager.get(pk=instance.pk))


def part_saved(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A part of a page (a row of an inline panel) was saved; by the page or alone."""
    if not raw and _is_part(sender) and (page_id := _page_of(instance)):
        rows = FileUse.objects.filter(page_id=page_id, draft=False)
        # Saved with its page, its files are noted already.
        if new := files_of(instance).difference(rows.values_list("kind", "file_id")):
            _add(page_id, new)
            row_uses_changed.send(Page, page_id=page_id, page=None, uses=new)


def part_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A part of a page went: with the page, from it, or alone."""
    if _is_part(sender) and (page_id := _page_of(instance)):
        page = Page.objects.filter(pk=page_id).first()
        if page is not None:
            record(page.specific)


def _may_name_files(field: Any) -> bool:
    return hasattr(field, "extract_references") or field.related_model in MODELS.values()


@cache
def _is_part(model: type[models.Model]) -> bool:
    """Whether rows of `model` are parts of pages that can name files."""
    fields = model._meta.get_fields()
    has_page = any(isinstance(field, ParentalKey) for field in fields)
    return has_page and any(_may_name_files(field) for field in fields)


def _page_of(instance: Any) -> int | None:
    """Return the key of the page that `instance` is a part of, directly or by another part."""
    for parent in _parents(instance):
        if isinstance(parent, Page):
            return parent.pk
        if parent is not None and (page_id := _page_of(parent)):
            return page_id
    return None


def _parents(instance: Any) -> Iterator[Any]:
    for field in instance._meta.get_fields():
        if isinstance(field, ParentalKey):
            yield getattr(instance, field.name, None)
