"""Open data as files: whole sets only, what the public sees only, every field explained."""

import json

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from procedures.exchange.columns import SHEETS
from procedures.opendata import dictionary, dumps
from procedures.schema import Procedure
from tests.factories.pages import build_site
from tests.procedures.living import TODAY, draft, on, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    build_site()
    with on(TODAY):
        yield


def read(client, name):
    return b"".join(client.get(f"/du-lieu-mo/{name}").streaming_content)


def test_before_the_first_night_the_page_says_so(client):
    response = client.get("/du-lieu-mo/")
    assert response.status_code == 200
    assert "Bộ tệp đầu tiên" in response.content.decode()


def test_the_files_hold_every_public_record(client):
    page = published()
    draft("9.900103")
    PageViewRestriction.objects.create(page=published("9.900104"), restriction_type=PageViewRestriction.LOGIN)
    call_command("make_open_data", verbosity=0)
    shown = client.get("/du-lieu-mo/").content.decode()
    for ending in ("json", "csv", "xlsx"):
        assert f"/du-lieu-mo/thu-tuc-hanh-chinh.{ending}" in shown
    data = json.loads(read(client, "thu-tuc-hanh-chinh.json"))
    assert [record["code"] for record in data["procedures"]] == [page.code]
    assert b"9.900104" not in read(client, "thu-tuc-hanh-chinh.csv")
    assert read(client, "thu-tuc-hanh-chinh.xlsx").startswith(b"PK")


@pytest.mark.parametrize(
    "name", ["manifest.json", "..%2Fmanifest.json", "current", "khac.json", "%00", "a" * 300]
)
def test_only_files_of_the_set_are_sent(client, name):
    call_command("make_open_data", verbosity=0)
    assert client.get(f"/du-lieu-mo/{name}", follow=True).status_code == 404


def test_a_set_that_fails_leaves_the_last_one(client, monkeypatch):
    published()
    call_command("make_open_data", verbosity=0)
    before = read(client, "thu-tuc-hanh-chinh.json")
    monkeypatch.setattr(dumps, "_dictionary_csv", None)
    monkeypatch.setitem(dumps._DICTIONARIES, "csv", lambda file: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        dumps.make()
    assert read(client, "thu-tuc-hanh-chinh.json") == before
    assert len([path for path in dumps.folder().iterdir() if not path.is_symlink()]) == 1


def test_old_sets_are_cleared_away(client):
    for _night in range(5):
        dumps.make()
    sets = [path for path in dumps.folder().iterdir() if not path.is_symlink()]
    assert len(sets) == dumps.KEPT + 1
    assert client.get("/du-lieu-mo/thu-tuc-hanh-chinh.json").status_code == 200


def test_a_file_that_has_not_changed_is_not_sent_again(client):
    call_command("make_open_data", verbosity=0)
    mark = client.get("/du-lieu-mo/thu-tuc-hanh-chinh.json")["ETag"]
    again = client.get("/du-lieu-mo/thu-tuc-hanh-chinh.json", headers={"If-None-Match": mark})
    assert again.status_code == 304


def test_the_dictionary_explains_every_field_and_names_its_column():
    rows = {row[0]: row for row in dictionary.rows()}
    for name in Procedure().to_dict():
        assert rows[name][1]
    assert rows["channels[].time_limit.unit"][3].startswith("minute = phút")
    assert rows["dossier[].items[].forms[].file_name"][4] == "Biểu mẫu: Tên tệp"
    told = " ".join(row[4] for row in rows.values())
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.kind not in ("code", "order", "parent"):
                assert f"{sheet.title}: {column.heading}" in told, column
