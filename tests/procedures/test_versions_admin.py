"""What editors see of versions, and how they take back a wrong one."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.management import call_command
from django.urls import reverse
from wagtail import hooks
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.editorial.roles import ACCOUNTS
from procedures.models import AnnouncementDecision, ProcedureVersion
from tests.factories.pages import build_site
from tests.procedures.living import TODAY, TOMORROW, date, decide, fresh, on, publish, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    build_site()
    call_command("sync_roles", verbosity=0)
    with on(TODAY):
        yield


@pytest.fixture
def office(client, django_user_model):
    return log_in(client, django_user_model, "vanphong")


def log_in(client, django_user_model, account):
    user = django_user_model.objects.create_user(account, password="mat-khau")
    user.groups.add(Group.objects.get(name=ACCOUNTS[account]))
    client.force_login(user)
    return client


def test_the_form_says_what_waits_and_where_todays_text_is(office):
    page = published()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Chờ có hiệu lực" not in office.get(address).content.decode()
    page = publish(page, effective_from=TOMORROW)
    html = office.get(address).content.decode()
    assert "Chờ có hiệu lực từ 24/11/2026" in html
    assert reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.live_revision_id]) in html
    assert reverse("procedure_versions", args=[page.pk]) in html


def test_lists_say_what_waits(office):
    publish(published(), effective_from=TOMORROW)
    assert "Đang đăng; Chờ có hiệu lực từ 24/11/2026" in office.get("/admin/procedures/").content.decode()


def test_the_history_says_what_became_of_a_version(office):
    page = publish(published(), effective_from=TOMORROW)
    publish(page, effective_from=date(2020, 1, 1))
    html = office.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Đã duyệt; có hiệu lực và tự lên trang ngày 24/11/2026" in html
    assert "Đã lưu thành bản có hiệu lực từ 01/01/2020" in html


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (TOMORROW, "Nội dung này có hiệu lực từ 24/11/2026"),
        (date(2020, 1, 1), "Nội dung này được lưu thành bản có hiệu lực từ 01/01/2020"),
        (TODAY, ""),
    ],
)
def test_the_editor_is_told_when_a_published_text_holds(rf, day, told):
    page = publish(published(), effective_from=day)
    request = rf.get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    for hook in hooks.get_hooks("after_publish_page"):
        hook(request, page)
    said = " ".join(str(message) for message in get_messages(request))
    assert told in said
    assert bool(said) == bool(told)


def test_a_wrong_version_is_taken_back(office):
    page = publish(published(conditions="đúng"), effective_from=TODAY, conditions="sai")
    wrong = page.current_version
    listing = reverse("procedure_versions", args=[page.pk])
    address = reverse("procedure_version_remove", args=[page.pk, wrong.pk])
    assert address in office.get(listing).content.decode()
    assert "Gỡ bản này" in office.get(address).content.decode()
    assert ProcedureVersion.objects.filter(pk=wrong.pk).exists()
    assert "Đã gỡ bản có hiệu lực từ 23/11/2026." in office.post(address, follow=True).content.decode()
    page = fresh(page)
    assert page.conditions == page.current_version.record["conditions"] == "đúng"


def test_what_waits_can_be_taken_back(office):
    page = publish(published(), effective_from=TOMORROW)
    version = page.version_on(TOMORROW)
    office.post(reverse("procedure_version_remove", args=[page.pk, version.pk]))
    assert page.version_on(TOMORROW) == page.current_version


def test_the_only_version_and_those_of_decisions_stay(office):
    page = published()
    only = page.current_version
    answer = office.post(reverse("procedure_version_remove", args=[page.pk, only.pk]))
    assert "bản duy nhất đang công khai" in answer.content.decode()
    decide("abolished", page, TODAY)
    end = fresh(page).current_version
    answer = office.post(reverse("procedure_version_remove", args=[page.pk, end.pk]))
    assert "hãy sửa quyết định đó" in answer.content.decode()
    assert page.versions.count() == 2


@pytest.mark.parametrize("account", ["phapche", "vanhoa", "donvi"])
def test_who_may_not_publish_takes_nothing_back(client, django_user_model, account):
    page = publish(published(), effective_from=TODAY)
    log_in(client, django_user_model, account)
    address = reverse("procedure_version_remove", args=[page.pk, page.current_version.pk])
    assert client.post(address).status_code == 302
    assert page.versions.count() == 2


EMPTY = {"action": "", "procedure": "", "code": "", "name": "", "replaced_by": ""}


def form(**entry):
    return nested_form_data(
        {
            "number": "12/QĐ-UBND",
            "title": "Công bố mẫu",
            "issuer": "Ủy ban nhân dân tỉnh",
            "issued_on": "23/11/2026",
            "effective_on": "23/11/2026",
            "document": "",
            "entries": inline_formset(
                [{"action": "", "procedure": "", "code": "", "name": "", "replaced_by": ""} | entry]
            ),
        }
    )


def test_a_decision_is_written_in_the_admin(office):
    page = published()
    viewset = AnnouncementDecision.snippet_viewset
    answer = office.post(reverse(viewset.get_url_name("add")), form(action="abolished", procedure=page.pk))
    assert answer.status_code == 302, answer.context["form"].errors
    assert fresh(page).state == "abolished"
    assert "12/QĐ-UBND" in office.get(reverse(viewset.get_url_name("list"))).content.decode()


def test_a_row_without_a_procedure_is_refused_in_words(office):
    viewset = AnnouncementDecision.snippet_viewset
    answer = office.post(reverse(viewset.get_url_name("add")), form(action="abolished"))
    assert "Hãy chọn thủ tục hoặc nhập mã của nó." in answer.content.decode()
    assert not AnnouncementDecision.objects.exists()
