"""Recordings are sent whole or in part, as a player asks for them."""

import tracemalloc

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from portal.files.models import PortalMedia
from portal.files.ranges import OutsideFile, requested_range
from tests.factories.files import make_media, mp4_bytes, publish

CONTENT = mp4_bytes()
SIZE = len(CONTENT)


@pytest.fixture
def video(media_folder, db):
    media = make_media("Điệu múa “Quạt”", file=ContentFile(CONTENT, name="mua.mp4"))
    publish(media)
    return media


def sent(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-50", SIZE - 50, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
        (f"bytes=10-{SIZE * 9}", 10, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("Bytes= 5-9 ", 5, 9),
    ],
)
def test_one_range_is_sent(client, video, header, start, end):
    response = client.get(video.url, headers={"range": header})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end}/{SIZE}"
    assert int(response["Content-Length"]) == end - start + 1
    assert response["Content-Type"] == "video/mp4"
    assert sent(response) == CONTENT[start : end + 1]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=0-1,5-6",
        "bytes=9-5",
        "bytes=-",
        "bytes=a-b",
        "bytes",
        "pages=1-2",
        "bytes=٣-٤",
        "bytes=1-2;",
    ],
)
def test_what_is_no_single_range_gets_the_whole_file(client, video, header):
    response = client.get(video.url, headers={"range": header.encode().decode("latin-1")})
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert not response.has_header("Content-Disposition") or "inline" in response["Content-Disposition"]
    assert sent(response) == CONTENT


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", f"bytes={'9' * 20}-", "bytes=-0"])
def test_a_range_behind_the_end_is_told_the_size(client, video, header):
    response = client.get(video.url, headers={"range": header})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_a_head_tells_all_and_sends_nothing(client, video):
    response = client.head(video.url, headers={"range": "bytes=0-9"})
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)
    assert sent(response) == b""


@pytest.mark.parametrize("validator", ["ETag", "Last-Modified"])
def test_a_part_is_sent_only_of_the_file_that_the_player_has(client, video, validator):
    current = client.get(video.url)[validator]
    part = {"range": "bytes=0-9"}
    assert client.get(video.url, headers={**part, "if-range": current}).status_code == 206
    for other in ('"other"', "Mon, 01 Jan 2001 00:00:00 GMT", "nonsense"):
        assert client.get(video.url, headers={**part, "if-range": other}).status_code == 200


def test_conditions_are_answered(client, video):
    etag = client.get(video.url)["ETag"]
    assert client.get(video.url, headers={"if-none-match": etag}).status_code == 304
    assert client.get(video.url, headers={"if-match": '"other"', "range": "bytes=0-1"}).status_code == 412


def test_it_is_kept_under_its_title_when_asked_for(client, video):
    response = client.get(video.url, {"tai-ve": "1"})
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%C4%90i%E1%BB%87u%20m%C3%BAa%20%E2%80%9CQu%E1%BA%A1t%E2%80%9D.mp4"
    )
    poster = client.get(video.thumbnail.url, {"tai-ve": "1"})
    assert poster["Content-Disposition"].endswith(".jpg")


def test_a_title_cannot_break_the_header(client, video):
    PortalMedia.objects.filter(pk=video.pk).update(title='a"\r\nSet-Cookie: x=1; filename=b.exe')
    response = client.get(video.url, {"tai-ve": "1"})
    assert not response.has_header("Set-Cookie")
    assert (
        response["Content-Disposition"] == r'attachment; filename="a\" Set-Cookie: x=1; filename=b.exe.mp4"'
    )


def test_nothing_in_it_runs(client, video):
    types = {"file": "video/mp4", "thumbnail": "image/jpeg", "captions": "text/vtt; charset=utf-8"}
    for name, kind in types.items():
        response = client.get(getattr(video, name).url)
        assert response["Content-Type"] == kind
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_large_file_takes_little_memory(client, video):
    with open(default_storage.path(video.file.name), "r+b") as file:
        file.truncate(300_000_000)
    tracemalloc.start()
    for header in ("", "bytes=1000000-250000000"):
        response = client.get(video.url, headers={"range": header})
        assert sum(len(piece) for piece in response.streaming_content) > 200_000_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


@given(
    st.text(max_size=60) | st.from_regex(r"bytes=[0-9]{0,25}-[0-9]{0,25}", fullmatch=True),
    st.integers(0, 10**12),
)
def test_any_header_means_a_part_the_whole_or_nothing(header, size):
    try:
        found = requested_range(header, size)
    except OutsideFile:
        return
    assert found is None or 0 <= found[0] <= found[1] < size
