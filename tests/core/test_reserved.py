"""No page stands at an address where something else answers."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import slugify
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import nested_form_data

from home.models import StandingPage
from legal.models import LegalDocumentPage
from portal.core.forms import PageCopyForm, PageForm
from portal.core.models import BasePage
from tests.factories.magazine import MagazineIssuePageFactory, build_magazine
from tests.factories.pages import StandingPageFactory, build_site

OURS = [model for model in get_page_models() if issubclass(model, BasePage)]
WITH_ROUTES = [model for model in OURS if issubclass(model, RoutablePageMixin)]


def beginnings(model: type[RoutablePageMixin]) -> set[str]:
    """Return what the routes of a page type begin with, as they are written."""
    routes = {str(route.pattern).split("/")[0] for route in model.get_subpage_urls()}
    return {slug for slug in routes if slug and slugify(slug) == slug}


ROUTES = [
    (model, slug)
    for model in WITH_ROUTES
    if model.allowed_subpage_models()
    for slug in sorted(beginnings(model))
]


def below(model: type[BasePage]) -> BasePage:
    """Return a page of `model` that stands in the tree."""
    return build_site().add_child(instance=model(title="Mục lục", slug="muc-luc"))


def test_every_list_with_a_feed_is_among_them():
    assert {"LegalIndexPage", "NewsIndexPage", "MagazineIndexPage", "PosterIndexPage"} < {
        model.__name__ for model in WITH_ROUTES
    }
    assert ("MagazineIndexPage", "tac-gia") in {(model.__name__, slug) for model, slug in ROUTES}


@pytest.mark.django_db
@pytest.mark.parametrize("live", [True, False], ids=["live", "draft"])
@pytest.mark.parametrize(("model", "slug"), ROUTES, ids=lambda value: getattr(value, "__name__", value))
def test_no_page_takes_the_address_of_a_route(model, slug, live):
    parent = below(model)
    for child in model.allowed_subpage_models():
        with pytest.raises(ValidationError) as refused:
            parent.add_child(instance=child(title="Trang", slug=slug, live=live))
        assert slug in str(refused.value.message_dict["slug"]), child
    assert not parent.get_children().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["tim-kiem", "api", "admin", "documents", "media", "static", "so-do-trang"])
def test_no_page_takes_an_address_of_the_portal(slug):
    home = build_site()
    with pytest.raises(ValidationError):
        StandingPageFactory(parent=home, slug=slug)
    section = StandingPageFactory(parent=home, slug="gioi-thieu")
    assert StandingPageFactory(parent=section, slug=slug).slug == slug, "it is free elsewhere"


@pytest.mark.django_db
def test_a_title_that_makes_such_an_address_gets_a_number():
    parent = below(next(model for model in WITH_ROUTES if model.__name__ == "LegalIndexPage"))
    page = parent.add_child(instance=LegalDocumentPage(title="RSS", slug="", live=False))
    assert page.slug == "rss-2"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_form_asks(model):
    assert issubclass(model.get_edit_handler().get_form_class(), PageForm)
    assert issubclass(model.copy_form_class, PageCopyForm)


def filled(page: StandingPage, **fields: str) -> dict[str, str]:
    data = {"title": page.title, "slug": page.slug, "summary": "", "body": [], "comments": []}
    return nested_form_data(data | fields) | {"body-count": "0"}


@pytest.mark.django_db
def test_the_editor_reads_why(client, django_user_model):
    home = build_site()
    client.force_login(django_user_model.objects.create_superuser("goc", "goc@example.org", "mat-khau"))
    page = StandingPageFactory(parent=home, slug="gioi-thieu")
    section = StandingPageFactory(parent=home, slug="muc")
    nested = StandingPageFactory(parent=section, slug="tim-kiem")
    why = "Cổng thông tin đã dùng địa chỉ “tim-kiem” ở vị trí này; hãy chọn địa chỉ khác."

    copy = {"new_title": "Bản sao", "new_slug": "tim-kiem", "new_parent_page": home.pk}
    answers = [
        client.post(
            reverse("wagtailadmin_pages:add", args=("home", "standingpage", home.pk)),
            filled(StandingPage(title="Tìm kiếm", slug="tim-kiem")),
        ),
        client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), filled(page, slug="tim-kiem")),
        client.post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), copy),
        client.post(reverse("wagtailadmin_pages:move_confirm", args=(nested.pk, home.pk)), follow=True),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.content.decode().count(why) >= 1
    assert not Page.objects.child_of(home).filter(slug="tim-kiem").exists()


@pytest.mark.django_db
def test_an_issue_does_not_hide_the_authors():
    magazine = build_magazine()
    with pytest.raises(ValidationError):
        MagazineIssuePageFactory(parent=magazine, slug="tac-gia")
