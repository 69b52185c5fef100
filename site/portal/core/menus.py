"""From what editors chose to the links of header and footer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from .addresses import is_address
from .models import Navigation


@dataclass(frozen=True)
class Link:
    """A link of the menu; `url` is empty where only the links below it lead somewhere."""

    title: str
    url: str
    links: tuple["Link", ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of the footer."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Menus:
    """The editors' menu and footer; empty where they arranged nothing that the public may see."""

    menu: tuple[Link, ...] = ()
    columns: tuple[Column, ...] = ()


def read_menus() -> Menus:
    """Return the editors' menus with links that everybody may follow; three queries at most."""
    navigation = Navigation.objects.first()
    if navigation is None:
        return Menus()
    items = [row["value"] for row in navigation.menu.get_prep_value()]
    columns = [row["value"] for row in navigation.footer.get_prep_value()]
    pages = _public_pages(_page_ids([items, columns]))
    return Menus(
        menu=_links(items, pages),
        columns=tuple(
            Column(column["title"], links)
            for column in columns
            if (links := _links(_listed(column["links"]), pages))
        ),
    )


def public_urls(ids: Iterable[int]) -> dict[int, str]:
    """Return the addresses of those of the pages that everybody may read."""
    return {pk: url for pk, (_title, url) in _public_pages(set(ids)).items()}


def _public_pages(ids: set[int]) -> dict[int, tuple[str, str]]:
    if not ids:
        return {}
    pages = Page.objects.filter(pk__in=ids).live().public()
    return {page.pk: (page.title, page.url) for page in pages if page.url}


def _page_ids(value: Any) -> set[int]:
    if isinstance(value, Mapping):
        own = {value["page"]} if value.get("page") else set()
        return own.union(*map(_page_ids, value.values()))
    if isinstance(value, list):
        return set().union(*map(_page_ids, value))
    return set()


def _listed(rows: Iterable[Any]) -> list[Any]:
    return [row["value"] for row in rows]


def _links(items: Iterable[Mapping[str, Any]], pages: Mapping[int, tuple[str, str]]) -> tuple[Link, ...]:
    """Return the links of `items`, without those that lead nowhere or have no words."""
    found = []
    for item in items:
        title, url = (
            pages.get(item["page"], ("", "")) if item.get("page") else ("", item.get("address") or "")
        )
        link = Link(
            title=item.get("label") or title,
            url=url if url and is_address(url) else "",
            links=_links(_listed(item.get("links") or ()), pages),
        )
        if link.title and (link.url or link.links):
            found.append(link)
    return tuple(found)
