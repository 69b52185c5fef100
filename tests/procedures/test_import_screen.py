"""The import on the screen: preview, application, refused rows, undo, forms; nothing twice, nothing lost."""

import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from procedures.imports import applying
from procedures.imports.handing_over import begin, take_up_again
from procedures.imports.tidying import forget_old, take_up_silent
from procedures.models import ImportRun, ProcedurePage, ProcedureVersion
from procedures.models.import_run import Status, Undone
from tests.procedures.importing_screen import Office, changed, page, records, workbook
from tests.procedures.samples import full_record, simple_record, write_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def pages():
    """Everything that a page is, by its code: for a comparison of before and after."""
    return {
        one.code: (
            one.live,
            one.has_unpublished_changes,
            one.record().to_dict(),
            one.get_latest_revision_as_object().record().to_dict(),
            list(
                one.versions.order_by("valid_from").values_list("valid_from", "record", "change", "waiting")
            ),
        )
        for one in ProcedurePage.objects.select_related("latest_revision")
    }


# Preview


def test_an_upload_is_a_dry_run_with_a_preview(office):
    run = office.upload(records(3), publish=True)
    assert (run.status, run.counts) == (Status.READY, {"created": 3, "warnings": 0})
    assert not ProcedurePage.objects.exists()
    assert run.uploaded_by.username == "vanphong"
    text = office.show(run)
    assert "Áp dụng và công bố 3 thủ tục" in text
    assert "Thủ tục mượn trống số 2" in text


def test_the_file_lies_out_of_reach(office, settings, client):
    run = office.upload(records(1))
    assert run.file.path.startswith(str(settings.DATA_DIR / "imports"))
    assert client.get(f"/media/{run.file.name}").status_code == 404
    with pytest.raises(ValueError, match="address"):
        _ = run.file.url


def test_a_change_is_shown_word_by_word(office):
    office.imported(simple_record())
    run = office.upload([simple_record(conditions="Biết đánh chiêng.")], publish=True)
    text = office.show(run)
    assert "<del>trống</del>" in text
    assert "<ins>chiêng</ins>" in text
    assert "Yêu cầu, điều kiện" in text


def test_what_an_editor_changed_is_kept_and_listed(office):
    office.imported(simple_record())
    draft = page("9.900103").get_latest_revision_as_object()
    draft.conditions = "Do văn phòng sửa."
    draft.save_revision().publish()
    run = office.upload([simple_record(conditions="Mới.", kind="Loại khác")], publish=True)
    row = run.rows.get()
    assert row.kept == {"conditions": ["Do văn phòng sửa.", "Mới."]}
    assert list(row.changes) == ["kind"]
    assert "Do văn phòng sửa" in office.show(run, outcome="kept")
    office.press(run, "options", overwrite="on", publish="on")
    assert run.overwrite
    assert set(run.rows.get().changes) == {"conditions", "kind"}


def test_the_list_narrows_by_outcome_and_words(office):
    office.imported(*records(2))
    run = office.upload([*records(2), simple_record("9.900200", name="Thủ tục thả đèn trời")])
    assert "thả đèn trời" not in office.show(run, outcome="unchanged")
    assert "mượn trống số 1" not in office.show(run, q="đèn")
    assert "thả đèn trời" in office.show(run, q="đèn")
    for query in ({"p": "x"}, {"p": "99999999999"}, {"outcome": "'"}, {"q": "\0" * 300}, {"undone": "?"}):
        assert office.show(run, **query)


def test_long_lists_have_pages(office):
    run = office.upload(records(40))
    assert office.show(run).count('class="import-row"') == 15
    assert "số 40" in office.show(run, p="3")


# Application


def test_applying_writes_what_the_preview_said(office):
    run = office.imported(full_record(), simple_record())
    assert (run.status, run.counts["created"], run.applied_by.username) == (Status.APPLIED, 2, "vanphong")
    assert page("9.900102").live
    assert page("9.900102").record() == full_record()
    row = run.rows.get(code="9.900103")
    assert (row.applied, row.page.code) == (True, "9.900103")


def test_what_was_applied_leads_to_what_is_still_missing(office):
    run = office.imported(simple_record())
    assert reverse("procedure_completeness") in office.show(run)


def test_without_publication_drafts_are_made(office):
    office.imported(simple_record(), publish=False)
    assert not page("9.900103").live


def test_a_double_click_applies_once(office):
    run = office.upload(records(2), publish=True)
    office.press(run, "apply")
    tickets = run.ticket
    response = office.press(run, "apply")
    assert response.status_code == 302
    assert (run.ticket, ProcedurePage.objects.count()) == (tickets, 2)
    assert page("9.900001").revisions.count() == 1


def test_the_same_file_twice_changes_nothing_and_says_so(office):
    first = office.imported(*records(2))
    again = office.upload(records(2), publish=True)
    assert again.sha256 == first.sha256 or again.counts["unchanged"] == 2
    assert "Không có gì để áp dụng" in office.show(again)
    office.press(again, "apply")
    assert page("9.900001").revisions.count() == 1


def test_two_imports_side_by_side_both_hold(office):
    one = office.upload(records(2), publish=True)
    two = office.upload(records(3, kind="Loại khác"), publish=True, account="quantri")
    office.press(one, "apply")
    office.press(two, "apply", "quantri")
    assert (one.counts["created"], two.counts["created"], two.counts["updated"]) == (2, 1, 2)
    assert ProcedurePage.objects.count() == 3


def test_a_version_of_a_later_day_waits(office):
    office.imported(simple_record())
    later = timezone.localdate() + timezone.timedelta(days=30)
    office.imported(simple_record(conditions="Biết đánh chiêng.", effective_from=later))
    assert page("9.900103").conditions == "Biết đánh trống."
    waiting = page("9.900103").versions.filter(waiting=True)
    assert [version.valid_from for version in waiting] == [later]


def test_the_history_of_a_procedure_names_the_file(office):
    office.imported(simple_record())
    text = (
        office.desk().get(reverse("wagtailadmin_pages:history", args=[page("9.900103").pk])).content.decode()
    )
    assert "quyet-dinh.xlsx" in text


def test_the_report_is_that_of_the_command(office):
    run = office.imported(*records(2))
    response = office.desk().get(reverse("procedure_import_report", args=[run.pk]))
    told = json.loads(b"".join(response.streaming_content))
    assert {key: told[key] for key in told if key != "records"} == {
        "read": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "refused": 0,
        "warnings": 0,
    }
    assert set(told["records"][0]) == {"row", "code", "outcome", "messages"}


def test_one_odd_record_keeps_no_other_out(office, monkeypatch):
    run = office.upload(records(3), publish=True)
    real = applying.versions_mark
    odd = []

    def fails_once(pk):
        if not odd:
            odd.append(pk)
            raise RuntimeError("odd")
        return real(pk)

    monkeypatch.setattr(applying, "versions_mark", fails_once)
    office.press(run, "apply")
    assert (run.status, run.counts["created"], run.counts["refused"]) == (Status.APPLIED, 2, 1)
    assert ProcedurePage.objects.count() == 2


# Refused rows


def broken(count=4):
    """A workbook with two rows whose dates can't be read and one of a wrong state."""
    return changed(workbook(*records(count)), D2="hôm qua", H3="linh tinh", E3="32/13/2026")


def test_refused_rows_tell_line_column_and_reason(office):
    run = office.upload(broken(), publish=True)
    assert run.counts["refused"] == 2
    text = office.show(run, outcome="refused")
    assert "ô D2" in text
    assert "hôm qua" in text


def test_the_workbook_of_refused_rows_can_be_mended_and_uploaded(office):
    run = office.upload(broken(), publish=True)
    office.press(run, "apply")
    assert ProcedurePage.objects.count() == 2
    answer = office.desk().get(reverse("procedure_import_refused", args=[run.pk]))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = book["Thủ tục"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["9.900001", "9.900002"]
    assert "hôm qua" in sheet["D2"].comment.text
    assert sheet["D2"].fill.fgColor.rgb == "FFFFC7CE"
    assert "Mới ban hành" in sheet["H3"].comment.text
    sheet["D2"], sheet["H3"], sheet["E3"] = "01/02/2026", "Mới ban hành", "02/02/2026"
    mended = io.BytesIO()
    book.save(mended)
    again = office.upload(mended.getvalue(), publish=True)
    assert again.counts == {"created": 2, "warnings": 0}
    office.press(again, "apply")
    assert ProcedurePage.objects.count() == 4
    assert page("9.900001").record().conditions == "Biết đánh trống."


def test_rows_of_other_sheets_go_with_their_procedure(office):
    content = changed(workbook(full_record(), full_record("9.900105")), D2="hôm qua")
    run = office.upload(content, publish=True)
    answer = office.desk().get(reverse("procedure_import_refused", args=[run.pk]))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    book["Thủ tục"]["D2"] = "05/01/2026"
    mended = io.BytesIO()
    book.save(mended)
    again = office.upload(mended.getvalue(), publish=True)
    office.press(again, "apply")
    assert page("9.900102").record() == full_record()


def test_refused_lines_of_other_kinds_of_files_are_listed(office, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", ["{", json.dumps(simple_record().to_dict())])
    run = office.upload(path.read_bytes(), "a.jsonl")
    assert run.counts["refused"] == 1
    answer = office.desk().get(reverse("procedure_import_refused", args=[run.pk]))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book["Lý do từ chối"]["B2"].value == 1


# Undo


def test_an_undone_import_leaves_everything_as_before(office):
    office.imported(*records(3))
    one = page("9.900002").get_latest_revision_as_object()
    one.conditions = "Nháp dở."
    one.save_revision()
    before = pages()
    later = timezone.localdate() + timezone.timedelta(days=9)
    run = office.imported(
        simple_record("9.900001", name="Thủ tục mượn trống số 1", conditions="Khác."),
        simple_record("9.900002", name="Thủ tục mượn trống số 2", kind="Loại khác"),
        simple_record("9.900003", name="Thủ tục mượn trống số 3", conditions="Mai.", effective_from=later),
        full_record(),
    )
    assert pages() != before
    office.press(run, "undo")
    assert run.status == Status.UNDONE
    assert pages() == before
    assert set(run.rows.values_list("undone", flat=True)) == {Undone.RESTORED, Undone.REMOVED}


def test_what_was_changed_since_stays_and_is_named(office):
    run = office.imported(*records(2))
    draft = page("9.900001").get_latest_revision_as_object()
    draft.conditions = "Sửa sau khi nhập."
    draft.save_revision().publish()
    office.press(run, "undo")
    assert list(ProcedurePage.objects.values_list("code", flat=True)) == ["9.900001"]
    assert page("9.900001").conditions == "Sửa sau khi nhập."
    assert "giữ nguyên vì đã được sửa sau lần nhập" in office.show(run, undone="kept").lower()


def test_a_later_import_keeps_the_earlier_one_from_being_undone(office):
    first = office.imported(simple_record())
    second = office.imported(simple_record(conditions="Biết đánh chiêng."))
    office.press(first, "undo")
    assert page("9.900103").conditions == "Biết đánh chiêng."
    office.press(second, "undo")
    assert page("9.900103").conditions == "Biết đánh trống."


def test_a_page_that_others_refer_to_is_only_taken_down(office):
    run = office.imported(simple_record(), simple_record("9.900104", name="Thủ tục khác"))
    version = ProcedureVersion.objects.get(procedure=page("9.900104"))
    version.replaced_by = page("9.900103")
    version.save()
    row = run.rows.get(code="9.900104")
    row.delete()
    office.press(run, "undo")
    assert not page("9.900103").live
    assert run.rows.get().undone == Undone.UNPUBLISHED


def test_drafts_that_an_import_made_are_undone_too(office):
    office.imported(simple_record())
    before = pages()
    run = office.imported(simple_record(conditions="Nháp."), publish=False)
    assert page("9.900103").has_unpublished_changes
    office.press(run, "undo")
    assert pages() == before


def test_after_an_undo_the_same_file_comes_in_again(office):
    run = office.imported(*records(2))
    office.press(run, "undo")
    again = office.imported(*records(2))
    assert again.counts["created"] == 2
    assert all(one.live for one in ProcedurePage.objects.all())


def test_undo_asks_first_and_happens_once(office):
    run = office.imported(simple_record())
    assert "Hoàn tác" in office.desk().get(reverse("procedure_import_undo", args=[run.pk])).content.decode()
    assert page("9.900103").live
    office.press(run, "undo")
    office.press(run, "undo")
    assert run.status == Status.UNDONE


# Work that stops


def test_work_of_a_dead_worker_is_taken_up_where_it_stands(office, monkeypatch):
    run = office.upload(records(3), publish=True)
    monkeypatch.setattr(applying, "_apply_row", _dies_at(2))
    with pytest.raises(_Killed):
        applying_of(run)
    monkeypatch.undo()
    assert ProcedurePage.objects.count() == 1
    assert "đang áp dụng" in office.show(run).lower()
    ImportRun.objects.filter(pk=run.pk).update(beat_at=timezone.now() - timezone.timedelta(minutes=5))
    assert "Tiếp tục" in office.show(run)
    office.press(run, "go_on")
    assert (run.status, run.counts["created"]) == (Status.APPLIED, 3)
    assert all(one.revisions.count() == 1 for one in ProcedurePage.objects.all())


def test_the_scheduler_takes_it_up_too(office):
    run = office.upload(records(1), publish=True)
    old = timezone.now() - timezone.timedelta(minutes=5)
    ImportRun.objects.filter(pk=run.pk).update(status=Status.APPLYING, beat_at=old)
    assert take_up_silent() == 1
    assert ProcedurePage.objects.count() == 1
    assert take_up_silent() == 0


def test_a_worker_that_was_thought_dead_writes_nothing_more(office):
    run = office.upload(records(2), publish=True)
    ImportRun.objects.filter(pk=run.pk).update(status=Status.APPLYING, ticket=7)
    run.refresh_from_db()
    with pytest.raises(applying.Superseded):
        applying.apply(run, 6)
    assert not ProcedurePage.objects.exists()


def test_work_in_progress_is_not_taken_up(office):
    run = office.upload(records(1), publish=True)
    ImportRun.objects.filter(pk=run.pk).update(status=Status.APPLYING, beat_at=timezone.now())
    assert not take_up_again(run)
    assert not begin(run, [Status.READY], Status.APPLYING)
    assert office.press(run, "go_on").status_code == 302
    response = office.desk().get(reverse("procedure_import", args=[run.pk]))
    assert response["Refresh"] == "2"


class _Killed(BaseException):
    """What a worker gets that is killed."""


def _dies_at(number):
    real = applying._apply_row

    def dies(run, ticket, importer, place, row):
        if place == number:
            raise _Killed
        real(run, ticket, importer, place, row)

    return dies


def applying_of(run):
    ImportRun.objects.filter(pk=run.pk).update(status=Status.APPLYING)
    run.refresh_from_db()
    applying.apply(run, run.ticket)


def test_old_files_go_and_the_list_stays(office):
    run = office.imported(simple_record())
    path = run.file.path
    ImportRun.objects.filter(pk=run.pk).update(uploaded_at=timezone.now() - timezone.timedelta(days=31))
    with open(path, "rb"):
        pass
    assert forget_old() == 1
    run.refresh_from_db()
    assert not run.file
    assert "30 ngày" in office.show(run)
    assert office.press(run, "undo").status_code == 302
    assert page("9.900103").live
    assert forget_old() == 0


def test_a_table_that_is_emptied_shows_as_gone(office):
    office.imported(full_record())
    emptied = json.dumps(full_record().to_dict() | {"steps": []})
    run = office.upload(emptied.encode(), "a.json")
    assert run.rows.get().changes["steps"][1] == []
    assert "<del>" in office.show(run)
