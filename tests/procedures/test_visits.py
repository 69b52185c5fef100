"""Visits are counted by a beacon: a number a day, nothing of who looked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from procedures.catalogue import views, visit_notes
from procedures.models import ProcedurePage, ProceduresIndexPage, ProcedureVisits
from tests.factories.pages import build_site
from tests.procedures.samples import simple_record

pytestmark = pytest.mark.django_db

BROWSER = {"User-Agent": "Mozilla/5.0 (Linux; Android 13)", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(views, "notes_folder", lambda: tmp_path / "visits")
    monkeypatch.setattr(
        "procedures.management.commands.count_visits.notes_folder", lambda: tmp_path / "visits"
    )
    return tmp_path / "visits"


@pytest.fixture
def page():
    build_site()
    found = ProcedurePage(live=True)
    found.apply_record(simple_record())
    return ProceduresIndexPage.objects.get().add_child(instance=found)


def beacon(client, number, **headers):
    return client.post("/thu-tuc/dem/", {"trang": str(number)}, headers=BROWSER | headers)


def counted():
    call_command("count_visits", verbosity=0)
    return {visit.procedure_id: visit.count for visit in ProcedureVisits.objects.all()}


def test_visits_add_up_over_runs_and_cost_the_beacon_no_query(page, client):
    with CaptureQueriesContext(connection) as queries:
        response = beacon(client, page.pk)
    assert (response.status_code, len(queries), response.cookies) == (204, 0, {})
    beacon(client, page.pk)
    assert counted() == {page.pk: 2}
    beacon(client, page.pk)
    assert counted() == {page.pk: 3}
    assert ProcedureVisits.objects.totals() == {page.pk: 3}


def test_the_beacon_needs_no_token_and_takes_post_only(page):
    strict = Client(enforce_csrf_checks=True)
    assert beacon(strict, page.pk).status_code == 204
    assert strict.get("/thu-tuc/dem/").status_code == 405
    assert counted() == {page.pk: 1}


@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "99999999999999999999", "٣", "1\n2", "999999"])
def test_what_is_no_procedure_counts_nothing(page, client, number):
    assert beacon(client, number).status_code == 204
    assert counted() == {}


@pytest.mark.parametrize(
    "headers",
    [{"User-Agent": "Googlebot/2.1"}, {"User-Agent": ""}, {"User-Agent": "curl/8"}, {"Sec-Fetch-Site": "cross-site"}],
)  # fmt: skip
def test_bots_and_other_sites_are_not_readers(page, client, headers):
    beacon(client, page.pk, **headers)
    assert counted() == {}


def test_one_address_counts_so_often_in_an_hour_and_others_still_do(page):
    for _ in range(views.MOST_AN_HOUR + 20):
        beacon(Client(REMOTE_ADDR="10.1.1.1"), page.pk)
    beacon(Client(REMOTE_ADDR="10.1.1.2"), page.pk)
    assert counted() == {page.pk: views.MOST_AN_HOUR + 1}


def test_behind_the_machines_own_proxy_the_address_that_it_adds_counts(page):
    for last in ("10.1.1.1", "10.1.1.2"):
        for _ in range(views.MOST_AN_HOUR + 5):
            beacon(Client(REMOTE_ADDR="127.0.0.1"), page.pk, **{"X-Forwarded-For": f"1.2.3.{_}, {last}"})
    assert counted() == {page.pk: 2 * views.MOST_AN_HOUR}


def test_nothing_of_the_reader_is_written(page, client, folder):
    beacon(client, page.pk)
    assert (folder / "waiting").read_bytes() == b"%d\n" % page.pk


def test_no_visit_is_lost_while_the_notes_are_taken(folder):
    read = []

    def reader():
        for _ in range(200):
            visit_notes.note(folder, 7)

    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(reader) for _ in range(4)]
        while not all(future.done() for future in waiting):
            for path in visit_notes.take(folder):
                read.append(visit_notes.read(path)[7])
                path.unlink()
    read += [visit_notes.read(path)[7] for path in visit_notes.take(folder)]
    assert sum(read) == 800


def test_a_run_that_was_killed_before_it_counted_is_made_up_for(page, client, folder):
    beacon(client, page.pk)
    visit_notes.take(folder)
    beacon(client, page.pk)
    assert counted() == {page.pk: 2}
    assert list(folder.iterdir()) == []


def test_too_many_notes_are_passed_over(folder, monkeypatch):
    monkeypatch.setattr(visit_notes, "MOST_WAITING", 6)
    for _ in range(10):
        visit_notes.note(folder, 12)
    assert visit_notes.read(folder / "waiting") == {12: 2}


def test_only_the_last_30_days_make_the_most_visited_and_old_numbers_go(page):
    today = timezone.localdate()
    for days, count in ((0, 2), (29, 3), (30, 50), (401, 9)):
        ProcedureVisits.objects.create(procedure=page, day=today - timedelta(days=days), count=count)
    assert ProcedureVisits.objects.totals() == {page.pk: 5}
    call_command("count_visits", verbosity=0)
    assert ProcedureVisits.objects.count() == 3


def test_a_procedures_page_carries_the_beacon_and_its_preview_doesnt(page, client):
    html = client.get(page.get_url()).content.decode()
    assert f'data-page="{page.pk}" data-to="/thu-tuc/dem/"' in html
    preview = page.make_preview_request(preview_mode=page.default_preview_mode).content.decode()
    assert "visit.js" not in preview
