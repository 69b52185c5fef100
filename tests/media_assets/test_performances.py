"""The list of performances, a performance and a programme, as a citizen meets them."""

import json
import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from media_assets.models import PerformancePage, PerformanceStaging
from portal.search.service import search
from tests.factories.files import image_file, make_document, make_image
from tests.factories.media import media_folder
from tests.factories.performances import (
    TRANSCRIPT,
    AdministrativeUnitFactory,
    PerformancePageFactory,
    ProgrammePageFactory,
    build_performances,
    make_sound,
    make_video,
)

__all__ = ["media_folder"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

LIST = "/tu-lieu/bieu-dien/"


@pytest.fixture
def listing():
    return build_performances()


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def restrict(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get_or_create(name="Nội bộ")[0])


def programme_of(listing, *performances, **fields):
    programme = ProgrammePageFactory(parent=listing, **fields)
    programme.items = [programme.items.model(performance=page) for page in performances]
    programme.save()
    return programme


def stage(page, day, commune=None, **fields):
    page.stagings.add(page.stagings.model(date=day, commune=commune, **fields))
    page.save()


def script_element(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


# The list


def test_the_newest_performance_stands_first_with_its_kind_and_length(client, listing):
    now = timezone.now()
    PerformancePageFactory(parent=listing, title="Bài cũ", first_published_at=now - timedelta(days=9))
    PerformancePageFactory(parent=listing, title="Bài mới", kind="ca", video=make_video(duration=200))
    html = html_of(client, LIST)
    assert html.index("Bài mới") < html.index("Bài cũ")
    assert "3 phút 20 giây" in html
    assert "<span>Ca</span>" in html


def test_the_list_is_narrowed_by_kind_and_by_video(client, listing):
    PerformancePageFactory(parent=listing, title="Bài ca", kind="ca", audio=make_sound())
    PerformancePageFactory(parent=listing, title="Kịch vui", kind="kich-ngan", video=make_video())
    songs = html_of(client, f"{LIST}?loai=ca")
    assert "Bài ca" in songs
    assert "Kịch vui" not in songs
    films = html_of(client, f"{LIST}?video=co")
    assert "Kịch vui" in films
    assert "Bài ca" not in films


def test_year_and_commune_count_stagings_alone_and_in_programmes(client, listing):
    near, far = AdministrativeUnitFactory(name="Xã Gần"), AdministrativeUnitFactory(name="Xã Xa")
    alone = PerformancePageFactory(parent=listing, title="Diễn lẻ")
    stage(alone, date(2025, 3, 1), near)
    together = PerformancePageFactory(parent=listing, title="Diễn chung")
    stage(programme_of(listing, together, title="Đêm hội"), date(2026, 4, 1), far)
    assert "Diễn lẻ" in html_of(client, f"{LIST}?nam=2025")
    assert "Diễn chung" not in html_of(client, f"{LIST}?nam=2025")
    in_far = html_of(client, f"{LIST}?xa={far.slug}")
    assert "Diễn chung" in in_far
    assert "Diễn lẻ" not in in_far
    # Year and commune mean one and the same evening.
    stage(alone, date(2026, 5, 1))
    assert "Diễn lẻ" not in html_of(client, f"{LIST}?nam=2026&xa={near.slug}")


def test_whole_programmes_are_a_kind_of_their_own(client, listing):
    song = PerformancePageFactory(parent=listing, title="Bài ca", video=make_video())
    programme_of(listing, song, title="Đêm hội")
    programme_of(listing, title="Đêm không hình")
    html = html_of(client, f"{LIST}?loai=chuong-trinh")
    assert "Đêm hội" in html
    assert "Bài ca" not in html
    assert "Đêm không hình" not in html_of(client, f"{LIST}?loai=chuong-trinh&video=co")
    assert "Đêm hội" in html_of(client, LIST), "the newest stand beside the whole list"


@pytest.mark.parametrize(
    "query",
    ["loai=khong-co", "video=1", "nam=abc", "nam=99999", "nam=٢٠٢٦", "xa=%00", "page=9999999999", "page=-1"],
)
def test_a_wrong_filter_is_no_error(client, listing, query):
    stage(PerformancePageFactory(parent=listing, title="Vẫn còn đây"), date(2026, 1, 1))
    assert "Vẫn còn đây" in html_of(client, f"{LIST}?{query}")


NAMES = st.sampled_from(["loai", "video", "nam", "xa", "page"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, st.text(st.characters(codec="utf-8"), max_size=30)))
def test_no_query_string_breaks_the_list(client, listing, query):
    assert client.get(LIST, query).status_code == 200


def test_an_empty_list_says_so(client, listing):
    assert "Chưa có tiết mục nào" in html_of(client, LIST)


def test_long_lists_have_pages(client, listing):
    for _ in range(21):
        PerformancePageFactory(parent=listing)
    assert html_of(client, f"{LIST}?page=2").count("<h2><a") == 1


# Who may see what


def test_drafts_and_restricted_performances_are_nowhere(client, listing):
    draft = PerformancePageFactory(parent=listing, title="Bản nháp kín", live=False)
    secret = PerformancePageFactory(parent=listing, title="Tiết mục nội bộ")
    restrict(secret)
    stage(draft, date(1999, 1, 1))
    programme = programme_of(listing, draft, secret, title="Đêm hội")
    addresses = ("/", "/tu-lieu/", LIST, f"{LIST}rss/", programme.url, "/tim-kiem/?q=ban+nhap+noi+bo")
    for address in addresses:
        html = html_of(client, address)
        assert "Bản nháp kín" not in html, address
        assert "Tiết mục nội bộ" not in html, address
    assert "1999" not in html_of(client, LIST), "not even its year is offered"


def test_stagings_of_hidden_programmes_are_not_told(client, listing):
    song = PerformancePageFactory(parent=listing)
    hidden = programme_of(listing, song, title="Đêm kín", live=False)
    stage(hidden, date(2026, 2, 3), place="Hội trường kín")
    closed = programme_of(listing, song, title="Đêm nội bộ")
    stage(closed, date(2026, 2, 4), place="Hội trường nội bộ")
    restrict(closed)
    html = html_of(client, song.url)
    assert "Hội trường kín" not in html
    assert "Hội trường nội bộ" not in html
    assert song.pk not in [page.pk for page in listing.narrowed({"nam": "2026"})]


def test_recordings_are_fetched_only_while_a_public_page_shows_them(client, listing):
    video, sound = make_video(), make_sound()
    page = PerformancePageFactory(parent=listing, video=video, audio=sound, live=False)
    addresses = [video.url, video.captions.url, sound.url]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    page = PerformancePage.objects.get(pk=page.pk)
    page.save_revision().publish()
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    part = client.get(video.url, headers={"range": "bytes=0-9"})
    assert part.status_code == 206
    restrict(page)
    assert {client.get(address).status_code for address in addresses} <= {302, 403, 404}


# A performance


def test_nothing_of_a_recording_is_in_the_page_before_the_click(client, listing):
    video = make_video("Một cửa", duration=200)
    page = PerformancePageFactory(parent=listing, video=video, poster_frame=make_image())
    html = html_of(client, page.url)
    assert not re.search(r"<(video|audio|track|iframe|embed|object)\b", html)
    assert "preload=" not in html


def test_without_scripts_the_button_is_a_link_to_the_file_that_tells_length_and_size(client, listing):
    video = make_video("Một cửa", duration=200)
    html = html_of(client, PerformancePageFactory(parent=listing, video=video).url)
    link = re.search(r'<a class="button player-start".*?</a>', html, re.DOTALL)[0]
    assert f'href="{video.url}"' in link
    assert re.search(r"Xem video \(3 phút 20 giây, \d+ KB\)", link)
    assert f'data-captions="{video.captions.url}"' in link
    assert 'data-captions-language="vi"' in link
    assert re.search(rf'<a class="download" href="{video.url}" download>Tải video về', html)
    assert re.search(r"\(WEBM, \d+ KB\)", html)


def test_the_poster_picture_of_a_recording_stands_where_the_page_has_no_frame(client, listing):
    video = make_video()
    video.thumbnail = image_file("anh-bia.jpg")
    video.save()
    page = PerformancePageFactory(parent=listing, video=video)
    html = html_of(client, page.url)
    assert f'src="{video.thumbnail.url}"' in html
    assert script_element(html)["video"]["thumbnailUrl"] == f"http://localhost{video.thumbnail.url}"
    page.poster_frame = make_image()
    page.save()
    assert video.thumbnail.url not in html_of(client, page.url)


def test_sound_is_offered_to_listen_to(client, listing):
    html = html_of(client, PerformancePageFactory(parent=listing, audio=make_sound(duration=3725)).url)
    assert re.search(r"Nghe \(1 giờ 2 phút, \d+ KB\)", html)
    assert 'data-play="audio"' in html


def test_a_recording_whose_file_is_gone_leaves_the_page_standing(client, listing):
    video = make_video()
    page = PerformancePageFactory(parent=listing, video=video)
    video.file.storage.delete(video.file.name)
    assert "Xem video (3 giây)" in html_of(client, page.url)


def test_transcript_and_script_stand_below_and_long_ones_are_folded(client, listing):
    long_text = "Bà Mế bước vào bộ phận một cửa. " * 60
    page = PerformancePageFactory(
        parent=listing,
        video=make_video(transcript=long_text),
        script=[{"type": "paragraph", "value": f"<p>{long_text}</p>"}],
        script_file=make_document("Kịch bản"),
    )
    html = html_of(client, page.url)
    assert html.count('<details class="fold">') == 2
    assert re.search(r"Tải kịch bản.*\(DOCX, \d+ KB\)", html)
    short = PerformancePageFactory(parent=listing, video=make_video())
    html = html_of(client, short.url)
    assert TRANSCRIPT in html
    assert '<details class="fold">' not in html


def test_who_made_it_and_where_it_was_staged(client, listing):
    commune = AdministrativeUnitFactory(name="Xã Quảng Lâm")
    page = PerformancePageFactory(
        parent=listing, authors="Suối Ngàn", rights="Được dàn dựng lại", message="Nộp ở đâu cũng được."
    )
    page.performers = [page.performers.model(name="Đội kịch", role="Bà Mế")]
    stage(page, date(2026, 5, 1), commune, place="Nhà văn hóa", audience=1250)
    programme = programme_of(listing, page, title="Đêm hội")
    stage(programme, date(2026, 6, 2), place="Sân trường")
    html = html_of(client, page.url)
    for text in ("Suối Ngàn", "Được dàn dựng lại", "Nộp ở đâu cũng được.", "Đội kịch", "Bà Mế"):
        assert text in html
    assert "Nhà văn hóa, Xã Quảng Lâm" in html
    assert "1.250 lượt người xem" in html
    assert html.index("02/06/2026") < html.index("01/05/2026")
    assert programme.url in html


def test_missing_and_very_long_values(client, listing):
    bare = PerformancePageFactory(parent=listing, summary="", kind="khac")
    html = html_of(client, bare.url)
    for heading in ("Lời thoại dạng chữ", "Kịch bản", "Người thực hiện", "Ngày và nơi diễn", "player"):
        assert heading not in html
    longest = PerformancePageFactory(
        parent=listing, title="Á" * 255, authors="Ấ" * 500, message="Ộ" * 600, summary="Ử" * 600
    )
    assert 'class="long"' in html_of(client, longest.url)
    html_of(client, LIST)


def test_json_ld_describes_the_recordings(client, listing):
    video = make_video("Một cửa", duration=200)
    page = PerformancePageFactory(
        parent=listing, video=video, audio=make_sound(), poster_frame=make_image(), language="vi"
    )
    data = script_element(html_of(client, page.url))
    assert data["@type"] == "CreativeWork"
    film = data["video"]
    assert film["@type"] == "VideoObject"
    assert film["duration"] == "PT3M20S"
    assert film["transcript"] == TRANSCRIPT
    assert film["inLanguage"] == ["vi"]
    assert film["contentUrl"] == f"http://localhost{video.url}"
    assert film["caption"]["contentUrl"] == f"http://localhost{video.captions.url}"
    assert film["thumbnailUrl"].startswith("http://localhost/media/")
    assert film["uploadDate"]
    assert film["name"] == page.title
    assert film["description"] == page.summary
    assert data["audio"]["@type"] == "AudioObject"
    html = html_of(client, page.url)
    assert 'name="DC.type" content="MovingImage"' in html
    assert 'property="og:image" content="http://localhost/media/' in html


def test_what_is_not_known_is_left_out_of_json_ld(listing):
    sound = make_sound()
    sound.duration = 0
    page = PerformancePageFactory(parent=listing, audio=sound)
    assert not {"duration", "caption", "thumbnailUrl"} & page.json_ld()["audio"].keys()
    assert "video" not in PerformancePageFactory(parent=listing).json_ld()


def test_a_sample_says_so(client, listing):
    page = PerformancePageFactory(parent=listing, title="Tiểu phẩm thử", is_sample=True, video=make_video())
    html = html_of(client, page.url)
    assert "Dữ liệu mẫu" in html
    assert script_element(html)["video"]["name"].startswith("[Dữ liệu mẫu]")
    assert "[Dữ liệu mẫu] Tiểu phẩm thử" in html_of(client, f"{LIST}rss/")


def test_a_video_is_no_sound_recording_and_a_sound_recording_no_video(listing):
    page = PerformancePageFactory(parent=listing)
    page.video, page.audio = make_sound(), make_video()
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {"video", "audio"}


# A programme


def test_a_programme_shows_its_numbers_in_their_order(client, listing):
    first, second = (
        PerformancePageFactory(parent=listing, title=title, video=make_video(duration=100))
        for title in ("Mở màn vui", "Kết thúc vui")
    )
    programme = programme_of(listing, first, second, title="Đêm hội", occasion="Chiến dịch về bản")
    html = html_of(client, programme.url)
    assert html.index("Mở màn vui") < html.index("Kết thúc vui")
    assert "2 tiết mục" in html
    assert "3 phút 20 giây" in html, "its length is that of its numbers"
    assert "Chiến dịch về bản" in html
    names = [part["name"] for part in script_element(html)["hasPart"]]
    assert names == ["Mở màn vui", "Kết thúc vui"]


# Search, feed


def test_it_is_found_by_script_transcript_and_message(client, listing):
    page = PerformancePageFactory(
        parent=listing,
        title="Một cửa",
        kind="ca",
        message="Không ai được đòi thêm giấy tờ",
        script=[{"type": "paragraph", "value": "<p>Bà Mế hỏi con đường ra chợ huyện</p>"}],
        video=make_video(transcript="Tiếng khèn vang bên suối Củn"),
    )
    stage(page, date(2026, 5, 1), AdministrativeUnitFactory(slug="quang-lam"))
    page.save_revision().publish()
    for words in ("duong ra cho huyen", "suoi cun", "doi them giay to"):
        found = search(words)
        assert [(one.type, one.url) for one in found.results] == [("performance", page.url)], words
    assert found.results[0].duration == "3 giây"
    assert "<span>3 giây</span>" in client.get("/tim-kiem/", {"q": "suoi cun"}).content.decode()
    facets = PerformancePage.objects.get(pk=page.pk).search_facets()
    assert facets["kind"] == ["ca"]
    assert facets["commune"] == ["quang-lam"]
    assert facets["year"] == ["2026"]


def test_the_feed_holds_performances_and_programmes(client, listing):
    PerformancePageFactory(parent=listing, title="Bài ca")
    programme_of(listing, title="Đêm hội")
    feed = client.get(f"{LIST}rss/")
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert "Bài ca" in feed.content.decode()
    assert "Đêm hội" in feed.content.decode()


# What it costs


def test_queries_stay_bounded_with_200_performances(client, listing, django_assert_max_num_queries):
    image, video, sound = make_image(), make_video(), make_sound()
    communes = [AdministrativeUnitFactory() for _ in range(10)]
    pages = []
    for number in range(200):
        evening = PerformanceStaging(date=date(2026, 1, 1), commune=communes[number % 10])
        recorded = {"video": video, "audio": sound, "poster_frame": image}
        pages.append(PerformancePageFactory(parent=listing, stagings=[evening], **recorded))
    page = pages[-1]
    page.performers = [page.performers.model(name=f"Tốp {n}") for n in range(20)]
    page.photos = [page.photos.model(image=make_image()) for _ in range(3)]
    page.save()
    programme = programme_of(listing, *pages, title="Đêm hội")
    for number in range(20):
        stage(programme, date(2026, 2, 1) + timedelta(number), communes[0])
    narrowed = f"{LIST}?loai=tieu-pham&video=co&nam=2026&xa={communes[0].slug}&page=2"
    programmes = f"{LIST}?loai=chuong-trinh&nam=2026"
    for address in (LIST, narrowed, programmes, f"{LIST}rss/", page.url, programme.url):
        client.get(address)
        with django_assert_max_num_queries(12, info=address):
            assert client.get(address).status_code == 200


def test_a_public_page_writes_nothing(client, listing):
    page = PerformancePageFactory(parent=listing, video=make_video(), poster_frame=make_image())
    addresses = (page.url, LIST, programme_of(listing, page).url)
    with CaptureQueriesContext(connection) as queries:
        for address in addresses:
            client.get(address)
    writes = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert writes == []


def test_the_home_page_gets_the_newest_in_one_query(listing, django_assert_num_queries):
    for _ in range(3):
        PerformancePageFactory(parent=listing, video=make_video(duration=61), poster_frame=make_image())
    PerformancePageFactory(parent=listing, live=False)
    with django_assert_num_queries(2):  # one of them asks which sections are private
        newest = list(PerformancePage.objects.newest(2))
        assert [(page.duration, bool(page.poster_frame.file.name)) for page in newest] == [(61.0, True)] * 2
