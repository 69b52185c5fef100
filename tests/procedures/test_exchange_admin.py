"""Export and template: by command, and above the list of procedures for whoever prepares them."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from procedures.exchange.source import FORMATS
from procedures.importing.readers import read_file
from procedures.importing.service import Options, import_rows
from procedures.models import ProcedurePage, ProceduresIndexPage
from procedures.records import clean_text
from tests.editorial.newsroom import Newsroom
from tests.factories.pages import build_site
from tests.procedures.samples import full_record, simple_record
from tests.procedures.test_import import run

pytestmark = pytest.mark.django_db

LIVE, DRAFT, CLOSED = "9.900102", "9.900103", "9.900105"


@pytest.fixture
def index():
    build_site()
    return ProceduresIndexPage.objects.get()


@pytest.fixture
def catalogue(index):
    """A published procedure with a draft on top, a draft, and one that only some may see."""
    run(index, full_record(LIVE), simple_record(CLOSED), publish=True)
    run(index, simple_record(DRAFT))
    page = ProcedurePage.objects.get(code=LIVE)
    page.conditions = "Điều kiện mới, chưa đăng."
    page.save_revision()
    closed = ProcedurePage.objects.get(code=CLOSED)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    return index


def exported(path, *options):
    call_command("export_procedures", path, *options, stdout=StringIO(), stderr=StringIO())
    return [row.record for row in read_file(path)]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_an_export_holds_what_the_public_sees(catalogue, tmp_path, ending):
    assert exported(tmp_path / f"a.{ending}") == [full_record(LIVE)]
    assert exported(tmp_path / f"a.{ending}", "--live") == [full_record(LIVE)]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_with_drafts_it_holds_the_newest_of_all(catalogue, tmp_path, ending):
    records = exported(tmp_path / f"a.{ending}", "--drafts")
    assert [record.code for record in records] == [LIVE, DRAFT, CLOSED]
    assert records[0].conditions == "Điều kiện mới, chưa đăng."


def test_only_some_codes(catalogue, tmp_path):
    found = exported(tmp_path / "a.json", "--drafts", "--codes", "9900103; 9.900105.H14")
    assert [record.code for record in found] == [DRAFT, CLOSED]
    with pytest.raises(CommandError):
        exported(tmp_path / "a.json", "--codes", "thủ tục")


def test_a_file_is_written_whole_or_not_at_all(catalogue, tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text("cũ")

    def fails(records, file):
        file.write(b"{")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(FORMATS, "json", fails)
    with pytest.raises(CommandError):
        exported(path)
    assert path.read_text() == "cũ"
    assert list(tmp_path.iterdir()) == [path]


def test_other_endings_are_refused(index, tmp_path):
    with pytest.raises(CommandError):
        call_command("export_procedures", tmp_path / "a.pdf")
    with pytest.raises(CommandError):
        call_command("make_procedure_template", tmp_path / "a.csv")


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_what_an_export_writes_changes_nothing_when_imported(catalogue, tmp_path, ending):
    exported(tmp_path / f"a.{ending}", "--drafts")
    report = import_rows(catalogue, read_file(tmp_path / f"a.{ending}"), Options())
    assert [row.outcome for row in report.outcomes] == ["unchanged"] * 3


def test_a_list_changes_only_the_fields_that_it_has(index, tmp_path):
    run(index, full_record(LIVE), publish=True)
    path = tmp_path / "a.csv"
    path.write_text(f"Mã,Tên,Lĩnh vực,Cơ quan phối hợp\n{LIVE},Tên mới,Thư viện,\n", encoding="utf-8")
    report = import_rows(index, read_file(path), Options(publish=True))
    assert report.count("updated") == 1
    record = ProcedurePage.objects.get(code=LIVE).record()
    expected = full_record(LIVE)
    expected.name, expected.field, expected.coordinating_agency = "Tên mới", "Thư viện", ""
    assert record == expected


def test_a_refused_procedure_reports_its_cells(index, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Mã,Tên,Ngày hiệu lực\n1.000001,A,mai\n1.000002,B,1/1/2026\n", encoding="utf-8")
    report_path = tmp_path / "report.json"
    with pytest.raises(SystemExit) as end:
        call_command("import_procedures", path, report=report_path, stdout=StringIO(), stderr=StringIO())
    assert end.value.code == 1
    report = json.loads(report_path.read_text())
    assert (report["created"], report["refused"]) == (1, 1)
    assert report["records"][0]["messages"] == [
        "Dòng 2, cột C (Ngày hiệu lực): “mai” không phải là ngày; hãy ghi theo mẫu 31/12/2026."
    ]


def test_the_template_is_filled_in_and_imported(index, tmp_path):
    path = tmp_path / "mau.xlsx"
    call_command("make_procedure_template", path)
    book = load_workbook(path)
    book["Thủ tục"].append([LIVE, "Thủ tục thật"])
    book["Trình tự"].append([LIVE, None, "Bước 1:", "Nộp đơn"])
    book.save(path)
    assert import_rows(index, read_file(path), Options()).count("created") == 1
    assert ProcedurePage.objects.get(code=LIVE).record().steps[0].text == "Nộp đơn"


# The editors' side


@pytest.fixture
def office(db):
    room = Newsroom()
    run(ProceduresIndexPage.objects.get(), full_record(LIVE), publish=True)
    run(ProceduresIndexPage.objects.get(), simple_record(DRAFT))
    return room


def downloaded(response, tmp_path, name="a.xlsx"):
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    (tmp_path / name).write_bytes(BytesIO(b"".join(response.streaming_content)).getvalue())
    return [clean_text(row.record) for row in read_file(tmp_path / name)]


@pytest.mark.parametrize("name", ["vanphong", "phapche", "lanhdao", "vanhoa", "quantri"])
def test_who_prepares_procedures_gets_files(office, tmp_path, name):
    client = office.as_(name)
    found = downloaded(client.get(reverse("procedures_export", args=["xlsx"])), tmp_path)
    assert found == [full_record(LIVE)]
    assert client.get(reverse("procedures_template")).status_code == 200


@pytest.mark.parametrize("name", ["trungtam", "doannghethuat", "donvi"])
def test_others_get_none(office, name):
    client = office.as_(name)
    for address in (reverse("procedures_export", args=["xlsx"]), reverse("procedures_template")):
        assert client.get(address).status_code in (302, 403)
        assert client.get(f"{address}?drafts=1").status_code in (302, 403)


def test_drafts_are_exported_by_those_who_may_change_them(office, tmp_path):
    address = reverse("procedures_export", args=["json"]) + "?drafts=1"
    found = downloaded(office.as_("vanphong").get(address), tmp_path, "a.json")
    assert [record.code for record in found] == [LIVE, DRAFT]
    assert json.loads(b"".join(office.as_("vanhoa").get(address).streaming_content))["procedures"] == []


def test_the_buttons_stand_above_the_list(office):
    address = reverse("procedures:index")
    shown = office.as_("vanphong").get(address).content.decode()
    for target in (reverse("procedures_export", args=["xlsx"]), reverse("procedures_template")):
        assert target in shown
    assert "Tải tệp mẫu để điền" in shown


def test_an_unknown_kind_of_file_is_not_found(office):
    assert office.as_("vanphong").get("/admin/procedures/export/pdf/").status_code == 404
