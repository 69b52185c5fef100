"""Links to pages inside texts, resolved with one query however many kinds of pages they lead to."""

from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler as WagtailPageLinkHandler


class PageLinkHandler(WagtailPageLinkHandler):
    """Wagtail's own asks once more for each page type; no page type of the portal makes its own address."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        ids = [str(attrs.get("id", "")) for attrs in attrs_list]
        found = Page.objects.in_bulk([int(pk) for pk in ids if pk.isdecimal()])
        return [found.get(int(pk)) if pk.isdecimal() else None for pk in ids]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [
            f'<a href="{escape(page.url)}">' if page and page.url else "<a>"
            for page in cls.get_many(attrs_list)
        ]
