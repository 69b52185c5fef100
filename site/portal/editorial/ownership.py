"""Who answers for a new page: the organisation that its writer works in, until somebody says otherwise."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import init_new_page

from portal.core.models import BasePage
from portal.organisations.models import Organisation

from .roles import ORGANISATIONS


def connect() -> None:
    """Fill in the form of every new page."""
    init_new_page.connect(give_organisation, dispatch_uid="editorial_ownership")


def give_organisation(sender: Any, page: Page, parent: Page, **kwargs: Any) -> None:
    """Give a new page to its writer's organisation."""
    if isinstance(page, BasePage) and page.organisation_id is None and page.owner is not None:
        page.organisation = organisation_of(page.owner)


def organisation_of(user: Any) -> Organisation | None:
    """Return the organisation of today that a user works in by his group, or what came in its place."""
    names = set(user.groups.values_list("name", flat=True))
    slug = next((slug for group, slug in ORGANISATIONS.items() if group in names), None)
    found = Organisation.objects.filter(slug=slug).first() if slug else None
    return found.today() if found else None
