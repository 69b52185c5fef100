"""Who writes, composes, reviews and approves the magazine, and what each is told."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from news.models import ApprovedArticle, MagazineArticlePage, MagazineIssuePage
from portal.editorial.bypass import ACTION
from portal.editorial.roles import CULTURE, LEADERS, table
from portal.editorial.sync import sync_roles
from tests.editorial.newsroom import Newsroom, edit_url, is_live, messages, stage, waiting
from tests.factories.magazine import AuthorFactory, MagazineIndexPageFactory, MagazineIssuePageFactory, write

pytestmark = pytest.mark.django_db

BODY = [("paragraph", "<p>Lời bài viết.</p>")]
REASON = "Số đặc biệt theo chỉ đạo của lãnh đạo tỉnh"


class MagazineRoom(Newsroom):
    """The newsroom with a magazine and an issue in the making."""

    def __init__(self):
        super().__init__()
        self.magazine = MagazineIndexPageFactory(parent=self.home)
        sync_roles(table)
        self.issue = MagazineIssuePageFactory(
            parent=self.magazine,
            number=1,
            live=False,
            licence="Giấy phép mẫu",
            editorial_line="Văn hóa cơ sở.",
        )
        self.issue.save_revision(user=self["trungtam"])

    def article(self, writer, **fields):
        page = write(self.issue, AuthorFactory(), body=BODY, live=False, **fields)
        Page.objects.filter(pk=page.pk).update(owner=self[writer])
        page.revisions.update(user=self[writer])
        return MagazineArticlePage.objects.get(pk=page.pk)

    def send(self, writer, page):
        page = Page.objects.get(pk=page.pk).specific
        page.get_workflow().start(page, self[writer])
        return page

    def approved(self, writer="donvi", **fields):
        """Return an article that went the whole way."""
        page = self.send(writer, self.article(writer, **fields))
        self.decide("vanhoa", page)
        self.decide("lanhdao", page)
        return MagazineArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def room():
    return MagazineRoom()


def add_url(model, parent):
    return reverse("wagtailadmin_pages:add", args=["news", model, parent.pk])


def test_an_article_goes_from_its_writer_over_culture_to_the_leaders_and_waits(room):
    page = room.send("donvi", room.article("donvi"))
    assert stage(page) == CULTURE
    room.decide("vanhoa", page)
    assert stage(page) == LEADERS
    room.decide("lanhdao", page)
    assert waiting(page) is None
    assert not is_live(page)
    approved = ApprovedArticle.objects.get(article_id=page.pk)
    assert approved.user == room["lanhdao"]
    history = room.as_("trungtam").get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "sẽ đăng cùng số tạp chí" in history.content.decode()


def test_cultures_own_article_passes_its_stage_over(room):
    assert stage(room.send("vanhoa", room.article("vanhoa"))) == LEADERS


def test_nobody_approves_his_own_article(room):
    page = room.send("vanhoa", room.article("vanhoa"))
    room.decide("vanhoa", page)
    assert stage(page) == LEADERS
    assert not ApprovedArticle.objects.exists()


def test_the_last_approval_of_the_issue_takes_what_is_approved_live(room):
    approved, draft = room.approved(), room.article("donvi")
    page = room.send("trungtam", room.issue)
    room.decide("vanhoa", page)
    assert [is_live(one) for one in (page, approved)] == [False, False]
    room.decide("lanhdao", page)
    assert [is_live(one) for one in (page, approved, draft)] == [True, True, False]


@pytest.mark.parametrize("name", ["lanhdao", "trungtam", "quantri"])
def test_who_opens_the_issue_sees_what_is_approved_and_what_is_not(room, name):
    room.approved(title="Bài xong", position=1)
    room.article("donvi", title="Bài nháp", position=3)
    room.send("donvi", room.article("donvi", title="Bài đang xét", position=2))
    issue = MagazineIssuePage.objects.get(pk=room.issue.pk)
    html = room.as_(name).get(edit_url(issue)).content.decode()
    panel = html[html.index("1 trong 3 bài") :]
    assert "Bài chưa duyệt ở lại dạng bản nháp" in panel
    assert panel.index("Bài xong") < panel.index("đã duyệt, chờ số báo")
    assert "chưa duyệt: bản nháp" in panel
    assert "chưa duyệt: đang xem xét" in panel


def test_a_change_after_the_approval_is_told_in_the_panel(room):
    article = room.approved()
    draft = article.get_latest_revision_as_object()
    draft.title = "Sửa sau khi duyệt"
    draft.save_revision(user=room["donvi"])
    html = room.as_("lanhdao").get(edit_url(room.issue)).content.decode()
    assert "phần sửa sau đó chưa được duyệt" in html


def test_the_button_of_the_last_approval_says_that_it_is_published_later(room):
    page = room.send("donvi", room.article("donvi"))
    room.decide("vanhoa", page)
    html = room.as_("lanhdao").get(edit_url(page)).content.decode()
    assert "Phê duyệt, đăng sau" in html
    assert "Phê duyệt và đăng" not in html


def test_the_writer_is_told_by_mail_that_it_waits(room, mailoutbox, django_capture_on_commit_callbacks):
    page = room.send("donvi", room.article("donvi", title="Hát then"))
    room.decide("vanhoa", page)
    with django_capture_on_commit_callbacks(execute=True):
        room.decide("lanhdao", page)
    told = [mail.body for mail in mailoutbox if "donvi@example.org" in mail.to]
    assert any("sẽ đăng cùng “Số 1/2026”" in body for body in told)


def test_an_administrator_who_publishes_an_article_early_makes_it_wait(room):
    page = room.send("donvi", room.article("donvi"))
    response = room.as_("quantri").post(
        reverse("editorial_publish", args=[page.pk]), {"reason": REASON}, follow=True
    )
    assert not is_live(page)
    assert ApprovedArticle.objects.filter(article_id=page.pk, user=room["quantri"]).exists()
    assert any("sẽ đăng cùng “Số 1/2026”" in text for text in messages(response))
    assert waiting(page) is None
    assert PageLogEntry.objects.filter(page_id=page.pk, action=ACTION).exists()


def test_the_api_of_the_admin_makes_it_wait_too(room):
    page = room.article("donvi")
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    response = room.as_("quantri").post(url, {"reason": REASON}, content_type="application/json")
    assert response.status_code == 200
    assert not is_live(page)
    assert ApprovedArticle.objects.filter(article_id=page.pk).exists()


def test_an_administrator_who_publishes_the_issue_takes_its_articles_along(room):
    article = room.approved()
    room.as_("quantri").post(reverse("editorial_publish", args=[room.issue.pk]), {"reason": REASON})
    assert [is_live(page) for page in (room.issue, article)] == [True, True]


def test_taking_the_issue_down_on_screen_takes_its_articles_down(room):
    article = room.approved()
    room.as_("quantri").post(reverse("editorial_publish", args=[room.issue.pk]), {"reason": REASON})
    room.as_("quantri").post(reverse("wagtailadmin_pages:unpublish", args=[room.issue.pk]))
    assert [is_live(page) for page in (room.issue, article)] == [False, False]


@pytest.mark.parametrize(
    ("name", "writes", "composes"),
    [
        ("quantri", True, True),
        ("trungtam", True, True),
        ("vanhoa", True, True),
        ("lanhdao", True, True),
        ("vanphong", True, False),
        ("phapche", True, False),
        ("donvi", True, False),
        ("doannghethuat", False, False),
    ],
)
def test_who_may_write_and_who_may_compose(room, name, writes, composes):
    user = room.as_(name)
    assert (user.get(add_url("magazinearticlepage", room.issue)).status_code == 200) == writes
    assert (user.get(add_url("magazineissuepage", room.magazine)).status_code == 200) == composes
    home = user.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Viết bài cho tạp chí" in home) == writes
    assert ("Lập số tạp chí mới" in home) == composes


@pytest.mark.parametrize("name", ["trungtam", "vanhoa", "vanphong", "donvi", "lanhdao"])
def test_nobody_but_administrators_publishes_or_edits_what_isnt_his(room, name):
    article = room.article("phapche")
    user = room.as_(name)
    user.post(reverse("editorial_publish", args=[article.pk]), {"reason": REASON})
    assert not ApprovedArticle.objects.exists()
    allowed = name in ("trungtam", "vanhoa", "lanhdao")
    assert (user.get(edit_url(article)).status_code == 200) == allowed


def test_an_article_without_text_or_author_is_not_sent(room):
    page = room.article("donvi")
    page.body = []
    page.article_authors = []
    page.save_revision(user=room["donvi"])
    assert set(page.missing_for_publication()) == {"body", "article_authors"}
    room.issue.licence = ""
    assert set(room.issue.missing_for_publication()) == {"licence"}


def withdraw_url(article):
    return reverse("news_withdraw_approval", args=[article.pk])


@pytest.mark.parametrize("name", ["lanhdao", "quantri"])
def test_who_may_approve_takes_an_approval_back_and_the_article_stays_behind(room, name):
    taken, kept = room.approved(title="Hát then"), room.approved(title="Hội xuân")
    user = room.as_(name)
    assert withdraw_url(taken) in user.get(edit_url(taken)).content.decode()
    question = user.get(withdraw_url(taken)).content.decode()
    assert "“Hát then” đã được phê duyệt và sẽ đăng cùng “Số 1/2026”" in question
    response = user.post(withdraw_url(taken), follow=True)
    assert any("Đã thu hồi phê duyệt bài “Hát then”" in text for text in messages(response))
    assert withdraw_url(taken) not in response.content.decode()
    history = user.get(reverse("wagtailadmin_pages:history", args=[taken.pk])).content.decode()
    assert "Đã thu hồi phê duyệt; không đăng cùng số tạp chí" in history
    user = room.as_("quantri")
    user.post(reverse("editorial_publish", args=[room.issue.pk]), {"reason": REASON})
    assert [is_live(page) for page in (room.issue, taken, kept)] == [True, False, True]


def test_it_can_be_approved_anew(room):
    page = room.approved()
    room.as_("lanhdao").post(withdraw_url(page))
    room.send("donvi", page)
    room.decide("vanhoa", page)
    room.decide("lanhdao", page)
    assert ApprovedArticle.objects.filter(article=page).exists()


def test_an_approval_is_taken_back_once_and_not_after_its_issue(room):
    page, late = room.approved(), room.approved()
    leader = room.as_("lanhdao")
    leader.post(withdraw_url(page))
    assert any("không còn chờ" in text for text in messages(leader.post(withdraw_url(page), follow=True)))
    room.as_("quantri").post(reverse("editorial_publish", args=[room.issue.pk]), {"reason": REASON})
    assert any("không còn chờ" in text for text in messages(leader.get(withdraw_url(late), follow=True)))
    leader.post(withdraw_url(late))
    assert is_live(late)
    assert withdraw_url(late) not in leader.get(edit_url(late)).content.decode()


@pytest.mark.parametrize("name", ["vanhoa", "trungtam", "vanphong", "donvi", "doannghethuat"])
def test_nobody_else_takes_an_approval_back(room, name):
    page = room.approved()
    user = room.as_(name)
    assert withdraw_url(page) not in user.get(edit_url(page), follow=True).content.decode()
    for answer in (user.get(withdraw_url(page)), user.post(withdraw_url(page))):
        assert answer.status_code in (302, 403)
    assert ApprovedArticle.objects.filter(article=page).exists()


def test_new_articles_go_into_the_issue_that_is_not_out_yet(room):
    out = MagazineIssuePageFactory(parent=room.magazine, number=9)
    assert list(MagazineIssuePage.objects.to_write_for()) == [room.issue]
    room.issue.delete()
    assert list(MagazineIssuePage.objects.to_write_for()) == [out]
