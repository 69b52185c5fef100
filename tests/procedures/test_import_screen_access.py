"""Who may import, what may be uploaded: nobody else gets in, no file ends in an error of the server."""

import gzip
import io
import json
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.editorial.roles import ACCOUNTS, ADMINISTRATORS, OFFICE, table
from procedures.imports.registration import _urls
from procedures.models import FormsUpload, ImportRun, ProcedurePage
from tests.factories.files import docx_bytes, xlsx_bytes
from tests.procedures.importing_screen import Office, records, workbook
from tests.procedures.samples import simple_record

pytestmark = pytest.mark.django_db

MAY = [name for name, group in ACCOUNTS.items() if group in (ADMINISTRATORS, OFFICE)]
OTHERS = [name for name in ACCOUNTS if name not in MAY]


@pytest.fixture
def office():
    return Office()


def addresses(run, upload):
    for pattern in _urls():
        route = str(pattern.pattern)
        pk = upload.pk if "forms/<int:pk>" in route else run.pk
        yield pattern.name, reverse(pattern.name, args=[pk] if "<int:pk>" in route else [])


@pytest.fixture
def begun(office):
    run = office.imported(*records(1))
    ready = office.upload(records(2), publish=True)
    return (
        run,
        ready,
        FormsUpload.objects.create(run=run, sha256="x", file_name="bieu-mau-mat.zip", status="ready"),
    )


@pytest.mark.parametrize("account", OTHERS)
def test_nobody_else_sees_or_starts_an_import(office, begun, account):
    _run, ready, upload = begun
    before = list(ImportRun.objects.order_by("pk").values("pk", "status", "ticket"))
    for name, address in addresses(ready, upload):
        for method in ("get", "post"):
            data = {"file": SimpleUploadedFile("a.xlsx", workbook(*records(3)))} if method == "post" else {}
            response = getattr(office.desk(account), method)(address, data)
            assert response.status_code == 302, (name, method)
            assert response["Location"] == reverse("wagtailadmin_home"), (name, method)
    assert list(ImportRun.objects.order_by("pk").values("pk", "status", "ticket")) == before
    assert "Nhập từ tệp" not in office.desk(account).get(reverse("wagtailadmin_home")).content.decode()
    assert ProcedurePage.objects.count() == 1


@pytest.mark.parametrize("account", MAY)
def test_the_office_and_administrators_do(office, begun, account):
    run, ready, upload = begun
    assert "quyet-dinh.xlsx" in office.desk(account).get(reverse("procedure_imports")).content.decode()
    office.press(ready, "apply", account)
    assert ready.status == "applied"
    for name, address in addresses(run, upload):
        assert office.desk(account).get(address).status_code in (200, 404, 405), name


def test_strangers_are_asked_to_log_in(office, begun, client):
    for name, address in addresses(begun[0], begun[2]):
        response = client.get(address)
        assert response.status_code == 302, name
        assert "login" in response["Location"], name


def test_groups_get_the_right_from_the_table():
    with_it = {row.group for row in table.models if row.model == "procedures.importrun"}
    assert with_it == {ADMINISTRATORS, OFFICE}


def test_every_button_needs_its_token(office, begun):
    _run, ready, upload = begun
    client = Client(enforce_csrf_checks=True)
    user = get_user_model().objects.create(username="x")
    user.groups.add(Group.objects.get(name=OFFICE))
    client.force_login(user)
    for name, address in addresses(ready, upload):
        assert client.post(address).status_code == 403, name


def test_what_is_not_there_is_not_found(office):
    for pattern in _urls():
        if "<int:pk>" in str(pattern.pattern):
            address = reverse(pattern.name, args=[987654])
            assert office.desk().get(address).status_code in (404, 405)
            assert office.desk().post(address).status_code in (404, 405)


def bomb(name="xl/worksheets/sheet1.xml"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b"0" * 60_000_000)
    return file.getvalue()


WILD = {
    "empty.xlsx": b"",
    "web.csv": b"<!doctype html><script>alert(1)</script>",
    "program.xlsx": b"MZ\x90\x00" * 200,
    "word.xlsx": docx_bytes(),
    "cut.xlsx": xlsx_bytes()[:700],
    "bomb.xlsx": bomb(),
    "bomb.gz": gzip.compress(b"0" * 60_000_000),
    "cut.json.gz": gzip.compress(b'{"a": 1}' * 99)[:-9],
    "twice.json.gz": gzip.compress(gzip.compress(b"{}")),
    "binary.json": bytes(range(256)) * 20,
    "nothing": b"code,name",
    "wrong.pdf": b"%PDF-1.7",
    "..\\..\\etc.exe": b"MZ",
}
READ_BUT_USELESS = {
    "other.xlsx": xlsx_bytes([["A", "B"], ["1", "2"]]),
    "no-table.csv": "Họ,Tên\n1,2\n".encode(),
    "deep.json": b"[" * 100_000,
    "broken.json": b"{",
    "blank.jsonl": b"\n\n",
}


@pytest.mark.parametrize("name", WILD)
def test_a_bad_file_is_refused_with_a_reason(office, name):
    response = office.upload(WILD[name], name)
    assert not isinstance(response, ImportRun)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("name", READ_BUT_USELESS)
def test_a_file_without_records_says_why(office, name):
    run = office.upload(READ_BUT_USELESS[name], name)
    assert isinstance(run, ImportRun)
    text = office.show(run)
    assert run.status == "failed" or run.counts.get("refused")
    assert run.problem in text.replace("&#x27;", "'").replace("&quot;", '"')
    assert not ProcedurePage.objects.exists()


@pytest.mark.parametrize("name", ["../../a.json", "a\0b.json", "đ" * 300 + ".json", "\u202ea.json", ".json"])
def test_names_do_no_harm(office, settings, name):
    run = office.upload(json.dumps(simple_record().to_dict()).encode(), name)
    if isinstance(run, ImportRun):
        assert str((settings.DATA_DIR / "imports").resolve()) in run.file.path
        assert office.show(run)
    else:
        assert run.status_code in (200, 400)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["a.xlsx", "a.csv", "a.json", "a.jsonl", "a.jsonl.gz"]),
    cut=st.integers(0, 400),
    bytes_=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=12),
)
def test_damaged_files_never_end_in_an_error(office, name, cut, bytes_):
    content = bytearray(_content(name))
    for place, value in bytes_:
        content[place % len(content)] = value
    run = office.upload(bytes(content[: len(content) - cut]) or b"x", name)
    if isinstance(run, ImportRun):
        assert run.status in ("ready", "failed")
        assert office.show(run)
        assert "error in the portal" not in run.problem
        assert "lỗi của cổng" not in run.problem
    else:
        assert run.status_code == 200


def _content(name):
    record = json.dumps(simple_record().to_dict(), ensure_ascii=False).encode()
    if name.endswith("xlsx"):
        return workbook(simple_record())
    if name.endswith("csv"):
        return "Mã thủ tục,Tên thủ tục\n9.900103,Thủ tục mượn trống\n".encode()
    return gzip.compress(record) if name.endswith("gz") else record
