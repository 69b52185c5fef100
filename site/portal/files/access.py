"""Who may have a file: everybody when the public page of anybody uses it, else who may read or edit such a page.

A file is private until a page that is live uses it (`uses`), or until a record that the public sees does
(`register_public_use`). One query tells what everybody may have; only for the rest the visitor is asked for.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, WorkflowState
from wagtail.permissions import policy_registry

from .models import FileUse
from .uses import MODELS

#: what an editor must be allowed with a file, one of them, to see it
EDITORS_ACTIONS = {"choose", "change", "delete"}


@dataclass(frozen=True)
class PublicUse:
    """The public sees the file in `field` of those records of `model` that `only` lets through."""

    model: type[models.Model]
    field: str
    only: Q


_public_uses: dict[str, list[PublicUse]] = {kind: [] for kind in MODELS}


def register_public_use(model: type[models.Model], field: str, only: Q | None = None) -> None:
    """Make the files in the foreign key `field` of `model`, which is no page, public.

    For what pages show of records beside them: the logo in the settings, the picture of a snippet. `only`
    narrows the records, e.g. to those in force. Call it from `AppConfig.ready`.
    """
    target = model._meta.get_field(field).related_model
    kind = next((kind for kind, known in MODELS.items() if known is target), None)
    if kind is None:
        raise FieldDoesNotExist(f"{model._meta.label}.{field} refers to no image, document or media")
    use = PublicUse(model, field, only or Q())
    if use not in _public_uses[kind]:
        _public_uses[kind].append(use)


# What everybody may have


def for_everybody(kind: str, key: str = "pk") -> Q:
    """Return the condition that a file of `kind`, whose key is the column `key`, may be had by everybody."""
    collection = "collection__path" if key == "pk" else key.removesuffix("_id") + "__collection__path"
    return _is_used(kind, key, ~Exists(_restrictions())) & ~Q(Exists(restrictions_above(collection)))


def restrictions_above(collection_path: str) -> QuerySet[CollectionViewRestriction]:
    """Return the restrictions on the collection whose path is the column `collection_path`, and on those above it."""
    return CollectionViewRestriction.objects.filter(collection__path=_beginning(OuterRef(collection_path)))


def _is_used(kind: str, key: str, page_is_open: Any) -> Q:
    """Return the condition that a page to which `page_is_open` applies, or a record, shows the file."""
    uses = FileUse.objects.filter(_now_live(), page_is_open, kind=kind, file_id=OuterRef(key), draft=False)
    condition = Q(Exists(uses))
    for use in _public_uses[kind]:
        condition |= Q(Exists(use.model._default_manager.filter(use.only, **{use.field: OuterRef(key)})))
    return condition


def _now_live() -> Q:
    """A page that has expired is gone, whether the scheduler came by or not."""
    lasting = Q(page__expire_at__isnull=True) | Q(page__expire_at__gt=timezone.now())
    return Q(page__live=True) & lasting


def _restrictions() -> QuerySet[PageViewRestriction]:
    return PageViewRestriction.objects.filter(page__path=_beginning(OuterRef("page__path"), "page__path"))


def _beginning(path: OuterRef, above: str = "collection__path") -> Substr:
    """Cut `path` to the length of the path in `above`: they are equal when it lies there or below."""
    return Substr(path, 1, Length(above))


# What this visitor may have


def visitor_may_have(request: HttpRequest, kind: str, file: Any) -> bool:
    """Whether the visitor may have a file that not everybody may have."""
    user: Any = request.user
    return may_edit_with(user, kind, file) or (
        passes_collection(request, file) and may_read_with(request, kind, file)
    )


def may_read_with(request: HttpRequest, kind: str, file: Any) -> bool:
    """Whether the visitor may read a page that shows the file; its collection isn't asked."""
    closed = Q()
    for restriction in PageViewRestriction.objects.select_related("page"):
        if not restriction.accept_request(request):
            closed |= Q(page__path__startswith=restriction.page.path)
    found = type(file)._default_manager.filter(_is_used(kind, "pk", ~closed), pk=file.pk)
    return found.exists()


def passes_collection(request: HttpRequest, file: Any) -> bool:
    """Whether the visitor passes every restriction on the collection of the file and those above it."""
    return all(restriction.accept_request(request) for restriction in file.collection.get_view_restrictions())


def may_edit_with(user: Any, kind: str, file: Any) -> bool:
    """Whether it is an editor who may choose or change the file, or edit or review a page that uses it."""
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(file))
    if policy.user_has_any_permission_for_instance(user, EDITORS_ACTIONS, file):
        return True
    uses = FileUse.objects.filter(kind=kind, file_id=file.pk)
    pages = Page.objects.filter(pk__in=uses.values("page_id"))
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change", "publish"})
    if pages.filter(pk__in=own.values("pk")).exists():
        return True
    in_review = WorkflowState.objects.active().filter(base_content_type__model="page")
    keys = {int(key) for key in in_review.values_list("object_id", flat=True)}
    return any(page.permissions_for_user(user).can_edit() for page in pages.filter(pk__in=keys))
