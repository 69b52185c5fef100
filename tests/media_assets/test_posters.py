"""The gallery of posters and panos, a design and its feed, as a citizen meets them."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from media_assets.models import Placement, PosterPage, PrintFile, Wording
from portal.files.models import PortalImage, PortalRendition
from portal.files.pictures import get_picture
from portal.files.publishing import ensure_renditions
from portal.organisations.models import AdministrativeUnit
from portal.search.service import search
from tests.factories.files import make_document, make_image, pdf_bytes
from tests.factories.legal import LegalDocumentPageFactory, build_law_list
from tests.factories.media import media_folder
from tests.factories.pages import OrganisationFactory, build_site
from tests.factories.performances import PerformanceIndexPageFactory, PerformancePageFactory
from tests.factories.posters import CampaignFactory, PosterPageFactory, add_rows, build_gallery

__all__ = ["media_folder"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

GALLERY = "/tu-lieu/ap-phich/"
MEDIA = "/tu-lieu/"
LONG_WORD = "Khuyếnhọc" * 28


@pytest.fixture
def gallery():
    return build_gallery(build_site())


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def restrict(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get_or_create(name="Nội bộ")[0])


def json_ld_in(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def meta(html, name):
    return unescape(re.search(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)">', html)[1])


# The gallery


def test_the_newest_design_stands_first_with_its_picture_kind_and_languages(client, gallery):
    now = timezone.now()
    PosterPageFactory(parent=gallery, title="Mẫu cũ", first_published_at=now - timedelta(days=9))
    new = PosterPageFactory(parent=gallery, title="Mẫu mới", kind="pa-no")
    add_rows(new, wordings=Wording(language="tyz", text="<p>Pây khoái</p>"))
    html = html_of(client, GALLERY)
    assert html.index("Mẫu mới") < html.index("Mẫu cũ")
    assert "<span>Pa-nô</span><span>Tiếng Việt, Tiếng Tày</span>" in html
    assert html.count("<picture>") == 2


def test_the_gallery_is_narrowed_by_everything_that_its_form_offers(client, gallery):
    campaign = CampaignFactory(name="Chuyển đổi số")
    broad = make_image(size=(900, 600))
    found = PosterPageFactory(
        parent=gallery,
        title="Đúng mẫu này",
        kind="pa-no",
        campaign=campaign,
        occasion_date=date(2024, 10, 10),
        picture=broad,
    )
    add_rows(found, wordings=Wording(language="hmn", text="<p>Mus ceev</p>"))
    PosterPageFactory(parent=gallery, title="Mẫu khác hẳn", occasion_date=date(2025, 5, 1))
    form = html_of(client, GALLERY)
    for query in ("loai=pa-no", "chu-de=chuyen-doi-so", "ngon-ngu=hmn", "nam=2024", "huong=ngang"):
        name, value = query.split("=")
        assert re.search(rf'<select id="{name}" name="{name}">.*?<option value="{value}"', form, re.DOTALL)
        html = html_of(client, f"{GALLERY}?{query}")
        assert "Đúng mẫu này" in html, query
        assert "Mẫu khác hẳn" not in html, query
        assert f'<option value="{value}" selected>' in html
    both = html_of(client, f"{GALLERY}?loai=pa-no&huong=doc")
    assert "Đúng mẫu này" not in both
    assert "Không có mẫu nào khớp" in both


def test_upright_broad_and_square_designs_are_told_apart(client, gallery):
    for title, size in (("Mẫu dọc", (300, 400)), ("Mẫu ngang", (400, 300)), ("Mẫu vuông", (300, 300))):
        PosterPageFactory(parent=gallery, title=title, picture=make_image(size=size))
    for value, title in (("doc", "Mẫu dọc"), ("ngang", "Mẫu ngang"), ("vuong", "Mẫu vuông")):
        html = html_of(client, f"{GALLERY}?huong={value}")
        assert [found for found in ("Mẫu dọc", "Mẫu ngang", "Mẫu vuông") if found in html] == [title]


def test_a_design_without_an_occasion_is_of_the_year_of_its_publication_here(client, gallery):
    new_years_eve = datetime(2023, 12, 31, 20, tzinfo=UTC)  # 3 o'clock on 1 January in Cao Bằng
    PosterPageFactory(parent=gallery, title="Mẫu đầu năm", first_published_at=new_years_eve)
    assert "Mẫu đầu năm" in html_of(client, f"{GALLERY}?nam=2024")


def test_only_campaigns_and_years_with_public_designs_are_offered(client, gallery):
    hidden = CampaignFactory(name="Đợt chưa công bố")
    PosterPageFactory(parent=gallery, live=False, campaign=hidden, occasion_date=date(2031, 1, 1))
    PosterPageFactory(parent=gallery)
    html = html_of(client, GALLERY)
    assert "Đợt chưa công bố" not in html
    assert "2031" not in html


@pytest.mark.parametrize(
    "query",
    [
        "loai=khong",
        "chu-de=%00",
        "nam=abc",
        "nam=99999999999999",
        "nam=-1",
        "huong=len",
        "ngon-ngu='--",
        "page=x",
    ]
    + ["page=999999999999", "page=-3", "nam=²", "loai=pa-no&loai=ap-phich", "%F0%28=1"],
)
def test_a_wrong_filter_is_no_error(client, gallery, query):
    PosterPageFactory(parent=gallery)
    assert client.get(f"{GALLERY}?{query}").status_code == 200


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["loai", "chu-de", "ngon-ngu", "nam", "huong", "page"]), st.text(max_size=30)
    )
)
def test_no_words_in_the_address_break_the_gallery(client, gallery, query):
    assert client.get(GALLERY, query).status_code == 200


def test_an_empty_gallery_says_so(client, gallery):
    assert "Chưa có mẫu nào được đăng." in html_of(client, GALLERY)
    assert "Chưa có mẫu nào được đăng." in html_of(client, MEDIA)


# What may not be seen


def test_drafts_and_restricted_designs_are_nowhere(client, gallery):
    PosterPageFactory(parent=gallery, title="Mẫu còn nháp", live=False)
    restrict(PosterPageFactory(parent=gallery, title="Mẫu nội bộ"))
    for address in ("/", MEDIA, GALLERY, f"{GALLERY}rss/", "/sitemap.xml", "/so-do-trang/"):
        html = html_of(client, address)
        assert "Mẫu còn nháp" not in html
        assert "Mẫu nội bộ" not in html
        assert "ap-phich-so" not in html
    assert search("mẫu nội bộ").count == 0
    assert [poster.title for poster in PosterPage.objects.newest(4)] == []


def test_a_design_whose_section_is_restricted_is_on_no_list(client, gallery):
    PosterPageFactory(parent=gallery, title="Mẫu nội bộ")
    restrict(gallery)
    assert "Mẫu nội bộ" not in html_of(client, MEDIA)


def test_only_a_public_legal_document_is_named(client, gallery):
    law = LegalDocumentPageFactory(parent=build_law_list())
    page = PosterPageFactory(parent=gallery, legal_document=law)
    assert f'<a href="{law.url}">{law.title}</a>' in html_of(client, page.url)
    restrict(law)
    assert law.title not in html_of(client, page.url)


# A design


def full_poster(gallery, **fields):
    """A design with everything that one can say of it."""
    picture = make_image("Áp phích một cửa", size=(2000, 2600), credit="Trung tâm Văn hóa")
    ensure_renditions(picture)
    values = {
        "title": "Thủ tục gọn, dân đỡ nhọc",
        "kind": "ap-phich",
        "picture": picture,
        "campaign": CampaignFactory(name="Cải cách hành chính"),
        "occasion": "Ngày Chuyển đổi số quốc gia",
        "occasion_date": date(2026, 10, 10),
        "width_cm": 60,
        "height_cm": 80,
        "material": "Giấy couché",
        "designed_by": OrganisationFactory(name="Trung tâm Văn hóa và Thông tin du lịch"),
        "designer": "Nhóm Pác Bó",
        "plan": "Kế hoạch tuyên truyền năm 2026",
        "licence": "co-quan",
    }
    page = PosterPageFactory(parent=gallery, **(values | fields))
    commune = AdministrativeUnit.objects.create(
        code="01", name="Xã Quảng Lâm", slug="xa-quang-lam", kind="xa"
    )
    document = make_document("Tệp in", "ap-phich.pdf", pdf_bytes())
    return add_rows(
        page,
        wordings=Wording(language="tyz", text="<p>Việc ngải pây khoái</p>"),
        print_files=PrintFile(document=document, width_cm=300, height_cm="200.0", colours="CMYK, FOGRA39"),
        placements=Placement(
            place="Cổng nhà văn hóa",
            commune=commune,
            put_up_on=date(2026, 10, 1),
            taken_down_on=date(2026, 10, 30),
            photo=make_image("Ảnh nơi treo"),
        ),
    )


def test_a_design_shows_its_picture_whole_and_its_words_beside(client, gallery):
    page = full_poster(gallery)
    html = html_of(client, page.url)
    shown = re.search(r'<figure class="whole">.*?</figure>', html, re.DOTALL)[0]
    widths = {int(width) for width in re.findall(r"(\d+)w[,\"]", shown)}
    assert widths == {360, 720, 1280}
    size = re.search(r'<img[^>]*height="(\d+)"[^>]*width="(\d+)"', shown)
    assert int(size[1]) / int(size[2]) == pytest.approx(2600 / 2000, rel=0.01), "not cut"
    assert "toàn bộ lời văn có trên trang này" in shown
    assert "Trung tâm Văn hóa" in shown
    assert '<div class="wording flow" lang="vi"><p>Thủ tục gọn – Dân đỡ nhọc</p>' in html
    assert '<div class="wording flow" lang="tyz"><p>Việc ngải pây khoái</p>' in html


def test_a_design_tells_all_that_is_known_of_it(client, gallery):
    html = html_of(client, full_poster(gallery).url)
    for text in (
        "60 × 80 cm",
        "Giấy couché",
        "Ngày Chuyển đổi số quốc gia, <time",
        "10/10/2026",
        "Nhóm Pác Bó, Trung tâm Văn hóa và Thông tin du lịch",
        "Cơ quan, đơn vị trong tỉnh được in để tuyên truyền; không được bán",
        "Kế hoạch tuyên truyền năm 2026",
        "Cổng nhà văn hóa, Xã Quảng Lâm",
        "01/10/2026",
        "30/10/2026",
        f'<a href="{GALLERY}?chu-de=cai-cach-hanh-chinh">',
    ):
        assert text in html, text


def test_a_design_without_all_that_shows_no_empty_labels(client, gallery):
    page = PosterPageFactory(parent=gallery, summary="")
    html = html_of(client, page.url)
    for label in (
        "Kích thước mẫu:",
        "Chất liệu:",
        "Phục vụ:",
        "Kế hoạch",
        "Nơi đã và đang treo",
        "Tải tệp in",
    ):
        assert label not in html
    assert "Sở Văn hóa, Thể thao và Du lịch" in html


def test_very_long_values_are_shown_whole(client, gallery):
    title = ("Tuyên truyền cải cách thủ tục hành chính " * 8)[:255].strip()
    page = PosterPageFactory(
        parent=gallery, title=title, material=LONG_WORD[:255], designer="N" * 255, words=f"<p>{LONG_WORD}</p>"
    )
    html = html_of(client, page.url)
    assert f'<h1 class="long">{title}</h1>' in html
    assert LONG_WORD in html
    assert title in html_of(client, GALLERY)


def test_a_picture_that_was_deleted_leaves_words_and_no_error(client, gallery):
    page = full_poster(gallery)
    page.picture.delete()
    html = html_of(client, page.url)
    assert '<figure class="whole">' not in html
    assert "Dân đỡ nhọc" in html
    assert "Tải tệp in" in html
    assert page.title not in html_of(client, GALLERY), "a gallery shows pictures"


def test_sample_designs_say_so_and_are_kept_from_outside_search_engines(client, gallery):
    page = PosterPageFactory(parent=gallery, title="Mẫu thử", is_sample=True)
    html = html_of(client, page.url)
    assert "noindex" in html
    assert json_ld_in(html)["name"] == "[Dữ liệu mẫu] Mẫu thử"
    assert "Dữ liệu mẫu" in html_of(client, GALLERY)
    assert "[Dữ liệu mẫu] Mẫu thử" in html_of(client, f"{GALLERY}rss/")
    assert page.full_url not in html_of(client, "/sitemap.xml")


# What one takes home


def test_print_file_and_web_picture_say_kind_and_size_and_can_be_taken(client, gallery):
    html = html_of(client, full_poster(gallery).url)
    kit = re.search(r'<ul class="plain kit">.*?</ul>', html, re.DOTALL)[0]
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", kit)).split())
    assert re.search(r"Tải tệp in khổ 3 × 2 m \(PDF, \d+ byte\) Hệ màu, tràn lề: CMYK, FOGRA39", words)
    assert "Tải ảnh đăng mạng (JPG, 1280 × 1664 px)" in words
    assert re.search(r"Tải ảnh cỡ lớn nhất \(JPG, 2000 × 2600 px, \d+ KB\)", words)
    addresses = re.findall(r'href="([^"]+)"', kit)
    kinds = ["application/pdf", "image/jpeg", "image/jpeg"]
    for address, kind in zip(addresses, kinds, strict=True):
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == kind
        assert b"".join(response.streaming_content)
    assert "attachment" in client.get(addresses[0])["Content-Disposition"]
    assert 'download="ap-phich-so' in kit


def test_files_of_a_draft_are_not_for_everybody(client, gallery):
    page = full_poster(gallery)
    document, picture = page.print_files.get().document, page.picture
    page.unpublish()
    for address in (document.url, picture.file.url):
        assert client.get(address).status_code in (302, 403, 404), address


# What machines read


def test_json_ld_describes_a_work_of_visual_art(client, gallery):
    page = full_poster(gallery)
    data = json_ld_in(html_of(client, page.url))
    assert data["@type"] == "VisualArtwork"
    assert data["artform"] == "Áp phích"
    assert (data["width"]["value"], data["height"]["value"], data["width"]["unitCode"]) == (60, 80, "CMT")
    assert data["creator"] == [
        {"@type": "Person", "name": "Nhóm Pác Bó"},
        {"@type": "Organization", "name": "Trung tâm Văn hóa và Thông tin du lịch"},
    ]
    assert data["inLanguage"] == ["vi", "tyz"]
    assert data["license"]["name"].startswith("Cơ quan, đơn vị trong tỉnh")
    assert data["image"].endswith(".jpg")
    assert data["image"].startswith("http")


def test_dublin_core_says_that_it_is_an_image(client, gallery):
    html = html_of(client, full_poster(gallery).url)
    assert meta(html, "DC.type") == "Image"
    assert meta(html, "DC.language") == "vi, tyz"
    assert meta(html, "DC.date") == "2026-10-10"
    assert "Pác Bó" in meta(html, "DC.creator")
    assert re.match(r"http://localhost/media/images/.+\.jpg$", meta(html, "og:image"))


def test_a_design_is_found_by_a_word_on_it_and_narrowed_by_its_facets(gallery):
    page = full_poster(gallery)
    assert [hit.title for hit in search("pây khoái").results] == [page.title]
    assert page.search_facets() == {
        "kind": ["ap-phich"],
        "language": ["vi", "tyz"],
        "campaign": ["cai-cach-hanh-chinh"],
        "commune": ["xa-quang-lam"],
    }


def test_words_that_were_changed_are_found_at_once(gallery):
    page = PosterPage.objects.get(pk=PosterPageFactory(parent=gallery).pk)
    assert page.search_body()
    wording = page.wordings.get()
    wording.text = "<p>Một cửa liên thông</p>"
    page.wordings = [wording]
    page.save_revision().publish()
    assert search("liên thông").count == 1
    assert search("dân đỡ nhọc").count == 0


def test_the_sitemap_names_designs_and_the_tree_only_their_lists(client, gallery):
    page = PosterPageFactory(parent=gallery)
    sitemap, tree = html_of(client, "/sitemap.xml"), html_of(client, "/so-do-trang/")
    assert page.url in sitemap
    assert GALLERY in tree
    assert page.url not in tree


def test_the_feed_gives_the_newest_designs(client, gallery):
    page = PosterPageFactory(parent=gallery, title="Mẫu trong nguồn tin")
    feed = html_of(client, f"{GALLERY}rss/")
    assert "Mẫu trong nguồn tin" in feed
    assert page.full_url in feed
    assert "<category>Áp phích</category>" in feed


# The way to both lists


def test_the_way_in_shows_the_newest_designs(client, gallery):
    for number in range(6):
        PosterPageFactory(parent=gallery, title=f"Mẫu thứ {number}")
    html = html_of(client, MEDIA)
    assert [f"Mẫu thứ {number}" in html for number in range(6)] == [False, False, True, True, True, True]
    assert f'href="{GALLERY}"' in html


# How much it asks the database


def many_posters(gallery, count):
    """Add `count` designs, each with a picture and renditions of its own; no file is written for them."""
    campaign = CampaignFactory()
    images = PortalImage.objects.bulk_create(
        PortalImage(title=f"Ảnh {number}", file=f"original_images/{number}.jpg", width=1500, height=2000)
        for number in range(count)
    )
    specs = {name: get_picture("poster").specs(images[0])[name] for name in ("avif", "webp", "jpeg")}
    PortalRendition.objects.bulk_create(
        PortalRendition(
            image=image,
            filter_spec=spec,
            file=f"images/{image.pk}.{name}",
            width=(width := int(re.search(r"\d+", spec)[0])),
            height=width * 4 // 3,
        )
        for image in images
        for name, group in specs.items()
        for spec in group
    )
    for image in images:
        PosterPageFactory(parent=gallery, picture=image, campaign=campaign, occasion_date=date(2026, 1, 1))


def queries(client, address):
    html_of(client, address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        html = html_of(client, address)
    return len(captured), html


@pytest.mark.slow
def test_two_hundred_designs_cost_few_queries(client, gallery):
    many_posters(gallery, 200)
    page = full_poster(gallery)
    document = make_document("Tệp in khác", "pa-no.pdf", pdf_bytes())
    for number in range(20):
        page.placements.add(Placement(place=f"Nơi {number}", photo=PortalImage.objects.all()[number]))
        page.print_files.add(PrintFile(document=document))
    page.save()
    counts = {}
    for address in (
        GALLERY,
        f"{GALLERY}?loai=ap-phich&nam=2026&ngon-ngu=vi&huong=doc&page=3",
        MEDIA,
        page.url,
    ):
        counts[address], html = queries(client, address)
        assert "<picture>" in html
    counts[f"{GALLERY}rss/"], _feed = queries(client, f"{GALLERY}rss/")
    assert {address: count for address, count in counts.items() if count > 12} == {}


def test_the_way_in_costs_few_queries_however_much_there_is(client, gallery):
    many_posters(gallery, 8)
    listing = PerformanceIndexPageFactory(parent=gallery.get_parent())
    for number in range(8):
        PerformancePageFactory(parent=listing, poster_frame=PortalImage.objects.all()[number])
    count, html = queries(client, MEDIA)
    assert html.count("<picture>") == 8
    assert count <= 8


def test_the_way_in_shows_at_once_what_is_published_renamed_or_restricted(client, gallery):
    poster = PosterPageFactory(parent=gallery, title="Tên trước")
    assert "Tên trước" in html_of(client, MEDIA)
    poster.title = "Tên sau"
    poster.save_revision().publish()
    assert "Tên sau" in html_of(client, MEDIA)
    gallery.title = "Kho áp phích"
    gallery.save_revision().publish()
    assert "Kho áp phích" in html_of(client, MEDIA)
    restrict(poster)
    assert "Tên sau" not in html_of(client, MEDIA)


def test_the_home_page_gets_posters_and_pictures_in_three_queries(gallery, django_assert_num_queries):
    for _number in range(3):
        PosterPageFactory(parent=gallery)
    with django_assert_num_queries(3):  # restrictions, designs with pictures, renditions
        posters = PosterPage.objects.newest(4)
        assert [poster.picture.title for poster in posters] == ["Áp phích"] * 3
        assert all(poster.picture.prefetched_renditions == [] for poster in posters)
