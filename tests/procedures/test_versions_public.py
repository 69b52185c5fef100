"""What a visitor reads of versions: ?ngay=, the notices, the list, what changed."""

import re

import pytest

from procedures.schema import SubmissionChannel, TimeLimit
from tests.factories.pages import build_site
from tests.procedures.living import TODAY, TOMORROW, date, decide, draft, fresh, on, publish, published

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def site():
    build_site()
    with on(TODAY):
        yield


@pytest.fixture
def page():
    """In force since February as "cũ", amended in July to "nay", to change at New Year to "sau"."""
    page = published(conditions="Nộp bản cũ trong 5 ngày")
    page = publish(page, effective_from=date(2026, 7, 1), conditions="Nộp bản nay trong 3 ngày")
    return publish(page, effective_from=NEW_YEAR, conditions="Nộp bản sau trong 3 ngày")


def get(client, page, query="", route=""):
    response = client.get(f"{page.url}{route}{query}")
    assert response.status_code == 200, query
    return response.content.decode()


def test_without_a_date_it_is_the_version_of_today_and_says_what_comes(client, page):
    html = get(client, page)
    assert "bản nay" in html
    assert "Từ 01/01/2027 áp dụng bản mới" in html
    assert "?ngay=2027-01-01" in html
    assert 'name="robots"' not in html
    assert html.count("?ngay=2026-02-01") == 1


@pytest.mark.parametrize(
    ("day", "text", "notice"),
    [
        ("2026-03-01", "bản cũ", "Bạn đang xem bản có hiệu lực ngày 01/03/2026."),
        ("01/03/2026", "bản cũ", "Bạn đang xem bản có hiệu lực ngày 01/03/2026."),
        ("2027-05-01", "bản sau", "Bạn đang xem trước bản áp dụng từ 01/01/2027."),
        ("2026-11-23", "bản nay", "cũng chính là bản hiện hành"),
        ("2020-01-01", "bản nay", "Cổng thông tin không có bản nào của thủ tục này cho ngày 01/01/2020."),
        ("hôm qua", "bản nay", "Không đọc được ngày trong địa chỉ."),
        ("2026-02-30", "bản nay", "Không đọc được ngày trong địa chỉ."),
        ("", "bản nay", "Không đọc được ngày trong địa chỉ."),
        ("9" * 5000, "bản nay", "Không đọc được ngày trong địa chỉ."),
        ("0001-01-01", "bản nay", "không có bản nào"),
        ("9999-12-31", "bản sau", "xem trước"),
        ("\0", "bản nay", "Không đọc được ngày trong địa chỉ."),
    ],
)
def test_a_date_shows_the_version_of_that_day(client, page, day, text, notice):
    html = client.get(page.url, {"ngay": day}).content.decode()
    assert text in html
    assert notice in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{page.full_url}">' in html
    assert f'href="{page.url}"' in html


def test_a_version_shows_its_own_name_and_field(client):
    page = published(name="Thủ tục tên cũ", field="Lĩnh vực cũ")
    page = publish(page, name="Thủ tục tên mới", field="Lĩnh vực mới", effective_from=date(2026, 7, 1))
    html = get(client, page, "?ngay=2026-03-01")
    assert "<h1>Thủ tục tên cũ</h1>" in html
    assert "Lĩnh vực cũ" in html
    assert "Thủ tục tên mới" in get(client, page)


def test_a_get_writes_nothing_even_when_a_field_is_gone(client):
    page = published(field="Lĩnh vực cũ")
    old = page.procedure_field
    page = publish(page, field="Lĩnh vực mới", effective_from=date(2026, 7, 1))
    old.delete()
    assert "Lĩnh vực cũ" in get(client, page, "?ngay=2026-03-01")
    assert not type(old).objects.filter(name="Lĩnh vực cũ").exists()


def test_an_end_is_told_with_date_decision_and_what_replaces_it(client):
    old, new = published("9.900102"), published("9.900103", name="Thủ tục thay thế mẫu")
    decide("replaced", old, TODAY, replaced_by=new)
    html = get(client, old)
    assert "đã được thay thế từ ngày 23/11/2026" in html
    assert "77/QĐ-UBND" in html
    assert f'<a href="{new.url}">Thủ tục thay thế mẫu</a>' in html
    assert "đã được thay thế từ ngày" not in get(client, old, "?ngay=2026-03-01")
    new.unpublish()
    assert "Thủ tục thay thế mẫu" not in get(client, old)


def test_an_end_ahead_is_announced(client):
    page = published()
    decide("abolished", page, TOMORROW)
    assert "Từ 24/11/2026 thủ tục này bị bãi bỏ." in get(client, page)


def test_what_waits_on_a_page_that_is_not_public_is_not_shown(client):
    page = draft(effective_from=TOMORROW)
    page.get_latest_revision().publish()
    assert client.get(page.url).status_code == 404
    assert client.get(f"{page.url}thay-doi/").status_code == 404


@pytest.mark.parametrize("query", ["", "?ngay=2026-03-01", "?ngay=2027-01-01"])
def test_a_page_with_its_versions_costs_at_most_twelve_queries(
    client, page, query, django_assert_max_num_queries
):
    decide("abolished", page, date(2027, 6, 1))
    get(client, page, query)
    with django_assert_max_num_queries(12):
        get(client, page, query)


def words(html, tag):
    return [re.sub(r"<[^>]+>", "", found) for found in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)]


def test_what_changed_tells_the_last_two_versions_word_by_word(client, page):
    html = get(client, page, route="thay-doi/")
    assert words(html, "del") == ["bỏ: 01/02/2026", "bỏ: cũ", "bỏ: 5"]
    assert words(html, "ins") == ["thêm: 01/07/2026", "thêm: nay", "thêm: 3"]
    assert "2 mục thay đổi." in html
    assert 'content="noindex"' in html


def test_what_changed_between_any_two_days_in_whatever_order(client, page):
    html = get(client, page, "?tu=2027-02-02&den=2026-03-03", "thay-doi/")
    assert "thêm: 01/01/2027" in words(html, "ins")
    assert "bỏ: cũ" in words(html, "del")


def test_tables_are_compared_row_by_row(client):
    page = published(channels=[SubmissionChannel("direct", time_limit=TimeLimit(5, "working_day"))])
    rows = [
        SubmissionChannel("direct", time_limit=TimeLimit(3, "working_day")),
        SubmissionChannel("online", time_limit=TimeLimit(2, "working_day")),
    ]
    page = publish(page, channels=rows, effective_from=TODAY)
    html = get(client, page, route="thay-doi/")
    assert [text for text in words(html, "del") if "/" not in text] == ["bỏ: 5"]
    assert "thêm: Trực tuyến · 2 ngày làm việc" in words(html, "ins")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?tu=x", "Có ngày trong địa chỉ không đọc được."),
        ("?tu=2020-01-01", "không so sánh được"),
        ("?tu=2026-07-01&den=2026-08-01", "không có gì thay đổi giữa hai ngày"),
        ("?den=2026-03-01", "chưa có gì để so sánh"),
        (f"?tu={'1' * 9000}", "không đọc được"),
        ("?tu=&den=", "2 mục thay đổi."),
    ],
)
def test_any_question_about_changes_has_an_answer(client, page, query, said):
    assert said in get(client, page, query, "thay-doi/")


def test_a_procedure_with_one_version_has_nothing_to_compare(client):
    assert "mới có một bản" in get(client, published(), route="thay-doi/")


def test_what_changed_costs_few_queries(client, page, django_assert_max_num_queries):
    get(client, page, route="thay-doi/")
    with django_assert_max_num_queries(12):
        get(client, page, route="thay-doi/")


def test_text_of_editors_is_shown_as_text(client):
    page = publish(published(conditions="a"), effective_from=TODAY, conditions="<script>x</script>")
    assert "<script>x" not in get(client, page, route="thay-doi/")


def test_a_restricted_page_shows_no_version_either(client, page):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=fresh(page), restriction_type="login")
    for address in (f"{page.url}?ngay=2026-03-01", f"{page.url}thay-doi/"):
        assert client.get(address).status_code == 302
