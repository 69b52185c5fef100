"""The tree of the site."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site, get_page_models

from portal.core.models import BasePage


@dataclass
class Branch:
    """A page of the tree with the pages below it."""

    title: str
    url: str
    children: list["Branch"] = field(default_factory=list)


def branches(root: Page) -> list[Branch]:
    """Return the live and public pages below `root` whose types stand in the tree, as they are nested."""
    types = [model for model in get_page_models() if issubclass(model, BasePage) and model.in_site_tree]
    found: dict[str, Branch] = {root.path: Branch(root.title, root.url)}
    for page in Page.objects.descendant_of(root).live().public().type(*types).order_by("path"):
        # Below a page that isn't shown nothing is shown either.
        parent = found.get(page.path[: -Page.steplen])
        if parent is not None:
            found[page.path] = Branch(page.title, page.url)
            parent.children.append(found[page.path])
    return found[root.path].children


@require_safe
def site_tree(request: HttpRequest) -> HttpResponse:
    """Show every section and standing page; news and procedures stand in their own lists."""
    site = Site.find_for_request(request)
    return render(request, "home/site_tree.html", {"branches": branches(site.root_page) if site else []})
