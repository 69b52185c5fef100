"""A performance from the troupe to the public: who does what, and what must be there first."""

import pytest
from wagtail.models import Collection, Page

from media_assets.models import PerformanceIndexPage, PerformancePage
from portal.editorial.roles import CENTRE, TROUPE, table
from portal.editorial.sync import sync_roles
from tests.editorial.newsroom import Newsroom, edit_url, is_live, messages, stage, statuses, workflow_status
from tests.factories.files import make_document, make_image
from tests.factories.media import media_folder
from tests.factories.performances import PerformanceIndexPageFactory, make_sound, make_video
from tests.factories.posters import MediaIndexPageFactory

__all__ = ["media_folder"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

NO_TRANSCRIPT = "chưa có lời thoại dạng chữ"
NO_CAPTIONS = "chưa có phụ đề"


class Stage(Newsroom):
    """The newsroom with a list of performances; its drafts are performances of the troupe."""

    def __init__(self):
        super().__init__()
        self.listing = PerformanceIndexPageFactory(parent=MediaIndexPageFactory(parent=self.home))
        sync_roles(table)
        self.collection = Collection.objects.get(name=TROUPE)

    def draft(self, writer="doannghethuat", title="Một cửa, một lối", **fields):
        page = PerformancePage(title=title, owner=self[writer], live=False, **fields)
        PerformanceIndexPage.objects.get().add_child(instance=page)
        page.save_revision(user=self[writer])
        return page

    def edit_form(self, name, page):
        data = super().edit_form(name, page)
        data["script-count"] = "0"  # the blocks of the script are drawn by script
        return data

    def submitted(self, writer="doannghethuat", **fields):
        return super().submitted(writer, **fields)


@pytest.fixture
def room(db):
    return Stage()


def errors(response):
    """Return what the form says is wrong, in one text."""
    form = response.context and response.context.get("form")
    return " ".join(text for texts in form.errors.values() for text in texts) if form else ""


def test_the_troupe_writes_culture_reviews_the_office_publishes(room):
    page = room.draft(video=make_video(collection=room.collection))
    room.submit("doannghethuat", page)
    assert stage(page) == "Phòng Quản lý văn hóa và gia đình"
    room.decide("vanhoa", page)
    assert stage(page) == "Văn phòng Sở"
    assert not is_live(page)
    room.decide("vanphong", page)
    assert is_live(page)
    assert statuses(page) == ["approved", "approved", "skipped"]
    assert workflow_status(page) == "approved"


def test_nobody_of_the_troupe_publishes_or_approves(room):
    page = room.submitted()
    room.decide("doannghethuat", page)
    assert stage(page) == "Phòng Quản lý văn hóa và gia đình"
    assert 'name="action-publish"' not in room.as_("vanphong").get(edit_url(page)).content.decode()


def test_culture_sends_it_back_with_a_comment(room):
    page = room.submitted()
    room.decide("vanhoa", page, "reject", comment="Thêm lời dẫn")
    assert workflow_status(page) == "needs_changes"
    html = room.as_("doannghethuat").get(edit_url(page)).content.decode()
    assert "Thêm lời dẫn" in html


def test_the_troupe_finds_its_button_and_no_other_section(room):
    home = room.as_("doannghethuat").get("/admin/").content.decode()
    assert "Thêm tiết mục" in home
    assert "Viết tin" not in home
    assert "Thêm tiết mục" not in room.as_("trungtam").get("/admin/").content.decode()


def test_a_draft_may_lack_everything(room):
    page = room.draft()
    silent = make_video(captions="", transcript="", collection=room.collection)
    response = room.post_edit("doannghethuat", page, video=str(silent.pk))
    assert errors(response) == ""
    assert PerformancePage.objects.get(pk=page.pk).get_latest_revision_as_object().video == silent


@pytest.mark.parametrize(
    ("video", "fields", "wrong"),
    [
        ({"captions": "", "transcript": ""}, {}, [NO_TRANSCRIPT, NO_CAPTIONS]),
        ({"captions": ""}, {}, [NO_CAPTIONS]),
        ({"transcript": " \n"}, {}, [NO_TRANSCRIPT]),
        ({"captions": ""}, {"no_speech": "on"}, []),
        ({}, {}, []),
    ],
)
def test_a_video_is_submitted_with_transcript_and_with_captions_where_it_has_words(
    room, video, fields, wrong
):
    page = room.draft(video=make_video(collection=room.collection, **video))
    response = room.submit("doannghethuat", page, **fields)
    told = errors(response)
    assert [text for text in (NO_TRANSCRIPT, NO_CAPTIONS) if text in told] == wrong
    assert (stage(page) is None) == bool(wrong)


def test_sound_is_submitted_with_its_transcript(room):
    page = room.draft(audio=make_sound(transcript=""))
    assert NO_TRANSCRIPT in errors(room.submit("doannghethuat", page))
    assert stage(page) is None


def test_a_new_page_is_checked_when_it_is_submitted_at_once(room):
    silent = make_video(captions="", transcript="", collection=room.collection)
    listing = PerformanceIndexPage.objects.get()
    url = f"/admin/pages/add/media_assets/performancepage/{listing.pk}/"
    client = room.as_("doannghethuat")
    form = {"title": "Một cửa", "slug": "mot-cua", "kind": "ca", "video": silent.pk, "script-count": 0}
    for name in ("performers", "stagings", "photos", "comments"):
        form |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    assert NO_TRANSCRIPT in errors(client.post(url, form | {"action-submit": "1"}, follow=True))
    assert not PerformancePage.objects.exists()
    client.post(url, form, follow=True)
    assert PerformancePage.objects.get().video == silent, "as a draft it is kept"


def test_an_approver_is_told_what_has_gone_since_it_was_submitted(room):
    video = make_video(collection=room.collection)
    page = room.submitted(video=video)
    room.decide("vanhoa", page)
    video.transcript = ""
    video.save()
    response = room.decide("vanphong", page)
    assert NO_TRANSCRIPT in " ".join(messages(response))
    assert not is_live(page)
    video.transcript = "Lời chào."
    video.save()
    room.decide("vanphong", page)
    assert is_live(page)


def test_administrators_publish_nothing_incomplete_past_the_workflow(room):
    page = room.draft(video=make_video(transcript=""))
    address = f"/admin/publish-without-approval/{page.pk}/"
    response = room.as_("quantri").post(address, {"reason": "Cần đăng gấp trước buổi họp báo"}, follow=True)
    assert NO_TRANSCRIPT in " ".join(messages(response))
    assert not Page.objects.get(pk=page.pk).live


def test_a_recording_of_the_wrong_kind_is_refused_in_words(room):
    page = room.draft()
    response = room.post_edit(
        "doannghethuat",
        page,
        video=str(make_sound("Ca", collection=room.collection).pk),
        audio=str(make_video("Phim", collection=room.collection).pk),
    )
    assert "Đây là bản ghi âm" in errors(response)
    assert "Đây là video" in errors(response)


def test_the_troupe_keeps_its_own_collection_and_sees_no_other(room):
    own = make_video("Của đoàn", collection=room.collection)
    others = Collection.objects.get(name=CENTRE)
    foreign = make_video("Của trung tâm", collection=others)
    picture = make_image("Ảnh của trung tâm", collection=others)
    document = make_document("Văn bản của trung tâm", collection=others)
    troupe = room.as_("doannghethuat")
    media = troupe.get("/admin/media/").content.decode()
    chooser = troupe.get("/admin/media/chooser/video/").json()["html"]
    assert "Của đoàn" in media
    assert "Của đoàn" in chooser
    lists = [troupe.get(f"/admin/{kind}/").content.decode() for kind in ("images", "documents")]
    for html in (media, chooser, *lists):
        assert "của trung tâm" not in html.lower()
    assert troupe.get(f"/admin/media/edit/{own.pk}/").status_code == 200
    assert troupe.get(f"/admin/media/edit/{foreign.pk}/").status_code != 200
    for address in (foreign.url, foreign.captions.url, document.url):
        assert troupe.get(address).status_code in {302, 403, 404}
    assert picture.collection == others


def test_who_reviews_plays_the_recording_of_the_draft(room):
    video = make_video(collection=room.collection)
    page = room.submitted(video=video)
    for name in ("vanhoa", "vanphong", "doannghethuat"):
        client = room.as_(name)
        assert client.get(video.url).status_code == 200, name
        assert client.get(video.captions.url).status_code == 200, name
        preview = client.get(f"/admin/pages/{page.pk}/view_draft/")
        assert "Xem video (3 giây" in preview.content.decode(), name
    for name in ("trungtam", "donvi"):
        assert room.as_(name).get(video.url).status_code in {302, 403, 404}, name
