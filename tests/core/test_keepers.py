"""Who runs the menu and the alerts, and who keeps the records, on the editors' side."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from home.models import OrganisationPage
from portal.core.models import Alert, Navigation
from portal.editorial.roles import table
from portal.editorial.sync import sync_roles
from portal.organisations.models import Organisation, Post
from tests.editorial.newsroom import Newsroom, messages
from tests.factories.organisations import build_chart_page
from tests.factories.pages import OrganisationFactory

pytestmark = pytest.mark.django_db

RUNNERS = ["quantri", "vanphong"]
OTHERS = ["lanhdao", "phapche", "vanhoa", "trungtam", "doannghethuat", "donvi"]


@pytest.fixture
def room():
    return Newsroom()


def menu_url():
    return reverse("wagtailsettings:edit", args=["core", "navigation", Navigation.load().pk])


def menu_form(address):
    item = {"page": "", "address": address, "label": "Một cửa", "links": streamfield([])}
    return nested_form_data({"menu": streamfield([("item", item)]), "footer": streamfield([])})


def new_alert(**values):
    now = timezone.localtime()
    form = {
        "kind": "downtime",
        "text": "Nâng cấp",
        "page": "",
        "address": "",
        "shown_from": now.strftime("%d/%m/%Y %H:%M"),
        "shown_until": "",
        "starts_at": "",
        "ends_at": "",
    }
    for name, moment in values.items():
        form[name] = timezone.localtime(moment).strftime("%d/%m/%Y %H:%M")
    return form


@pytest.mark.parametrize("account", RUNNERS)
def test_the_office_and_administrators_arrange_the_menu(room, account):
    answer = room.as_(account).post(menu_url(), menu_form("https://dichvucong.gov.vn/"), follow=True)
    assert answer.status_code == 200
    assert "Một cửa" in room.as_(account).get("/").content.decode()


@pytest.mark.parametrize("account", OTHERS)
def test_nobody_else_does(room, account):
    room.as_(account).post(menu_url(), menu_form("/thu-tuc/"))
    assert "Một cửa" not in room.as_(account).get("/").content.decode()
    room.as_(account).post("/admin/snippets/core/alert/add/", new_alert())
    assert not Alert.objects.exists()


def test_a_wrong_address_comes_back_with_a_message_and_nothing_is_lost(room):
    answer = room.as_("vanphong").post(menu_url(), menu_form("javascript:alert(1)"))
    html = answer.content.decode()
    for text in ("Hãy nhập địa chỉ bắt đầu bằng https://", "Một cửa"):
        assert json.dumps(text).strip('"') in html, "as the script that draws the blocks reads it"
    assert not list(Navigation.load().menu)


def test_a_late_announcement_is_saved_with_a_warning(room):
    start = timezone.now() + timedelta(days=2)
    data = new_alert(starts_at=start, ends_at=start + timedelta(hours=1))
    answer = room.as_("vanphong").post("/admin/snippets/core/alert/add/", data, follow=True)
    assert any("chỉ được báo trước" in message for message in messages(answer))
    alert = Alert.objects.get()
    edit = f"/admin/snippets/core/alert/edit/{alert.pk}/"
    later = timezone.now() + timedelta(days=60)
    data = new_alert(starts_at=later, ends_at=later + timedelta(hours=1))
    answer = room.as_("vanphong").post(edit, data, follow=True)
    assert not any("chỉ được báo trước" in message for message in messages(answer))
    assert Alert.objects.get().days_of_notice > 7


def test_the_office_of_organisation_keeps_records_and_posts(room):
    office = OrganisationFactory(name="Phòng Di sản")
    client = room.as_("phapche")
    url = f"/admin/snippets/organisations/organisation/edit/{office.pk}/"
    data = querydict_from_html(client.get(url).content.decode(), form_id="w-editor-form")
    data["duties"] = "- Kiểm kê di sản"
    client.post(url, data)
    assert Organisation.objects.get(pk=office.pk).duties == "- Kiểm kê di sản"
    form = {"title": "Trưởng phòng", "organisation": office.pk, "sort_order": 1, "duties": "", "holder": ""}
    client.post("/admin/snippets/organisations/post/add/", form)
    assert Post.objects.get().title == "Trưởng phòng"
    for account in ("vanhoa", "donvi", "vanphong"):
        room.as_(account).post("/admin/snippets/organisations/post/add/", form)
        room.as_(account).post(url, data | {"duties": "Sửa trộm"})
    assert Post.objects.count() == 1
    assert Organisation.objects.get(pk=office.pk).duties == "- Kiểm kê di sản"


def test_a_page_of_an_organisation_is_made_from_its_record_alone(room):
    index = build_chart_page(room.home)
    office = OrganisationFactory(name="Thư viện tỉnh", slug="thu-vien")
    client = room.as_("quantri")
    url = reverse("wagtailadmin_pages:add", args=["home", "organisationpage", index.pk])
    form = client.get(url)
    assert form.status_code == 200
    data = querydict_from_html(form.content.decode(), form_id="page-edit-form")
    data.update({"record": str(office.pk), "body-count": "0", "action-publish": "1"})
    client.post(url, data, follow=True)
    page = OrganisationPage.objects.get()
    assert (page.title, page.slug, page.live) == ("Thư viện tỉnh", "thu-vien", True)
    assert "Thư viện tỉnh" in client.get("/co-cau-to-chuc/thu-vien/").content.decode()


@pytest.mark.parametrize(
    ("account", "status"), [("phapche", 200), ("vanphong", 200), ("vanhoa", 302), ("donvi", 302)]
)
def test_who_may_add_pages_of_organisations(room, account, status):
    index = build_chart_page(room.home)
    sync_roles(table)  # rights on a section are given when there is one
    url = reverse("wagtailadmin_pages:add", args=["home", "organisationpage", index.pk])
    assert room.as_(account).get(url).status_code == status


def test_a_new_page_belongs_to_its_writers_office(room):
    centre = OrganisationFactory(slug="trung-tam", name="Trung tâm")
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", room.index.pk])
    assert room.as_("trungtam").get(url).context["form"].instance.organisation == centre
    assert room.as_("donvi").get(url).context["form"].instance.organisation is None
    centre.valid_to = timezone.localdate()
    centre.save()
    heir = OrganisationFactory(name="Trung tâm mới", valid_from=timezone.localdate())
    heir.replaces.add(centre)
    assert room.as_("trungtam").get(url).context["form"].instance.organisation == heir
