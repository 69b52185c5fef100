"""An issue of the magazine with six approved articles goes live at its minute, and a citizen reads it."""

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from .conftest import Portal
from .seen import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
ISSUE = "/tap-chi/so-chung-mot-phut/"
TITLES = [f"Chuyện kể thứ {number} bên bếp lửa" for number in range(1, 7)]

#: makes the issue with six articles; five are approved, the last one waits for the leaders
WRITE = """
import json
from datetime import date
from django.contrib.auth import get_user_model
from news.models import *

people = {user.username: user for user in get_user_model().objects.all()}
magazine = MagazineIndexPage.objects.get()
issue = MagazineIssuePage(
    title="Số chung một phút", slug="so-chung-mot-phut", number=77, year=2031, issued_on=date(2031, 1, 5),
    licence="Giấy phép để thử", editorial_line="Kể chuyện để thử.", live=False, owner=people["trungtam"],
)
magazine.add_child(instance=issue)
issue.save_revision(user=people["trungtam"])
section = MagazineSection.objects.create(name="Bên bếp lửa")
author = Author.objects.create(name="Bút danh để thử")
def approve(page, *names):
    for name in names:
        state = MagazineArticlePage.objects.get(pk=page.pk).current_workflow_task_state
        state.specific.approve(user=people[name])
for place, title in enumerate(json.loads(%r), start=1):
    article = MagazineArticlePage(
        title=title, section=section, position=place, live=False, owner=people["donvi"],
        body=[("paragraph", "<p>Bếp lửa giữa nhà sàn [1], ông kể chuyện xưa.</p>")],
    )
    issue.add_child(instance=article)
    article.article_authors = [ArticleAuthor(author=author, sort_order=0)]
    article.footnotes = [Footnote(text="<p>Lời kể để thử.</p>", sort_order=0)]
    article.save()
    article.save_revision(user=people["donvi"])
    article.get_workflow().start(article, people["donvi"])
    approve(article, "vanhoa", *(["lanhdao"] if place < 6 else []))
print(json.dumps({"issue": issue.pk, "last": article.pk}))
"""

#: sends the issue to the leaders, to go live at a moment
SCHEDULE = """
from datetime import datetime
from django.contrib.auth import get_user_model
from news.models import MagazineIssuePage

people = {user.username: user for user in get_user_model().objects.all()}
issue = MagazineIssuePage.objects.get(pk=%d)
issue.go_live_at = datetime.fromisoformat(%r)
issue.save_revision(user=people["trungtam"])
issue.get_workflow().start(issue, people["trungtam"])
MagazineIssuePage.objects.get(pk=issue.pk).current_workflow_task_state.specific.approve(user=people["vanhoa"])
"""


def approve(page: Page, address: str, button: str) -> None:
    """Open an item in the editor and press one of the buttons at its foot."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    foot = page.get_by_role("navigation", name="Thao tác (chân trang)")
    foot.get_by_role("button", name="Thao tác khác").click()
    with page.expect_navigation():
        foot.get_by_role("button", name=button, exact=True).click()


def statuses(page: Page) -> dict[str, int]:
    """Return what the server answers for the issue and each of its articles."""
    slugs = [f"chuyen-ke-thu-{number}-ben-bep-lua" for number in range(1, 7)]
    addresses = [ISSUE, *(f"{ISSUE}{slug}/" for slug in slugs)]
    return {address: page.request.get(address).status for address in addresses}


def test_issue_and_articles_go_live_in_one_minute(
    portal: Portal, desk: Callable[[str], Page], phone: Page
) -> None:
    made = json.loads(portal.manage("shell", "-v", "0", "-c", WRITE % json.dumps(TITLES)))
    leader = desk("lanhdao")
    approve(leader, f"/admin/pages/{made['last']}/edit/", "Phê duyệt, đăng sau")
    leader.goto(f"/admin/pages/{made['issue']}/edit/")
    expect(leader.get_by_text("Tất cả 6 bài sẽ được đăng cùng số này.")).to_be_visible()
    expect(leader.get_by_text("đã duyệt, chờ số báo")).to_have_count(6)

    moment = (datetime.now(HERE) + timedelta(seconds=119)).replace(second=0, microsecond=0)
    portal.manage("shell", "-v", "0", "-c", SCHEDULE % (made["issue"], moment.isoformat()))
    approve(leader, f"/admin/pages/{made['issue']}/edit/", "Phê duyệt và hẹn giờ đăng")
    before = statuses(phone)
    found = phone.request.get("/api/search/?q=chuyen+ke+ben+bep+lua").text()
    assert datetime.now(HERE) < moment, "the approval took longer than the time that was left for it"
    assert set(before.values()) == {404}
    assert "bep-lua" not in found

    deadline = time.monotonic() + (moment - datetime.now(HERE)).total_seconds() + 90
    while phone.request.get(ISSUE).status != 200:
        assert time.monotonic() < deadline, "the issue did not go live at its minute"
        time.sleep(0.5)
    assert datetime.now(HERE) >= moment
    assert set(statuses(phone).values()) == {200}, "the articles came with their issue"
    read(phone)


def read(page: Page) -> None:
    """Read the issue as a citizen does: from the list to an article, its note and the next one."""
    page.goto("/tap-chi/")
    expect(page.get_by_role("heading", level=3).first).to_contain_text("Số chung một phút")
    check(page)
    page.get_by_role("link", name="Đọc số này").click()
    contents = page.locator(".contents").get_by_role("link")
    expect(contents).to_have_text(TITLES)
    check(page)
    contents.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[0])
    check(page)
    page.get_by_role("link", name="Chú thích 1", exact=True).click()
    expect(page.locator("#chu-thich-1:target")).to_contain_text("Lời kể để thử.")
    page.get_by_role("link", name="Về chỗ dẫn chú thích 1").click()
    expect(page.locator("#dan-1:target")).to_be_in_viewport()
    page.get_by_role("link", name="Bài tiếp theo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[1])
    page.get_by_role("link", name="Bút danh để thử").click()
    expect(page.locator("main").get_by_role("heading", level=3)).to_have_count(6)
    check(page)
