"""`load_demo` fills a portal once; what editors do afterwards is theirs."""

import io
import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision

from home.demo.loaders.workshop import Workshop
from home.models import HomePage, OrganisationPage, StandingPage
from home.organisations import ensure_organisations
from home.site_tree import ensure_site
from legal.models import DraftRegulationPage, LegalDocumentPage, LegalRelation, Subject
from media_assets.models import Campaign, PerformancePage, PosterPage, ProgrammePage
from media_assets.roles import POSTER_FILES
from news.models import (
    Author,
    MagazineArticlePage,
    MagazineIssuePage,
    MagazineSection,
    NewsPage,
    Topic,
)
from portal.editorial.roles import ACCOUNTS, TROUPE
from portal.files.models import PortalDocument, PortalImage, PortalMedia
from portal.organisations.models import AdministrativeUnit, Organisation, Post
from procedures.models import ProcedurePage

COUNTED = (
    *(Page, Revision, PortalImage, PortalDocument, PortalMedia, Topic, AdministrativeUnit, get_user_model()),
    *(Subject, Campaign, Author, MagazineSection, Organisation, Post),
)

SAMPLE_PAGES = (
    *(NewsPage, StandingPage, DraftRegulationPage, MagazineIssuePage, MagazineArticlePage),
    *(PosterPage, PerformancePage, ProgrammePage, OrganisationPage),
)

#: images whose sizes were asked for; making them is tested where they are made
SIZED: list[int] = []

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


def load() -> str:
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def counts():
    return {model.__name__: model._default_manager.count() for model in COUNTED}


@pytest.fixture(scope="module")
def demo_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module", autouse=True)
def portal(demo_dir, django_db_setup, django_db_blocker):
    """A portal with the demo content, loaded once for all tests here and rolled back after them."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.conf.settings.DATA_DIR", demo_dir)
        patch.delenv("DEMO_PASSWORD", raising=False)
        patch.setattr("home.demo.files.ensure_renditions", lambda image, pictures: SIZED.append(image.pk))
        # A frame a second: whole recordings are tested where they are made.
        patch.setattr("home.demo.films.catalogue.FRAMES_A_SECOND", 1)
        ensure_site("localhost", 80, ensure_organisations()["so-vhttdl"])
        call_command("sync_roles", verbosity=0)
        load()
        yield
        transaction.set_rollback(True)


def test_everything_is_there():
    assert NewsPage.objects.live().count() == 30
    assert StandingPage.objects.live().count() == 9
    assert ProcedurePage.objects.live().count() == 24
    assert LegalDocumentPage.objects.live().count() == 60
    assert DraftRegulationPage.objects.live().count() == 2
    assert MagazineIssuePage.objects.live().count() == 2
    assert [issue.get_children().live().count() for issue in MagazineIssuePage.objects.all()] == [6, 6]
    assert PosterPage.objects.live().count() == 10
    assert PerformancePage.objects.live().count() == 4
    assert ProgrammePage.objects.live().count() == 1
    assert OrganisationPage.objects.live().count() == 8
    assert AdministrativeUnit.objects.current().count() == 56
    assert not Page.objects.filter(live=False).exists()


def test_sizes_of_each_picture_are_made_at_once():
    assert sorted(SIZED) == sorted(PortalImage.objects.values_list("pk", flat=True))


def test_a_second_run_changes_nothing():
    before = counts()
    assert "+" not in load()
    assert counts() == before


def test_what_editors_changed_stays():
    page = NewsPage.objects.first()
    page.title, page.slug, page.body = "Tiêu đề mới", "tieu-de-moi", []
    page.save_revision().publish()
    image = PortalImage.objects.first()
    image.title = "Tên ảnh mới"
    image.save()
    unit = AdministrativeUnit.objects.first()
    unit.name = "Xã có tên mới"
    unit.save()
    before = counts()
    load()
    assert counts() == before
    page.refresh_from_db()
    assert (page.title, page.slug, list(page.body)) == ("Tiêu đề mới", "tieu-de-moi", [])


def test_a_sample_page_that_was_deleted_comes_back_whole():
    NewsPage.objects.get(slug="go-khong-dau-van-tim-duoc").delete()
    load()
    page = NewsPage.objects.get(slug="go-khong-dau-van-tim-duoc")
    assert page.live
    assert page.body


def test_samples_say_so_and_real_procedures_do_not():
    samples = ProcedurePage.objects.filter(is_sample=True)
    assert sorted(samples.values_list("code", flat=True)) == [f"9.90000{n}" for n in (1, 2, 3, 4, 5)]
    assert not LegalDocumentPage.objects.filter(is_sample=True).exists()
    for model in (*SAMPLE_PAGES, PortalImage, PortalDocument, PortalMedia):
        assert not model.objects.filter(is_sample=False).exists(), model


def test_sample_decisions_show_the_life_of_procedures():
    changes = {
        page.code: [version.change for version in page.versions.order_by("valid_from")]
        for page in ProcedurePage.objects.filter(is_sample=True)
    }
    assert changes == {
        "9.900001": ["new", "amended"],
        "9.900002": ["new", "amended"],
        "9.900003": ["amended"],
        "9.900004": ["new", "abolished"],
        "9.900005": ["new", "replaced"],
    }
    waits = ProcedurePage.objects.get(code="9.900001").versions.get(waiting=True)
    assert waits.valid_from.isoformat().endswith("-01-01")
    assert waits.decision.is_sample
    replaced = ProcedurePage.objects.get(code="9.900005")
    assert replaced.state == "replaced"
    assert replaced.current_version.replaced_by.code == "9.900003"


def test_of_real_documents_only_the_title_page_is_told():
    for page in LegalDocumentPage.objects.all():
        assert (page.summary, page.signer, page.state, list(page.body)) == ("", "", "", [])
        assert not page.files.exists()


def test_amendments_lead_to_what_they_amend():
    numbers = {row.page.number: row.target_number for row in LegalRelation.objects.select_related("page")}
    assert numbers == {
        "94/2021/NĐ-CP": "168/2017/NĐ-CP",
        "70/2021/NĐ-CP": "181/2013/NĐ-CP",
        "75/2025/QH15": "16/2012/QH13",
    }


def test_posts_name_nobody():
    assert Post.objects.filter(organisation__slug="ban-giam-doc").count() == 3
    assert Post.objects.count() == 9
    assert not Post.objects.exclude(holder="").exists()
    assert not Organisation.objects.filter(duties="").exists()


def test_nothing_that_is_published_lacks_what_publication_asks_for():
    for page in Page.objects.live().filter(depth__gte=3).specific():
        if isinstance(page, ProcedurePage) and not page.is_sample:
            continue  # of real procedures the demo knows the name only, and makes nothing up
        missing = getattr(page, "missing_for_publication", dict)()
        assert missing == {}, page


def test_recordings_have_captions_and_stand_in_the_troupes_collection():
    videos = PortalMedia.objects.filter(type="video")
    assert videos.count() == 4
    assert PortalMedia.objects.filter(type="audio").count() == 1
    assert {media.collection.name for media in PortalMedia.objects.all()} == {TROUPE}
    for video in videos:
        assert video.captions.read().startswith(b"WEBVTT")
        assert video.transcript
        assert video.file.size < 1_500_000


def test_print_files_are_documents_that_passed_the_checks():
    for poster in PosterPage.objects.all():
        [printed] = poster.print_files.all()
        assert printed.document.collection.name == poster.picture.collection.name == POSTER_FILES
        assert printed.document.kind == "pdf"
        assert len(printed.document.sha256) == 64
        assert poster.picture.width >= 1280


def test_a_performance_that_was_deleted_comes_back_with_its_recording():
    page = PerformancePage.objects.get(slug="mua-nuoc-ve")
    video = page.video_id
    page.delete()
    media = PortalMedia.objects.count()
    load()
    assert PerformancePage.objects.get(slug="mua-nuoc-ve").video_id == video
    assert PortalMedia.objects.count() == media


def test_duties_that_an_editor_emptied_stay_empty():
    Organisation.objects.filter(slug="thu-vien").update(duties="")
    Post.objects.filter(organisation__slug="thu-vien").delete()
    load()
    assert Organisation.objects.get(slug="thu-vien").duties == ""
    assert not Post.objects.filter(organisation__slug="thu-vien").exists()


def test_news_is_dated_back_and_never_ahead():
    days = [timezone.localdate(page.first_published_at) for page in NewsPage.objects.all()]
    assert len(set(days)) == 30
    assert max(days) < timezone.localdate()
    for page in NewsPage.objects.all():
        assert page.last_published_at == page.first_published_at == page.latest_revision.created_at
        assert not page.has_unpublished_changes


def test_each_page_answers_and_says_what_is_sample(client):
    for page in Page.objects.live().filter(depth__gte=3).specific():
        answer = client.get(page.url)
        assert answer.status_code == 200, page.url
        html = answer.content.decode()
        if page.specific.is_sample:
            assert "Dữ liệu mẫu" in html, page.url


def test_links_between_pages_are_known_to_the_reference_index():
    guide = StandingPage.objects.get(slug="huong-dan-su-dung")
    ReferenceIndex.create_or_update_for_object(guide)
    assert ReferenceIndex.get_references_for_object(guide).count() >= 4
    for page in [*NewsPage.objects.all(), *StandingPage.objects.all(), *MagazineArticlePage.objects.all()]:
        assert 'linktype="page" id="' not in str(page.body)


def test_a_form_can_be_downloaded(client):
    procedure = ProcedurePage.objects.by_code("9.900001")
    form = procedure.record().dossier[0].items[0].forms[0]
    document = PortalDocument.objects.get(pk=form.document)
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_coded_procedures_hold_only_what_is_known():
    record = ProcedurePage.objects.by_code("1.003622").record()
    known = {name for name, value in record.to_dict().items() if value}
    assert known == {"code", "name", "field"}


def test_the_home_page_offers_common_procedures():
    sections = {block.block_type: block.value for block in HomePage.objects.get().sections}
    assert 4 <= len(sections["procedures"]["procedures"]) <= 6


def test_accounts_stand_in_their_groups(demo_dir):
    password_file = Path(demo_dir) / "demo-password"
    assert stat.S_IMODE(password_file.stat().st_mode) == 0o600
    password = password_file.read_text().strip()
    for name, group in ACCOUNTS.items():
        user = authenticate(username=name, password=password)
        assert user is not None
        assert [each.name for each in user.groups.all()] == [group]
        assert not user.is_superuser


def test_a_given_password_is_everyones(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "mat-khau-chung-7391")
    load()
    assert all(authenticate(username=name, password="mat-khau-chung-7391") for name in ACCOUNTS)


def test_a_password_that_somebody_chose_is_kept():
    user = get_user_model().objects.get(username="trungtam")
    user.set_password("mat-khau-rieng-2846")
    user.save()
    load()
    assert authenticate(username="trungtam", password="mat-khau-rieng-2846")


def test_a_link_to_nowhere_is_an_error():
    shop = Workshop(HomePage.objects.get(), stock=None)
    for target in ("trang:khong-co", "van-ban:1/1900/NĐ-CP"):
        with pytest.raises(LookupError, match=target):
            shop.link(target)
