"""Posts, and the pages of the organisation, for tests."""

import factory

from home.models import OrganisationIndexPage, OrganisationPage
from portal.core.models import BasePage
from portal.organisations.models import Organisation, Post
from tests.factories.pages import LivePageFactory, OrganisationFactory


class PostFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Phó Giám đốc Sở số {n}")
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = Post


class OrganisationIndexPageFactory(LivePageFactory):
    title = "Cơ cấu tổ chức"
    slug = "co-cau-to-chuc"

    class Meta:
        model = OrganisationIndexPage


class OrganisationPageFactory(LivePageFactory):
    record = factory.SubFactory(OrganisationFactory)
    title = factory.SelfAttribute("record.name")
    slug = factory.SelfAttribute("record.slug")

    class Meta:
        model = OrganisationPage


def build_chart_page(home: BasePage) -> OrganisationIndexPage:
    """Put the page of the chart below the home page."""
    return OrganisationIndexPageFactory(parent=home)


def department(**values: object) -> Organisation:
    """Record the Department."""
    return OrganisationFactory(
        **{"slug": "so", "name": "Sở Văn hóa", "kind": Organisation.Kind.DEPARTMENT} | values
    )
