"""A design from the Centre to the public: who does what, what must be there first, who finds the print file."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Collection, Page, WorkflowState

from media_assets.models import Campaign, Placement, PosterPage, PrintFile, Wording
from media_assets.roles import POSTER_FILES, POSTERS
from portal.editorial.roles import ACCOUNTS, CENTRE, CULTURE, OFFICE, table
from portal.editorial.sync import sync_roles
from tests.editorial.newsroom import (
    Newsroom,
    edit_url,
    is_live,
    messages,
    stage,
    statuses,
    waiting,
    workflow_status,
)
from tests.factories.files import make_document, make_image, pdf_bytes
from tests.factories.media import media_folder
from tests.factories.posters import WORDS, build_gallery

__all__ = ["media_folder"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

#: a paragraph as the rich text field sends it
TYPED = json.dumps(
    {
        "blocks": [
            {
                "key": "a",
                "text": "Hồ sơ đúng hẹn",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
)
NO_WORDS = "Ghi lại toàn bộ lời văn của mẫu trước khi đăng."


class Studio(Newsroom):
    """The newsroom with a gallery; its drafts are designs of the Centre."""

    def __init__(self):
        super().__init__()
        self.gallery = build_gallery(self.home)
        sync_roles(table)
        self.collection = Collection.objects.get(name=POSTER_FILES)

    def draft(self, writer="trungtam", title="Thủ tục gọn", words=WORDS, **fields):
        page = PosterPage(title=title, owner=self[writer], live=False, **fields)
        if words:
            page.wordings = [Wording(language="vi", text=words)]
        self.gallery.refresh_from_db()
        self.gallery.add_child(instance=page)
        page.save_revision(user=self[writer], clean=False)
        return page

    def whole(self, writer="trungtam", **fields):
        """Return a draft that has all it needs."""
        return self.draft(writer, picture=make_image(collection=self.collection), **fields)


@pytest.fixture
def room(db):
    return Studio()


def latest(page):
    return PosterPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_the_centre_designs_culture_reviews_the_office_approves(room):
    page = room.whole()
    room.submit("trungtam", page)
    assert stage(page) == CULTURE
    room.decide("vanhoa", page)
    assert stage(page) == OFFICE
    assert not is_live(page)
    room.decide("vanphong", page)
    assert is_live(page)
    assert statuses(page) == ["approved", "approved", "skipped"]
    assert workflow_status(page) == "approved"


def test_a_design_of_culture_itself_goes_to_the_office(room):
    page = room.whole("vanhoa")
    room.submit("vanhoa", page)
    assert stage(page) == OFFICE


def test_neither_the_centre_nor_those_outside_the_workflow_decide(room):
    page = room.whole()
    room.submit("trungtam", page)
    for other in ("trungtam", "vanphong", "donvi", "doannghethuat", "lanhdao"):
        room.decide(other, page)
        assert stage(page) == CULTURE, other
    assert not is_live(page)


def test_what_is_returned_comes_back_to_the_centre(room):
    page = room.whole()
    room.submit("trungtam", page)
    room.decide("vanhoa", page, action="reject", comment="Sửa câu thứ hai")
    assert waiting(page) is None
    assert WorkflowState.objects.for_instance(page).latest("pk").status == "needs_changes"
    room.submit("trungtam", page)
    assert stage(page) == CULTURE


# What must be there first


def test_a_draft_may_lack_picture_and_words(room):
    page = room.draft(words="")
    response = room.post_edit("trungtam", page, title="Mới có tên")
    assert latest(page).title == "Mới có tên"
    assert not any("lỗi" in text for text in messages(response))


@pytest.mark.parametrize("lacking", ["picture", "words"])
def test_a_design_without_picture_or_words_is_not_submitted(room, lacking):
    page = room.draft() if lacking == "picture" else room.whole(words="")
    response = room.submit("trungtam", page)
    assert waiting(page) is None
    errors = response.context["form"].errors
    assert ("picture" in errors) == (lacking == "picture")
    assert (NO_WORDS in response.content.decode()) == (lacking == "words")


def test_a_wording_of_nothing_but_spaces_counts_as_none(room):
    page = room.whole(words="<p> </p><p><b></b></p>")
    assert page.missing_for_publication() == {"wordings": NO_WORDS}
    page.get_workflow().start(page, room["trungtam"])
    room.decide("vanhoa", page)
    assert stage(page) == CULTURE
    assert not is_live(page)


def test_words_that_are_typed_in_the_form_are_kept(room):
    page = room.whole(words="")
    fields = {"language": "nut", "text": TYPED, "id": "", "ORDER": "1", "DELETE": ""}
    rows = {f"wordings-0-{name}": value for name, value in fields.items()}
    room.submit("trungtam", page, **rows, **{"wordings-TOTAL_FORMS": "1"})
    assert stage(page) == CULTURE
    assert latest(page).search_body() == "Hồ sơ đúng hẹn"
    assert latest(page).languages == ["nut"]


def test_it_is_not_taken_down_before_it_was_put_up(room):
    page = room.whole()
    page.placements = [Placement(place="Cổng chợ")]
    page.save_revision(user=room["trungtam"])
    response = room.post_edit(
        "trungtam",
        page,
        **{"placements-0-put_up_on": "10/10/2026", "placements-0-taken_down_on": "01/10/2026"},
    )
    rows = response.context["form"].formsets["placements"].errors
    assert any("Ngày gỡ không thể trước ngày treo" in str(row) for row in rows)


def test_text_is_kept_composed(room):
    page = room.whole(material="Gia\u0302\u0301y", words="<p>Ho\u0302\u0300 sơ</p>")
    room.submit("trungtam", page)
    assert latest(page).material == "Giấy"
    assert latest(page).search_body() == "Hồ sơ"


# Who finds it and takes its print file


@pytest.mark.parametrize("account", ["phapche", "vanhoa", "doannghethuat", "donvi"])
def test_a_unit_finds_the_print_file_among_its_documents(room, account):
    ready = make_document("Tệp in áp phích", "in.pdf", pdf_bytes(), collection=room.collection)
    own = Collection.objects.get(name=CENTRE)
    make_document("Bản thảo của Trung tâm", "thao.pdf", pdf_bytes(), collection=own)
    html = room.as_(account).get(reverse("wagtaildocs_chooser:choose")).json()["html"]
    assert "Tệp in áp phích" in html
    assert "Bản thảo của Trung tâm" not in html
    assert room.as_(account).get(ready.url).status_code == 200
    assert room.as_(account).get(reverse("wagtaildocs:edit", args=[ready.pk])).status_code == 302


def test_a_unit_finds_the_published_design_when_it_links_to_a_page(room):
    page, draft = room.whole(title="Mẫu đã đăng"), room.whole(title="Mẫu còn nháp")
    page.print_files = [PrintFile(document=make_document("Tệp in", "in.pdf", pdf_bytes()))]
    page.save_revision().publish()
    found = room.as_("donvi").get(reverse("wagtailadmin_choose_page_search"), {"q": "mẫu"}).content.decode()
    assert "Mẫu đã đăng" in found
    assert "Mẫu còn nháp" not in found
    assert room.as_("donvi").get(edit_url(draft)).status_code == 302
    assert room.as_("donvi").get(page.print_files.get().document.url).status_code == 200


def test_the_centre_begins_a_design_from_its_home(room):
    add = reverse("wagtailadmin_pages:add", args=["media_assets", "posterpage", room.gallery.pk])
    html = room.as_("trungtam").get("/admin/").content.decode()
    assert "Thêm áp phích" in html
    assert add in html
    assert room.as_("trungtam").get(add).status_code == 200
    for account in ACCOUNTS:
        opened = room.as_(account).get(add).status_code == 200
        assert opened == ("add" in table.page_actions(ACCOUNTS[account], POSTERS)), account
    assert "Thêm áp phích" not in room.as_("donvi").get("/admin/").content.decode()


def test_campaigns_get_an_address_without_accents():
    first = Campaign.objects.create(name="Chuyển đổi số")
    second = Campaign.objects.create(name="Chuyên đổi số")
    assert (first.slug, second.slug) == ("chuyen-doi-so", "chuyen-doi-so-2")


def test_the_preview_of_a_new_design_is_shown(room):
    page = room.draft(words="")
    client = room.as_("trungtam")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(address, room.edit_form("trungtam", page)).json()["is_valid"]
    html = client.get(f"{address}?mode=").content.decode()
    assert "Lời văn chưa được ghi lại." in html
    assert Page.objects.get(pk=page.pk).title in html
