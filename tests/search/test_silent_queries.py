"""Searches without result: counted without a write in the request, without anything of who asked, and forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.search import silent_queries, views
from portal.search.models import SilentQuery
from portal.search.silent_queries import LONGEST, may_be_kept, note
from tests.factories.pages import build_site


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(silent_queries, "notes_folder", lambda: tmp_path / "silent")
    return tmp_path / "silent"


def counted():
    call_command("count_silent_queries", verbosity=0)
    return {row.query: row.count for row in SilentQuery.objects.all()}


@pytest.mark.django_db
def test_a_search_without_result_is_counted_by_the_scheduler_and_written_by_no_request(client):
    build_site()
    client.get("/tim-kiem/", {"q": "khinh khí cầu"})
    with CaptureQueriesContext(connection) as queries:
        client.get("/tim-kiem/", {"q": "Khinh  khi cau"})
    assert not [query for query in queries if not query["sql"].lstrip(" (\n").upper().startswith("SELECT")]
    assert not SilentQuery.objects.exists()
    assert counted() == {"khinh khí cầu": 2}
    client.get("/tim-kiem/", {"q": "khinh khí cầu"})
    assert counted() == {"khinh khí cầu": 3}


@pytest.mark.django_db
def test_what_finds_something_and_what_filters_leave_out_is_not_noted(client):
    build_site()
    client.get("/tim-kiem/", {"q": "tin tức"})
    client.get("/tim-kiem/", {"q": "tin tức", "loai": "poster"})
    client.get("/tim-kiem/", {"q": "???"})
    assert counted() == {}


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "gọi 0912 345 678",
        "+84 912.345.678",
        "(0206) 3852 412",
        "3852412",
        "3.852.412",
        "an.nguyen@example.org",
        "an@coquan",
        "004203001234",
        "cccd 004 203 001 234",
        "cmnd 085123456",
        "sinh ngày 15/11/1987",
        "hộ chiếu C12345678",
        "https://example.org/?ten=an",
        "x" * (LONGEST + 1),
        "a " * 15,
        "",
        "???",
    ],
)
def test_nothing_that_may_tell_of_a_person_is_noted(text, folder):
    assert not may_be_kept(text)
    note(text)
    assert not folder.exists()


@pytest.mark.parametrize(
    "text",
    [
        "khinh khí cầu",
        "lễ hội 2026",
        "1.003838",
        "63/2010/NĐ-CP",
        "thủ tục 1.003838.000.00.00.H14",
        "mẫu 01a",
    ],
)
def test_words_codes_and_laws_are_noted(text):
    assert may_be_kept(text)


@pytest.mark.django_db
@given(st.text(max_size=300))
def test_any_query_is_noted_as_one_line_or_not_at_all(text):
    note(text)
    for path in silent_queries.noted_lines.take(silent_queries.notes_folder()):
        assert len(path.read_bytes().decode().splitlines()) == 1
        path.unlink()


@pytest.mark.django_db
def test_what_was_not_noted_by_us_is_not_counted(folder):
    folder.mkdir()
    (folder / "waiting").write_bytes(b"0912345678\n\xff\xfe\nkhinh khi cau\n\n" + b"x" * 900 + b"\n")
    assert counted() == {"khinh khi cau": 1}
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
def test_a_flood_fills_neither_file_nor_table(folder, monkeypatch):
    monkeypatch.setattr(silent_queries, "MOST_WAITING", 200)
    monkeypatch.setattr(silent_queries, "MOST_KEPT", 3)
    for number in range(100):
        note(f"câu lạ {number}")
    assert (folder / "waiting").stat().st_size < 300
    assert len(counted()) == 3


@pytest.mark.django_db
def test_one_address_is_noted_so_often_in_an_hour(monkeypatch):
    build_site()
    monkeypatch.setattr(views, "MOST_NOTED", 2)
    for _ in range(5):
        Client(REMOTE_ADDR="10.1.1.1").get("/tim-kiem/", {"q": "khinh khí cầu"})
    assert counted() == {"khinh khí cầu": 2}


@pytest.mark.django_db
def test_queries_are_forgotten_those_of_a_single_time_sooner():
    today = timezone.localdate()
    for query, count, days in (("a", 1, 31), ("b", 1, 29), ("c", 2, 31), ("d", 9, 181)):
        day = today - timedelta(days=days)
        SilentQuery.objects.create(query=query, folded=query, count=count, first_on=day, last_on=day)
    assert set(counted()) == {"b", "c"}
