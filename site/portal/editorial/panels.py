"""What a writer can begin at once from the editors' home and menu."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page


@dataclass(frozen=True)
class Writing:
    """A kind of page that people write often: `parents` gives the pages below which it goes."""

    label: Any
    model: type[Page]
    parents: Callable[[], Any]
    icon: str = "doc-full"

    def url_for(self, user: Any) -> str | None:
        """Return the address of the empty form, if this user may write such a page."""
        for parent in self.parents():
            if parent.permissions_for_user(user).can_add_subpage():
                meta = self.model._meta
                return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])
        return None


#: rooms above add theirs
writings: list[Writing] = []


class WritingMenuItem(MenuItem):
    """A first-class entry of the menu for one kind of page."""

    def __init__(self, writing: Writing, **kwargs: Any) -> None:
        self.writing = writing
        super().__init__(writing.label, "", icon_name=writing.icon, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        self.url = self.writing.url_for(request.user) or ""
        return bool(self.url)


class WritePanel(Component):
    """Buttons to begin writing, at the top of the editors' home."""

    name = "writing"
    template_name = "editorial/write_panel.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        offers = [(writing, writing.url_for(self.request.user)) for writing in writings]
        return {"offers": [(writing, url) for writing, url in offers if url]}
