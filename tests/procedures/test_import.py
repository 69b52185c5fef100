"""The import as editors and scripts meet it: drafts, publication, reruns, edits that survive, refusals."""

import contextlib
import gzip
import json
import random
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageLogEntry, ReferenceIndex, Revision

from portal.core.importing.files import FileError
from portal.core.importing.publishing import add_published
from procedures.importing.readers import read_file, read_row
from procedures.importing.service import Options, import_rows
from procedures.models import ProcedureField, ProcedurePage, ProceduresIndexPage
from tests.factories.files import make_document
from tests.factories.pages import build_site
from tests.procedures.samples import full_record, page_row, simple_record, write_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    build_site()
    return ProceduresIndexPage.objects.get()


def run(index, *records, **options):
    rows = [
        read_row(number, record if isinstance(record, dict) else record.to_dict())
        for number, record in enumerate(records, 1)
    ]
    return import_rows(index, rows, Options(**options))


def outcomes(report):
    return [row.outcome for row in report.outcomes]


def page(code="9.900102"):
    return ProcedurePage.objects.get(code=code)


def test_records_come_in_as_drafts(index):
    report = run(index, full_record(), page_row())
    assert outcomes(report) == ["created", "created"]
    for made in ProcedurePage.objects.all():
        assert not made.live
        assert made.latest_revision.user is None
        assert made.revisions.count() == 1
    assert page().record() == full_record()


def test_with_publish_they_are_live_and_found_by_code(index, client):
    run(index, full_record(), publish=True)
    response = client.get("/thu-tuc/9900102/", follow=True)
    assert response.status_code == 200
    assert "Thủ tục đăng ký đội múa sạp của xóm" in response.content.decode()


def test_the_same_file_again_changes_nothing(index):
    records = [full_record(), page_row(), simple_record()]
    run(index, *records, publish=True)
    before = Revision.objects.count(), PageLogEntry.objects.count()
    report = run(index, *records, publish=True)
    assert outcomes(report) == ["unchanged"] * 3
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_a_changed_record_makes_one_new_revision(index):
    run(index, simple_record(), publish=True)
    report = run(index, simple_record(conditions="Biết đánh chiêng."), publish=True)
    assert outcomes(report) == ["updated"]
    changed = page("9.900103")
    assert changed.revisions.count() == 2
    assert (changed.live, changed.has_unpublished_changes) == (True, False)
    assert changed.conditions == "Biết đánh chiêng."


def test_without_publish_a_change_waits_as_a_draft(index):
    run(index, simple_record(), publish=True)
    run(index, simple_record(conditions="Biết đánh chiêng."))
    changed = page("9.900103")
    assert changed.conditions == "Biết đánh trống."
    assert changed.has_unpublished_changes
    assert changed.get_latest_revision_as_object().conditions == "Biết đánh chiêng."


def test_drafts_are_published_by_a_second_run(index):
    run(index, simple_record())
    report = run(index, simple_record(), publish=True)
    assert outcomes(report) == ["updated"]
    made = page("9.900103")
    assert (made.live, made.revisions.count()) == (True, 1)


def edit(code, publish=False, **values):
    draft = page(code).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    user, _ = get_user_model().objects.get_or_create(username="vanphong", is_superuser=True)
    revision = draft.save_revision(user=user)
    if publish:
        revision.publish(user=user)


def test_what_an_editor_published_is_kept_and_said(index):
    run(index, simple_record(), publish=True)
    edit("9.900103", publish=True, conditions="Do văn phòng sửa.")
    report = run(index, simple_record(conditions="Mới.", kind="Loại khác"), publish=True)
    changed = page("9.900103")
    assert (changed.conditions, changed.kind) == ("Do văn phòng sửa.", "Loại khác")
    assert outcomes(report) == ["updated"]
    assert any("điều kiện" in message.lower() for message in report.outcomes[0].messages)


def test_what_an_editor_wrote_in_a_draft_is_kept_and_not_published(index):
    run(index, simple_record(), publish=True)
    edit("9.900103", conditions="Nháp của văn phòng.")
    report = run(index, simple_record(conditions="Mới.", kind="Loại khác"), publish=True)
    changed = page("9.900103")
    draft = changed.get_latest_revision_as_object()
    assert (draft.conditions, draft.kind) == ("Nháp của văn phòng.", "Loại khác")
    assert (changed.conditions, changed.kind) == ("Biết đánh trống.", "")
    assert outcomes(report) == ["updated"]


def test_a_rerun_after_an_edit_stays_quiet(index):
    run(index, simple_record(), publish=True)
    edit("9.900103", publish=True, conditions="Do văn phòng sửa.")
    before = Revision.objects.count()
    assert outcomes(run(index, simple_record(), publish=True)) == ["unchanged"]
    assert Revision.objects.count() == before


def test_overwrite_takes_the_record_over_an_edit(index):
    run(index, simple_record(), publish=True)
    edit("9.900103", publish=True, conditions="Do văn phòng sửa.")
    run(index, simple_record(), publish=True, overwrite=True)
    assert page("9.900103").conditions == "Biết đánh trống."


def test_a_page_that_was_taken_off_the_site_stays_off(index):
    run(index, simple_record(), publish=True)
    page("9.900103").unpublish()
    report = run(index, simple_record(conditions="Mới."), publish=True)
    assert not page("9.900103").live
    assert outcomes(report) == ["updated"]


def test_a_page_made_by_an_editor_gets_only_what_it_lacks_nothing_of(index):
    mine = ProcedurePage(code="9.900103", full_name="Thủ tục mượn trống", conditions="Của văn phòng.")
    index.add_child(instance=mine)
    report = run(index, simple_record(kind="Loại khác"))
    draft = page("9.900103").get_latest_revision_as_object()
    assert (draft.conditions, draft.kind) == ("Của văn phòng.", "Loại khác")
    assert outcomes(report) == ["updated"]


def test_links_to_documents_survive_an_import(index):
    run(index, full_record(), publish=True)
    document = make_document()
    draft = page().get_latest_revision_as_object()
    record = draft.record()
    record.dossier[0].items[0].forms[0].document = document.pk
    draft.apply_record(record)
    draft.save_revision().publish()
    assert outcomes(run(index, full_record(), publish=True)) == ["unchanged"]
    changed = full_record()
    changed.dossier[0].items[0].copies = 5
    assert outcomes(run(index, changed, publish=True)) == ["updated"]
    item = page().record().dossier[0].items[0]
    assert (item.copies, item.forms[0].document) == (5, document.pk)
    assert ReferenceIndex.get_references_to(document).count() >= 1


def test_a_dry_run_writes_nothing(index):
    run(index, simple_record(), publish=True)
    counts = [model.objects.count() for model in (ProcedurePage, Revision, ProcedureField, PageLogEntry)]
    report = run(
        index,
        simple_record(conditions="Mới."),
        full_record(),
        {"code": "x", "name": "y"},
        dry_run=True,
        publish=True,
    )
    assert outcomes(report) == ["updated", "created", "refused"]
    assert [
        model.objects.count() for model in (ProcedurePage, Revision, ProcedureField, PageLogEntry)
    ] == counts
    assert page("9.900103").conditions == "Biết đánh trống."


def test_only_records_without_code_or_name_are_refused(index):
    report = run(
        index,
        page_row(code="1.0038"),
        page_row(code=""),
        page_row("9.900105", ten_thu_tuc="  …"),
        {"tên": "lạ"},
        page_row("9900106.000.00.00.H14"),
    )
    assert outcomes(report) == ["refused"] * 4 + ["created"]
    assert "1.0038" in report.outcomes[0].messages[0]
    assert ProcedurePage.objects.get().code == "9.900106"


def test_a_code_that_comes_twice_is_taken_once_and_said(index):
    first, second = simple_record(), simple_record(conditions="Khác hẳn.")
    report = run(index, first, second, first)
    assert outcomes(report) == ["created", "unchanged", "unchanged"]
    assert report.outcomes[1].messages != report.outcomes[2].messages
    assert outcomes(run(index, first, second, first)) == ["unchanged"] * 3


def test_long_names_keep_all_their_words(index):
    name = "Thủ tục " + "công nhận nghệ nhân hát then đàn tính " * 20
    run(index, simple_record(name=name), publish=True)
    made = page("9.900103")
    assert made.full_name == name.strip()
    assert len(made.title) <= 255
    assert made.title.endswith("…")
    assert made.slug.endswith("-9900103")
    assert "." not in made.slug


def test_text_is_brought_to_nfc(index):
    run(index, simple_record(conditions="Ðiều kiê\u0323n\u00a0một"))
    assert page("9.900103").get_latest_revision_as_object().conditions == "Điều kiện một"


def test_too_long_and_wrong_values_are_said_and_kept_in_the_warning(index):
    run(index, simple_record(kind="dài " * 200, source_url="khong phai dia chi"))
    made = page("9.900103").get_latest_revision_as_object()
    assert len(made.kind) <= 255
    assert made.source_url == ""
    assert {row["kind"] for row in made.import_warnings} == {"too_long", "url_not_read"}
    assert made.import_warnings[0]["detail"]
    assert made.has_import_warnings


def test_a_warning_is_gone_once_the_field_was_mended(index):
    run(index, page_row(), publish=True)
    made = page("9.900101")
    assert [row["field"] for row in made.import_warnings] == ["channels"]
    record = made.record()
    record.channels[1].time_limit.text = "1 ngày"
    made.apply_record(record)
    made.save_revision().publish()
    mended = page("9.900101")
    assert (mended.import_warnings, mended.has_import_warnings) == ([], False)


def test_publishing_in_one_go_leaves_what_wagtail_leaves(index):
    def make(code):
        made = ProcedurePage(live=False)
        made.apply_record(simple_record(code))
        return made

    usual = make("9.900201")
    index.add_child(instance=usual)
    usual.save_revision(clean=False).publish()
    quick = make("9.900202")
    index.refresh_from_db()
    add_published(index, quick)
    usual, quick = page("9.900201"), page("9.900202")
    same = {"id", "page_ptr", "path", "slug", "url_path", "code", "translation_key", "sort_name"}
    same |= {"latest_revision", "live_revision"}
    for field in ProcedurePage._meta.concrete_fields:
        first, second = getattr(usual, field.name), getattr(quick, field.name)
        if field.name in same:
            continue
        if field.name.endswith("_at"):
            assert (first is None) == (second is None), field.name
        else:
            assert _plain(first) == _plain(second), field.name
    assert quick.live_revision == quick.latest_revision == quick.revisions.get()
    assert quick.latest_revision.is_latest_revision()
    logs = [
        list(
            PageLogEntry.objects.filter(page_id=made.pk)
            .order_by("pk")
            .values_list("action", "user", "content_changed")
        )
        for made in (usual, quick)
    ]
    assert logs[0] == logs[1]
    assert set(usual.latest_revision.content) == set(quick.latest_revision.content)


def _plain(value):
    return (
        value.pk
        if isinstance(value, Model)
        else list(value.raw_data)
        if hasattr(value, "raw_data")
        else value
    )


# The command


def command(path: Path, *options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("import_procedures", str(path), *options, stdout=out, stderr=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_report_has_the_fixed_form(index, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [page_row(), "{không phải json", page_row(code="")])
    code, _ = command(path, "--report", str(tmp_path / "r.json"))
    assert code == 1
    report = json.loads((tmp_path / "r.json").read_text())
    numbers = {name: report[name] for name in ("read", "created", "updated", "unchanged", "refused")}
    assert numbers == {"read": 3, "created": 1, "updated": 0, "unchanged": 0, "refused": 2}
    assert report["warnings"] == 1
    assert [(row["row"], row["code"], row["outcome"]) for row in report["records"]] == [
        (1, "9.900101", "created"),
        (2, "", "refused"),
        (3, "", "refused"),
    ]
    assert all(row["messages"] for row in report["records"])


def test_exit_status_is_0_when_every_record_is_in(index, tmp_path):
    assert command(write_lines(tmp_path / "a.jsonl", [page_row()]))[0] == 0
    assert command(write_lines(tmp_path / "a.jsonl", [page_row()]))[0] == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.jsonl", b""),
        ("blank.jsonl", b"\n\n  \n"),
        ("rubbish.json", random.Random(1).randbytes(5000)),
        ("picture.jsonl", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
        ("zip.xlsx", b"PK\x03\x04rest"),
        ("cut.jsonl.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
        ("broken.json", b'[{"code": "1.003838", '),
        ("deep.json", b"[" * 200_000),
    ],
)
def test_a_file_that_is_none_gets_a_message_and_no_traceback(index, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError) as error:
        call_command("import_procedures", str(tmp_path / name), stdout=StringIO())
    assert str(error.value)


def test_a_missing_file_is_said(index, tmp_path):
    with pytest.raises(CommandError, match="khong-co"):
        call_command("import_procedures", str(tmp_path / "khong-co.jsonl"))


def test_a_missing_catalogue_is_said(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("import_procedures", str(write_lines(tmp_path / "a.jsonl", [page_row()])))


@pytest.mark.parametrize("kind", ["list", "pretty", "wrapped", "bom", "gz", "utf-16", "crlf"])
def test_records_are_read_however_they_are_packed(tmp_path, kind):
    row = simple_record().to_dict()
    text = {
        "list": json.dumps([row]),
        "pretty": json.dumps(row, indent=2),
        "wrapped": json.dumps({"procedures": [row]}),
    }
    path = tmp_path / "a.txt"
    data = (text.get(kind) or json.dumps(row) + "\n").encode("utf-16" if kind == "utf-16" else "utf-8")
    data = (
        b"\xef\xbb\xbf" + data if kind == "bom" else data.replace(b"\n", b"\r\n") if kind == "crlf" else data
    )
    path.write_bytes(gzip.compress(data) if kind == "gz" else data)
    (found,) = read_file(path)
    assert found.record == simple_record()


def test_wrong_encodings_spoil_only_their_line(tmp_path):
    path = tmp_path / "a.jsonl"
    good = json.dumps(simple_record().to_dict(), ensure_ascii=False).encode()
    path.write_bytes(good + b"\n" + b'{"name": "\xe9"}\n' + b"{]\n" + good + b"\n")
    assert [row.problem for row in read_file(path)] == ["", "encoding", "broken_json", ""]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
KEYS = st.sampled_from(
    [*page_row(), *simple_record().to_dict(), "metadata", "content", "tables", "thu_tuc_id"]
)
SHEETS = st.dictionaries(
    KEYS, SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(KEYS, SCALARS, max_size=3)
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(SCALARS | SHEETS, max_size=4))
def test_any_rows_are_taken_or_refused_and_never_break(index, rows):
    good = simple_record().to_dict()
    read = [read_row(number, row) for number, row in enumerate([*rows, good], 1)]
    report = import_rows(index, read, Options(dry_run=True))
    assert len(report.outcomes) == len(rows) + 1
    assert report.outcomes[-1].outcome in ("created", "unchanged")
    for row in report.outcomes:
        assert row.outcome != "refused" or row.messages


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_file_or_a_message(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "a.json"
    path.write_bytes(data)
    with contextlib.suppress(FileError):
        assert all(row.record or row.problem for row in read_file(path))
