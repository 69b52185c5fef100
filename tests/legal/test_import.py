"""The import of legal documents: by the rules of the procedures' import, with joined rows and torn numbers."""

import csv
import gzip
import json
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageLogEntry, Revision

from legal.importing.duplicates import join_rows
from legal.importing.readers import COLUMNS, read_file, read_row
from legal.importing.service import import_rows
from legal.models import LegalDocumentPage, Subject
from portal.core.importing.files import Unread
from portal.core.importing.pages import Options
from tests.factories.legal import build_law_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    return build_law_list()


def row(number="63/2010/NĐ-CP", **cells):
    return {
        "loai": "Nghị định",
        "so_ky_hieu": number,
        "trich_yeu": "Về kiểm soát thủ tục hành chính",
        "ngay_ban_hanh": "08/06/2010",
        "co_quan": "Chính phủ",
        "ngay_hieu_luc": "14/10/2010",
        "chu_de": "van-hoa-the-thao-du-lich",
    } | cells


def run(laws, *values, **options):
    rows = join_rows([read_row(number, value) for number, value in enumerate(values, 2)])
    return import_rows(laws, rows, Options(**options))


def outcomes(report):
    return [one.outcome for one in report.outcomes]


def page(number="63/2010/NĐ-CP"):
    return LegalDocumentPage.objects.get(number=number)


def edit(publish=False, **values):
    draft = page().get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    user, _ = get_user_model().objects.get_or_create(username="phapche", is_superuser=True)
    revision = draft.save_revision(user=user)
    if publish:
        revision.publish(user=user)


def test_a_row_comes_in_as_a_draft_with_all_its_cells(laws):
    assert outcomes(run(laws, row())) == ["created"]
    made = page()
    assert not made.live
    assert (made.kind, made.issuer, made.full_title) == (
        "Nghị định",
        "Chính phủ",
        "Về kiểm soát thủ tục hành chính",
    )
    assert (made.issued_on.isoformat(), made.effective_from.isoformat()) == ("2010-06-08", "2010-10-14")
    assert [subject.name for subject in made.subjects.all()] == ["Văn hóa, thể thao, du lịch"]


def test_published_it_is_on_its_page(laws, client):
    run(laws, row(), publish=True)
    assert client.get("/van-ban/63-2010-nd-cp/").status_code == 200


def test_the_same_file_again_changes_nothing(laws):
    rows = [row(), row("13/CP", ngay_ban_hanh="16/03/1996"), row("lạ 5"), row(chu_de="thuong-mai")]
    run(laws, *rows, publish=True)
    before = Revision.objects.count(), PageLogEntry.objects.count()
    assert outcomes(run(laws, *rows, publish=True)) == ["unchanged"] * 4
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_a_dry_run_writes_nothing(laws):
    report = run(laws, row(), row("1/2020/NĐ-CP", chu_de="moi-truong"), dry_run=True, publish=True)
    assert outcomes(report) == ["created", "created"]
    assert (LegalDocumentPage.objects.count(), Subject.objects.count(), Revision.objects.count()) == (0, 0, 0)


def test_what_an_editor_changed_is_kept_and_said_unless_told_otherwise(laws):
    run(laws, row(), publish=True)
    edit(publish=True, full_title="Do Phòng Pháp chế sửa")
    changed = row(trich_yeu="Trích yếu mới", co_quan="Quốc hội")
    report = run(laws, changed, publish=True)
    assert outcomes(report) == ["updated"]
    assert (page().full_title, page().issuer) == ("Do Phòng Pháp chế sửa", "Quốc hội")
    assert any("trích yếu" in message.lower() for message in report.outcomes[0].messages)
    run(laws, changed, publish=True, overwrite=True)
    assert page().full_title == "Trích yếu mới"


def test_a_document_under_two_subjects_is_one_with_both(laws):
    report = run(laws, row(), row(chu_de="moi-truong"), publish=True)
    assert outcomes(report) == ["created", "unchanged"]
    assert report.warnings == 0
    assert {subject.slug for subject in page().subjects.all()} == {"moi-truong", "van-hoa-the-thao-du-lich"}


def test_rows_of_one_document_that_differ_are_said(laws):
    report = run(laws, row(), row(ngay_hieu_luc="01/01/2011"), publish=True)
    assert outcomes(report) == ["created", "unchanged"]
    assert "2011-01-01" in "".join(report.outcomes[0].messages)
    assert page().effective_from.isoformat() == "2010-10-14"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # two provinces with one sign
        (row("01/2020/QĐ-UBND", co_quan="UBND tỉnh A"), row("01/2020/QĐ-UBND", co_quan="UBND tỉnh B")),
        # numbers that begin anew each year
        (row("13/CP", ngay_ban_hanh="16/03/1996"), row("13/CP", ngay_ban_hanh="01/02/1993")),
        # nothing agrees but the number
        (row(), row(co_quan="Bộ Y tế", trich_yeu="Khác hẳn", ngay_ban_hanh="09/09/2010")),
    ],
)
def test_one_number_may_be_two_documents(laws, one, other):
    assert outcomes(run(laws, one, other)) == ["created", "created"]
    assert outcomes(run(laws, other, one)) == ["unchanged", "unchanged"]


def test_a_torn_number_is_joined_and_said(laws):
    torn = row(
        "11/2020/TT-", loai="Thông tư", trich_yeu="BGTVT Quy định mã số", co_quan="Bộ Giao thông vận tải"
    )
    report = run(laws, torn)
    assert page("11/2020/TT-BGTVT").full_title == "Quy định mã số"
    assert report.warnings > 0


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"so_ky_hieu": "số 5 lạ"}, "số 5 lạ"),
        ({"ngay_ban_hanh": "32/13/2020"}, "32/13/2020"),
        ({"ngay_hieu_luc": "khi có lệnh"}, "khi có lệnh"),
        ({"loai": "Nghị định số '63/2010"}, "'63/2010"),
        ({"co_quan": "Chính phủ ngày 01/02/2010 của Bộ Y tế"}, "của Bộ Y tế"),
        ({"co_quan": "dài " * 200}, "dài dài"),
        ({"cot_la": "x"}, "cot_la"),
    ],
)
def test_what_cannot_be_read_is_kept_and_said(laws, cells, words):
    report = run(laws, row() | cells)
    assert outcomes(report) == ["created"]
    assert report.warnings >= 1
    assert words in "".join(report.outcomes[0].messages)
    kept = LegalDocumentPage.objects.get().get_latest_revision_as_object()
    assert words in json.dumps(kept.import_warnings, ensure_ascii=False) + kept.number
    assert kept.has_import_warnings


def test_what_may_not_be_published_waits_as_a_draft_and_says_why(laws):
    report = run(laws, row(ngay_ban_hanh="?"), publish=True)
    assert outcomes(report) == ["created"]
    assert not page().live
    assert any("nháp" in message for message in report.outcomes[0].messages)
    assert outcomes(run(laws, row(ngay_ban_hanh="?"), publish=True)) == ["unchanged"]


def test_a_row_that_lacks_what_the_page_has_takes_nothing_away(laws):
    run(laws, row(), publish=True)
    poor = row(loai="", co_quan=None, ngay_ban_hanh="?", trich_yeu="Trích yếu mới")
    assert outcomes(run(laws, poor, publish=True)) == ["updated"]
    made = page()
    assert (made.live, made.kind, made.issuer, made.full_title) == (
        True,
        "Nghị định",
        "Chính phủ",
        "Trích yếu mới",
    )


def test_a_draft_that_waits_takes_further_changes(laws):
    run(laws, row(ngay_ban_hanh="?"), publish=True)
    assert outcomes(run(laws, row(ngay_ban_hanh="?", trich_yeu="Mới"), publish=True)) == ["updated"]
    assert outcomes(run(laws, row(trich_yeu="Mới"), publish=True)) == ["updated"]
    assert page().live


def test_bad_rows_are_listed_and_good_ones_go_in(laws):
    report = run(laws, row(""), row(trich_yeu=" "), {"x": 1}, [], Unread("encoding"), row())
    assert outcomes(report) == ["refused"] * 5 + ["created"]
    assert all(one.messages for one in report.outcomes[:5])
    assert [one.row for one in report.outcomes] == [2, 3, 4, 5, 6, 7]


CELL = st.one_of(
    st.none(), st.text(max_size=300), st.integers(), st.booleans(), st.lists(st.text(max_size=5))
)
WILD = st.dictionaries(st.sampled_from([*COLUMNS, "khác"]), CELL)
NUMBERS = st.sampled_from(["63/2010/NĐ-CP", "13/CP", "1", "99999/2020/QĐ-UBND", "5-\u0000", "9" * 300])


@given(st.lists(st.builds(lambda wild, number: {**row(number), **wild}, WILD, NUMBERS), max_size=3))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_row_ever_stops_the_import(laws, wild):
    laws.refresh_from_db()
    report = run(laws, *wild, publish=True)
    assert len(report.outcomes) == len(wild)
    assert "updated" not in outcomes(run(laws, *wild, publish=True, dry_run=True))


# Files and the command


def write(path, rows, delimiter="\t"):
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(
        gzip.compress(text.getvalue().encode()) if path.suffix == ".gz" else text.getvalue().encode()
    )
    return path


def command(path, *options):
    out = StringIO()
    try:
        call_command("import_legal_documents", str(path), *options, stdout=out, stderr=out)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.mark.parametrize("name", ["a.tsv", "a.tsv.gz", "a.csv", "a.json", "a.jsonl", "a.jsonl.gz"])
def test_every_kind_of_file_gives_the_same_records(tmp_path, name):
    rows = [row(), row("1/2020/NĐ-CP", trich_yeu="Về “dấu, phẩy”; và chấm phẩy")]
    path = tmp_path / name
    if "json" in name:
        lines = [json.dumps(one, ensure_ascii=False) for one in rows]
        text = json.dumps(rows) if name == "a.json" else "\n".join(lines)
        path.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    else:
        write(path, rows, "," if "csv" in name else "\t")
    assert [one.record for one in read_file(path)] == [read_row(0, one).record for one in rows]


def test_a_row_with_too_few_cells_is_refused_by_its_line(laws, tmp_path):
    path = write(tmp_path / "a.tsv", [row()])
    path.write_text(path.read_text() + "Nghị định\t5/2020/NĐ-CP\n")
    assert command(path, "--report", str(tmp_path / "r.json")) == 1
    report = json.loads((tmp_path / "r.json").read_text())
    assert {name: report[name] for name in ("read", "created", "refused")} == {
        "read": 2,
        "created": 1,
        "refused": 1,
    }
    assert [(one["row"], one["outcome"]) for one in report["records"]] == [(2, "created"), (3, "refused")]


def test_exit_status_0_and_a_message_for_a_file_that_is_none(laws, tmp_path):
    assert command(write(tmp_path / "a.tsv", [row()]), "--publish") == 0
    (tmp_path / "b.tsv").write_bytes(b"\x00\x01")
    with pytest.raises(CommandError):
        command(tmp_path / "b.tsv")
