"""Forms from a .zip: found by their names, checked, stored once, linked, undone with their import."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.files.models import PortalDocument
from procedures.imports.forms_matching import code_of, is_junk, match
from procedures.models import FormsUpload, ProcedurePage
from procedures.models.import_run import Status
from procedures.roles import FORMS
from tests.factories.files import docx_bytes, pdf_bytes
from tests.procedures.importing_screen import Office, page
from tests.procedures.samples import full_record, simple_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def packed(files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def upload(office, run, files, name="bieu-mau.zip"):
    content = files if isinstance(files, bytes) else packed(files)
    address = reverse("procedure_forms_add", args=[run.pk])
    response = office.desk().post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)
    return FormsUpload.objects.filter(run=run).first(), response


def apply(office, job, **choices):
    data = {f"entry-{entry.number}": entry.chosen for entry in job.entries.all()} | choices
    response = office.desk().post(reverse("procedure_forms_apply", args=[job.pk]), data, follow=True)
    job.refresh_from_db()
    return response


def document_of(code):
    return page(code).record().dossier[0].items[0].forms[0].document


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Mẫu số 01.docx", "Mẫu số 01.docx"),
        ("mau_so-01.DOCX", "Mẫu số 01.docx"),
        ("MẪU SỐ 01.docx", "Mẫu số 01.docx"),
        ("Mẫu số 01.pdf", ""),
        ("ĐON.docx", "Đơn.docx"),
        ("khác hẳn.docx", ""),
        (".docx", ""),
    ],
)
def test_names_are_compared_as_people_read_them(name, form):
    found = match(name, ["Mẫu số 01.docx", "Đơn.docx", "Mẫu số 11.docx"])
    assert found.name == form


def test_a_near_name_is_proposed_and_not_taken():
    found = match("Mẫu số 01 (2).docx", ["Mẫu số 01.docx", "Tờ khai.docx"])
    assert (found.name, found.candidates[0]) == ("", "Mẫu số 01.docx")


def test_what_programs_leave_in_archives_is_passed_over():
    assert all(map(is_junk, ["a/", "__MACOSX/._a.docx", "x/.DS_Store", "Thumbs.db", "~$don.docx"]))
    assert code_of("bieu mau/1.003838/don.docx") == "1.003838"
    assert code_of("bieu mau/don.docx") == ""


def test_forms_are_matched_shown_and_linked(office):
    run = office.imported(full_record(), full_record("9.900105"))
    job, response = upload(office, run, {"BM/ĐƠN.docx": docx_bytes(), "lạ.docx": docx_bytes("b")})
    assert [entry.state for entry in job.entries.all()] == ["matched", "unmatched"]
    assert "9.900102, 9.900105" in response.content.decode()
    assert document_of("9.900102") is None
    apply(office, job)
    document = PortalDocument.objects.get()
    assert document.collection.name == FORMS
    assert document_of("9.900102") == document_of("9.900105") == document.pk
    assert job.entries.get(number=1).linked == 2
    assert office.desk().get(page("9.900102").url).content.decode().count("/documents/") >= 1


def test_the_same_content_is_stored_once(office):
    run = office.imported(full_record())
    job, _ = upload(office, run, {"don.docx": docx_bytes()})
    content = packed({"don.docx": b"x"})
    apply(office, job)
    again, _ = upload(office, run, job.file.read() or content)
    apply(office, again)
    assert PortalDocument.objects.count() == 1
    assert page("9.900102").revisions.count() == 2


def test_a_doubtful_file_waits_for_a_choice(office):
    run = office.imported(full_record())
    job, _ = upload(office, run, {"don (1).docx": docx_bytes()})
    entry = job.entries.get()
    assert (entry.state, entry.candidates) == ("doubtful", ["don.docx"])
    apply(office, job, **{"entry-1": "don.docx"})
    assert document_of("9.900102")


def test_rivals_for_one_form_are_doubtful(office):
    run = office.imported(full_record())
    job, _ = upload(office, run, {"a/don.docx": docx_bytes("a"), "b/don.docx": docx_bytes("b")})
    assert {entry.state for entry in job.entries.all()} == {"doubtful"}


def test_a_folder_named_by_a_code_is_for_that_procedure_only(office):
    run = office.imported(full_record(), full_record("9.900105"))
    job, _ = upload(office, run, {"9.900102/don.docx": docx_bytes("a"), "9.900105/don.docx": docx_bytes("b")})
    apply(office, job)
    assert document_of("9.900102") != document_of("9.900105")


def test_an_editors_draft_gets_the_form_and_stays_a_draft(office):
    run = office.imported(full_record())
    draft = page("9.900102").get_latest_revision_as_object()
    draft.conditions = "Nháp dở."
    draft.save_revision()
    job, _ = upload(office, run, {"don.docx": docx_bytes()})
    apply(office, job)
    assert document_of("9.900102") is None
    newest = page("9.900102").get_latest_revision_as_object()
    assert (newest.conditions, bool(newest.record().dossier[0].items[0].forms[0].document)) == (
        "Nháp dở.",
        True,
    )


def test_forms_do_not_keep_an_import_from_being_undone(office):
    office.imported(simple_record())
    run = office.imported(full_record(), simple_record(kind="Loại khác"))
    job, _ = upload(office, run, {"don.docx": docx_bytes()})
    apply(office, job)
    office.press(run, "undo")
    assert list(ProcedurePage.objects.values_list("code", flat=True)) == ["9.900103"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"../don.docx": b"x"}, True),
        ({"/etc/don.docx": b"x"}, True),
        ({"don.exe": b"MZ"}, True),
        ({"a.zip": b"PK"}, True),
        ({"don.docx": b"0" * 60_000_000}, True),
        (b"PK\x03\x04 no archive", True),
        (b"", True),
    ],
    ids=["above", "root", "program", "nested", "bomb", "broken", "empty"],
)
def test_harmful_archives_are_refused_whole(office, files, said):
    run = office.imported(full_record())
    job, response = upload(office, run, files)
    assert job is None
    assert 'class="messages"' in response.content.decode()


def test_wrong_kinds_inside_are_refused_one_by_one(office):
    run = office.imported(full_record())
    files = {
        "don.docx": b"MZ\x90 program",
        "don.svg": b"<svg/>",
        "to.pdf": pdf_bytes(catalog=b"/OpenAction 4 0 R"),
    }
    job, _ = upload(office, run, files | {"khac.docx": docx_bytes()})
    states = {entry.name: entry.state for entry in job.entries.all()}
    assert states.pop("khac.docx") == "unmatched"
    assert set(states.values()) == {"refused"}
    apply(office, job, **{"entry-1": "don.docx"})
    assert not PortalDocument.objects.exists()


def test_a_choice_that_was_not_offered_is_refused(office):
    run = office.imported(full_record())
    job, _ = upload(office, run, {"don.docx": docx_bytes()})
    apply(office, job, **{"entry-1": "../../etc"})
    assert job.status == Status.READY
    assert not PortalDocument.objects.exists()


def test_a_double_click_links_once(office):
    run = office.imported(full_record())
    job, _ = upload(office, run, {"don.docx": docx_bytes()})
    apply(office, job)
    apply(office, job)
    assert page("9.900102").revisions.count() == 2
