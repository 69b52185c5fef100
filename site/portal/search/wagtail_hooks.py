"""What the editors' side gets of the search."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .editors.explained import ExplainedItem, explained
from .editors.viewsets import (
    HiddenPageViewSet,
    PromotedPageViewSet,
    SilentQueryPolicy,
    SilentQueryViewSet,
    SynonymViewSet,
)
from .models import SilentQuery, Synonym
from .silent_queries import settle


class SearchViewSetGroup(SnippetViewSetGroup):
    """What editors rule of the search, and what shows them how it works."""

    items = (SynonymViewSet, PromotedPageViewSet, HiddenPageViewSet, SilentQueryViewSet)
    menu_label = _("Search of the portal")
    menu_name = "search-rules"
    menu_icon = "search"
    menu_order = 592
    submenu_hook = "register_search_menu_item"


register_permission_policy(SilentQuery, SilentQueryPolicy(SilentQuery))
register_snippet(SearchViewSetGroup)


@hooks.register("register_search_menu_item")
def explained_item() -> ExplainedItem:
    """Put the screen below the lists."""
    return ExplainedItem()


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the screen its address."""
    return [path("tim-kiem/vi-sao/", explained, name="search_explained")]


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def settle_queries(request: HttpRequest, instance: Any) -> None:
    """Take queries off the list of those without result once a synonym of today says what their words mean."""
    if isinstance(instance, Synonym) and instance.counts_today:
        both = instance.direction == Synonym.Direction.BOTH
        settle(instance.words, *([instance.meaning] if both else []))
