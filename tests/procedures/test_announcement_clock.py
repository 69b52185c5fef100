"""Five working days from the signing, Tết and holidays left out; the report of who is late."""

import io
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from portal.editorial.roles import ACCOUNTS
from procedures.life_admin.clock import entries
from procedures.lifecycle.clock import Clock
from procedures.models import DecisionEntry
from tests.factories.pages import build_site
from tests.procedures.living import TODAY, TOMORROW, decide, draft, on, publish, published

REPORT = "procedure_clock_report"


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        (date(2026, 10, 5), date(2026, 10, 12)),  # a Monday
        (date(2026, 10, 9), date(2026, 10, 16)),  # a Friday
        (date(2026, 11, 23), date(2026, 12, 1)),  # 24/11 is the Day of Culture
        (date(2026, 2, 12), date(2026, 2, 26)),  # Tết lies between
        (date(2026, 8, 31), date(2026, 9, 9)),  # National Day
    ],
)
def test_the_last_day_lies_five_working_days_after_the_signing(signed, due):
    assert Clock(signed, None, signed).due_on == due


@pytest.mark.parametrize(
    ("published", "today", "left", "late"),
    [
        (None, date(2026, 10, 7), 3, 0),
        (None, date(2026, 10, 12), 0, 0),
        (None, date(2026, 10, 13), None, 1),
        (None, date(2026, 10, 19), None, 5),
        (date(2026, 10, 12), date(2026, 10, 19), None, 0),
        (date(2026, 10, 14), date(2026, 10, 19), None, 2),
        (date(2026, 10, 2), date(2026, 10, 19), None, 0),
    ],
)
def test_what_is_left_and_what_is_late(published, today, left, late):
    clock = Clock(date(2026, 10, 5), published, today)
    assert (clock.days_left, clock.days_late) == (left, late)


def test_a_weekend_after_the_last_day_is_late_all_the_same():
    clock = Clock(date(2026, 10, 2), date(2026, 10, 10), date(2026, 10, 19))
    assert clock.due_on == date(2026, 10, 9)
    assert clock.days_late == 1


@pytest.fixture
def site(db):
    build_site()
    call_command("sync_roles", verbosity=0)
    with on(TODAY):
        yield


def log_in(client, django_user_model, account):
    user = django_user_model.objects.create_user(account, password="mat-khau")
    user.groups.add(Group.objects.get(name=ACCOUNTS[account]))
    client.force_login(user)


def standings(client):
    html = client.get(reverse(REPORT)).content.decode()
    return {
        text: html.count(text)
        for text in ("đúng hạn", "còn 5 ngày làm việc", "chưa công khai, quá hạn", "chậm ")
        if text in html
    }


def test_the_report_tells_where_each_row_stands(client, django_user_model, site):
    done, waiting, missing = published("9.900102"), published("9.900103"), draft("9.900104")
    decide("abolished", done, TODAY)
    publish(waiting, effective_from=TOMORROW, decision_number="78/QĐ-UBND")
    decide("amended", waiting, TOMORROW, number="78/QĐ-UBND", issued_on=TODAY)
    decide("new", missing, TODAY, number="79/QĐ-UBND")
    decide("new", None, date(2026, 11, 2), number="80/QĐ-UBND", code="9.900199")
    log_in(client, django_user_model, "phapche")
    assert standings(client) == {"đúng hạn": 2, "còn 5 ngày làm việc": 1, "chưa công khai, quá hạn": 1}
    html = client.get(reverse(REPORT), {"open": "true"}).content.decode()
    assert "đúng hạn" not in html


def test_a_text_that_comes_late_is_late_for_good(client, django_user_model, site):
    with on(date(2026, 11, 2)):
        page = published()
        decide("amended", page, date(2026, 11, 3), number="9/QĐ-UBND", issued_on=date(2026, 11, 2))
    publish(page, effective_from=date(2026, 11, 3), decision_number="9/QĐ-UBND")
    log_in(client, django_user_model, "vanphong")
    assert standings(client) == {"chậm ": 1}
    assert "chậm 10 ngày làm việc" in client.get(reverse(REPORT)).content.decode()


@pytest.mark.parametrize("account", sorted(ACCOUNTS))
def test_who_may_read_the_report_and_keep_decisions(client, django_user_model, site, account):
    log_in(client, django_user_model, account)
    may_read = account in ("quantri", "vanphong", "phapche")
    may_write = account in ("quantri", "vanphong")
    viewset = DecisionEntry.decision.field.related_model.snippet_viewset
    assert (client.get(reverse(REPORT)).status_code == 200) == may_read
    assert (client.get(reverse(viewset.get_url_name("list"))).status_code == 200) == may_read
    assert (client.get(reverse(viewset.get_url_name("add"))).status_code == 200) == may_write


def test_the_report_is_a_file_too(client, django_user_model, site):
    decide("abolished", published(), TODAY)
    log_in(client, django_user_model, "vanphong")
    answer = client.get(reverse(REPORT), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Mã"
    assert rows[1][0] == "9.900102"
    assert rows[1][-1] == "đúng hạn"
    answer = client.get(reverse(REPORT), {"export": "csv"})
    assert "đúng hạn" in b"".join(answer.streaming_content).decode()


def test_the_editors_home_tells_of_what_is_due(client, django_user_model, site):
    decide("new", None, TODAY, code="9.900199")
    log_in(client, django_user_model, "vanphong")
    told = "1 thủ tục trong quyết định công bố chưa được công khai."
    assert told in client.get(reverse("wagtailadmin_home")).content.decode()
    client.logout()
    log_in(client, django_user_model, "donvi")
    assert told not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_report_asks_once_for_all_rows(site, django_assert_num_queries):
    for number in range(5):
        decide("abolished", published(f"9.90010{number}"), TODAY, number=f"{number}/QĐ")
    with django_assert_num_queries(1):
        assert all(entry.public_at and entry.label and entry.decision.number for entry in entries())
