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

from home.demo.pages import PageLoader
from home.models import HomePage, StandingPage
from home.organisations import ensure_organisations
from home.site_tree import ensure_site
from news.models import NewsPage, Topic
from portal.editorial.roles import ACCOUNTS
from portal.files.models import PortalDocument, PortalImage
from portal.organisations.models import AdministrativeUnit
from procedures.models import ProcedurePage

COUNTED = (Page, Revision, PortalImage, PortalDocument, Topic, AdministrativeUnit, get_user_model())

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
        ensure_site("localhost", 80, ensure_organisations()["so-vhttdl"])
        call_command("sync_roles", verbosity=0)
        load()
        yield
        transaction.set_rollback(True)


def test_everything_is_there():
    assert NewsPage.objects.live().count() == 30
    assert StandingPage.objects.live().count() == 7
    assert ProcedurePage.objects.live().count() == 22
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
    assert sorted(samples.values_list("code", flat=True)) == ["9.900001", "9.900002", "9.900003"]
    for model in (NewsPage, StandingPage, PortalImage, PortalDocument):
        assert not model.objects.filter(is_sample=False).exists()


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
    for page in [*NewsPage.objects.all(), *StandingPage.objects.all()]:
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
    loader = PageLoader(HomePage.objects.get(), stock=None)
    with pytest.raises(LookupError, match="trang:khong-co"):
        loader._link("trang:khong-co")
