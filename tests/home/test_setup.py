"""`setup` makes all that an empty installation needs, and does no harm twice."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from home.models import HomePage
from portal.core.models import SiteSettings
from portal.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_an_empty_installation_gets_its_site(client, settings):
    settings.SITE_URL = "https://svhttdl.example.vn"
    call_command("setup", verbosity=0)
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("svhttdl.example.vn", 443)
    assert site.root_page.specific_class is HomePage
    addresses = ["/", "/tin-tuc/", "/thu-tuc/", "/van-ban/", "/van-ban/du-thao/", "/tap-chi/", "/tu-lieu/"]
    for address in [*addresses, "/tu-lieu/ap-phich/", "/tu-lieu/bieu-dien/", "/co-cau-to-chuc/"]:
        assert client.get(address).status_code == 200
    assert SiteSettings.load().unit_name
    assert Organisation.objects.current().count() == 8


def test_a_second_run_changes_nothing(client):
    call_command("setup", verbosity=0)
    home = HomePage.objects.get()
    home.title = "Tên do biên tập viên đặt"
    home.save_revision().publish()
    before = list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id"))
    call_command("setup", verbosity=0)
    assert list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id")) == before


def test_the_menu_of_a_new_site_leads_to_its_lists(client):
    call_command("setup", verbosity=0)
    html = client.get("/").content.decode()
    assert 'href="/tin-tuc/"' in html
    assert 'href="/thu-tuc/"' in html
