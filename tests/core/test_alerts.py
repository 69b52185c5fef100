"""Alerts: who sees them, where, and from which minute to which."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from portal.core.models import Alert
from tests.factories.pages import StandingPageFactory, build_site

pytestmark = pytest.mark.django_db

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 11, 23, 12, tzinfo=VIETNAM)


@pytest.fixture
def home():
    return build_site()


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def alert(text="Thông báo", **values):
    one = Alert(text=text, **{"shown_from": NOON - timedelta(hours=1)} | values)
    one.full_clean()
    one.save()
    return one


def downtime(starts_at, **values):
    values = {
        "kind": Alert.Kind.DOWNTIME,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
    } | values
    return alert("Nâng cấp máy chủ", **values)


def shown(client, address="/"):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return [one.get_text(" ", strip=True) for one in page.select("main > section.alerts .alert")]


@pytest.mark.parametrize(
    "address", ["/", "/tin-tuc/", "/thu-tuc/", "/tim-kiem/?q=a", "/so-do-trang/", "/khong-co/"]
)
def test_it_stands_at_the_top_of_every_page(client, home, clock, address):
    alert("Mưa lũ, ở yên trong nhà", kind="urgent")
    page = BeautifulSoup(client.get(address).content, "html.parser")
    first = page.main.find(True)
    assert first["class"] == ["alerts"]
    assert first["aria-label"]
    assert "Khẩn cấp: Mưa lũ, ở yên trong nhà" in first.get_text(" ", strip=True)


def test_without_alerts_there_is_no_part_for_them(client, home):
    assert "alerts" not in client.get("/").content.decode()


def test_one_for_the_home_page_stands_only_there(client, home, clock):
    alert(home_only=True)
    assert len(shown(client, "/")) == 1
    assert shown(client, "/tin-tuc/") == []


def test_it_comes_and_goes_at_its_minute_without_a_job(client, home, clock):
    alert("Bão số 9", shown_from=NOON + timedelta(minutes=1), shown_until=NOON + timedelta(minutes=3))
    seen = []
    for _minute in range(5):
        seen.append("Bão số 9" in client.get("/").content.decode())
        clock.shift(timedelta(minutes=1))
    assert seen == [False, True, True, False, False]


def test_the_minute_holds_also_while_the_chrome_is_kept(client, home, clock):
    alert("Sắp tới", shown_from=NOON + timedelta(seconds=10), shown_until=NOON + timedelta(seconds=20))
    assert shown(client) == []
    clock.shift(timedelta(seconds=10))
    assert len(shown(client)) == 1
    clock.shift(timedelta(seconds=10))
    assert shown(client) == []


def test_at_the_turn_of_the_year(client, home, clock):
    midnight = datetime(2027, 1, 1, tzinfo=VIETNAM)
    alert("Năm mới", shown_from=midnight, shown_until=midnight + timedelta(days=1))
    clock.move_to(midnight - timedelta(seconds=1))
    assert shown(client) == []
    clock.move_to(midnight)
    assert len(shown(client)) == 1


def test_at_most_two_stand_at_once_emergencies_first(client, home, clock):
    alert("Cũ", shown_from=NOON - timedelta(days=2))
    alert("Mới")
    alert("Lũ về", kind="urgent", shown_from=NOON - timedelta(days=9))
    assert shown(client) == ["Khẩn cấp: Lũ về", "Thông báo: Mới"]


def test_saving_and_deleting_shows_at_once(client, home, clock):
    one = alert("Nhầm chữ")
    assert "Nhầm chữ" in shown(client)[0]
    one.text = "Đúng chữ"
    one.save()
    assert "Đúng chữ" in shown(client)[0]
    one.delete()
    assert shown(client) == []


def test_more_is_linked_while_everybody_may_read_it(client, home, clock):
    page = StandingPageFactory(parent=home, slug="phong-chong-lu")
    alert(page=page)
    alert(address="https://nchmf.gov.vn/")
    html = client.get("/").content.decode()
    assert f'href="{page.url}"' in html
    assert 'href="https://nchmf.gov.vn/"' in html
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    alerts = BeautifulSoup(client.get("/").content, "html.parser").select_one(".alerts")
    assert page.url not in str(alerts)
    page.delete()
    assert len(shown(client)) == 2


def test_text_is_text(client, home, clock):
    alert("<script>x</script> & “nháy”")
    assert "<script>x" not in client.get("/").content.decode()
    assert "<script>x</script> & “nháy”" in shown(client)[0]


def test_a_warm_page_asks_nothing_for_alerts(client, home, clock):
    for n in range(60):
        alert(f"Thông báo {n}", page=home.page_ptr)
    client.get("/tin-tuc/")
    with CaptureQueriesContext(connection) as warm:
        client.get("/tin-tuc/")
    assert not [query for query in warm if "core_alert" in query["sql"]]
    cache.clear()
    with CaptureQueriesContext(connection) as cold:
        client.get("/tin-tuc/")
    assert len([query for query in cold if "core_alert" in query["sql"]]) == 1


# What is refused, and what is warned of


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " \u200b "}, "text"),
        ({"text": "x" * 301}, "text"),
        ({"shown_until": NOON - timedelta(days=1)}, "__all__"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"kind": "downtime"}, "starts_at"),
        ({"kind": "downtime", "starts_at": NOON}, "ends_at"),
        ({"kind": "downtime", "starts_at": NOON, "ends_at": NOON}, "ends_at"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(values, field):
    with pytest.raises(ValidationError) as refused:
        alert(**{"text": "x"} | values)
    assert field in refused.value.message_dict


def test_one_target_is_enough(home):
    with pytest.raises(ValidationError):
        alert(page=home.page_ptr, address="/thu-tuc/")


def test_planned_downtime_says_its_times_and_goes_when_it_is_over(client, home, clock):
    one = downtime(datetime(2026, 11, 30, 22, tzinfo=VIETNAM))
    assert one.shown_until == one.ends_at
    assert "Từ 22:00 30/11/2026, dự kiến kết thúc lúc 00:00 01/12/2026." in shown(client)[0]
    clock.move_to(one.ends_at)
    assert shown(client) == []


def test_times_of_downtime_are_no_others_business():
    assert alert(kind="notice", starts_at=NOON, ends_at=NOON + timedelta(days=1)).starts_at is None


@pytest.mark.parametrize(
    ("day", "days", "late"),
    [
        (datetime(2026, 12, 3, 1, tzinfo=VIETNAM), 7, False),
        (datetime(2026, 12, 2, 23, tzinfo=VIETNAM), 6, True),
        (datetime(2026, 11, 23, 13, tzinfo=VIETNAM), 0, True),
        (datetime(2026, 11, 20, 13, tzinfo=VIETNAM), -1, True),
    ],
)
def test_downtime_is_announced_seven_working_days_before(clock, day, days, late):
    """24/11 is the Day of Vietnamese Culture, a holiday since 2026."""
    one = downtime(day, shown_until=NOON + timedelta(days=30))
    assert (one.days_of_notice, one.is_late) == (days, late)


def test_dating_an_announcement_back_does_not_make_it_early(clock):
    one = downtime(NOON + timedelta(days=2), shown_from=NOON - timedelta(days=60))
    assert one.is_late


def test_holidays_do_not_count(clock):
    announced = datetime(2027, 2, 1, 8, tzinfo=VIETNAM)  # the week before Tết Đinh Mùi
    clock.move_to(announced)
    assert downtime(announced + timedelta(days=9), shown_from=announced).is_late
