"""Lists as people make them, and what is told of the cells that can't be read."""

import gzip
import io
import unicodedata
import zipfile
from datetime import date, datetime

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from portal.core.importing.files import FileError
from portal.core.importing.messages import file_problem
from procedures.exchange.columns import SHEETS
from procedures.exchange.words import ALIASES, CHOICES, read_choice
from procedures.exchange.workbook import write_template, write_xlsx
from procedures.importing.messages import WORDING
from procedures.importing.readers import read_file
from procedures.schema import METHODS, ONLINE_LEVELS, STATES, UNITS, to_dict
from tests.procedures.samples import full_record

HEAD = [
    "STT",
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "LĨNH VỰC",
    "Cap thuc hien",
    "Thời hạn giải quyết",
    "Phí, lệ phí",
]
ROW = [1, "1.003838", "Thủ tục mượn trống", "Văn hóa", "Cấp tỉnh; Cấp xã", "05 ngày làm việc", "50.000 đồng"]


def book(path, sheets):
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def read(path):
    return list(read_file(path))


def told(row):
    with translation.override("vi"):
        return [WORDING.cell_problem(cell) for cell in row.cells]


def blamed(row):
    return [(cell.sheet, cell.column, cell.row, cell.kind) for cell in row.cells]


@pytest.fixture
def ours(tmp_path):
    """A workbook as the export writes it, open for changes; `save` gives its path."""
    path = tmp_path / "ours.xlsx"
    with path.open("wb") as file:
        write_xlsx([to_dict(full_record())], file)
    return path


def change(path, sheet, cell, value):
    workbook = load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)
    return read(path)


def test_a_flat_list_is_read_by_its_headings(tmp_path):
    rows = [["DANH MỤC THỦ TỤC HÀNH CHÍNH"], [], HEAD, ROW]
    (row,) = read(book(tmp_path / "a.xlsx", {"Danh mục": rows}))
    record = row.record
    assert (row.number, row.sheet, record.code, record.name) == (
        4,
        "Danh mục",
        "1.003838",
        "Thủ tục mượn trống",
    )
    assert (record.field, record.levels) == ("Văn hóa", ["Cấp tỉnh", "Cấp xã"])
    (channel,) = record.channels
    assert (channel.time_limit.number, channel.time_limit.unit) == (5, "working_day")
    assert (channel.fees[0].amount, channel.fees[0].text) == (50000, "50.000 đồng")
    assert row.given == {"code", "name", "field", "levels", "channels", "channels_text"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_table_is_read_in_any_encoding_and_with_any_separator(tmp_path, encoding, separator):
    path = tmp_path / "a.csv"
    lines = [separator.join(f'"{cell}"' for cell in row) for row in (HEAD, ROW)]
    text = "\r\n".join([*lines, ""])
    path.write_bytes(decomposed(text).encode(encoding) if encoding == "cp1258" else text.encode(encoding))
    (row,) = read(path)
    assert (row.record.name, row.record.field) == ("Thủ tục mượn trống", "Văn hóa")
    assert row.record.channels[0].fees[0].amount == 50000


def decomposed(text):
    """Windows-1258 has letters with a hat or horn, and tone marks that stand alone behind them."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    found = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        marks = [part for part in parts[1:] if part in tones]
        base = unicodedata.normalize("NFC", parts[0] + "".join(p for p in parts[1:] if p not in tones))
        found.append(base + "".join(marks))
    return "".join(found)


def test_the_same_files_packed_are_read(tmp_path, ours):
    packed = tmp_path / "a.xlsx.gz"
    packed.write_bytes(gzip.compress(ours.read_bytes()))
    assert [row.record for row in read(packed)] == [full_record()]
    table = tmp_path / "a.csv.gz"
    table.write_bytes(gzip.compress("Mã;Tên\n1.003838;Thủ tục\n".encode()))
    assert read(table)[0].record.name == "Thủ tục"


def test_plain_ascii_headings_do_not_hide_the_encoding(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"code,name\n1.003838," + decomposed("Thủ tục ăn ở").encode("cp1258") + b"\n")
    assert read(path)[0].record.name == "Thủ tục ăn ở"


def test_cells_are_read_however_people_fill_them(tmp_path):
    head = ["Mã", "Tên", "Ngày hiệu lực", "Ngày công bố", "Tình trạng", "Mức độ DVC", "Số bộ hồ sơ"]
    rows = [
        head,
        [1003838, "Một", "01/07/2026", datetime(2026, 1, 5), "SUA DOI, BO SUNG", "toàn trình", 1],
        [1.00383, "Hai", "2026-07-01", date(2026, 1, 5), "bãi bỏ", "Trực tuyến một phần", "01 bộ"],
        ["1.003838.000.00.00.H14", "Ba", " 1/7/2026 ", None, None, None, 2.0],
    ]
    one, two, three = read(book(tmp_path / "a.xlsx", {"TTHC": rows}))
    assert [row.code for row in (one, two, three)] == ["1.003838", "1.003830", "1.003838"]
    assert {row.record.effective_from for row in (one, two, three)} == {date(2026, 7, 1)}
    assert (one.record.announced_on, one.record.state, one.record.online_level) == (
        date(2026, 1, 5),
        "amended",
        "full",
    )
    assert (two.record.state, two.record.online_level) == ("abolished", "partial")
    assert [row.record.dossier_sets for row in (one, two, three)] == ["1", "01 bộ", "2"]


def test_titles_notes_numbered_columns_and_blank_lines_are_no_procedures(tmp_path):
    rows = [
        ["SỞ VĂN HÓA"],
        HEAD[:3],
        ["(1)", "(2)", "(3)"],
        ["I", None, "Lĩnh vực văn hóa"],
        [1, "1.003838", "Thủ tục"],
        [],
        [None, "II. Lĩnh vực thể thao"],
        [None, None, None],
        ["Tổng cộng: 1 thủ tục"],
        ["Ghi chú: danh mục này thay thế danh mục cũ."],
    ]
    assert [row.code for row in read(book(tmp_path / "a.xlsx", {"TTHC": rows}))] == ["1.003838"]


def test_a_procedure_without_a_code_is_no_note(tmp_path):
    rows = [HEAD[:4], [1, None, "Thủ tục", "Văn hóa"], [2, None, "Thủ tục khác", None]]
    found = read(book(tmp_path / "a.xlsx", {"TTHC": rows}))
    assert [blamed(row) for row in found] == [[("TTHC", "B", 2, "no_code")], [("TTHC", "B", 3, "no_code")]]


def test_merged_cells_count_for_each_of_their_rows(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook = Workbook()
    sheet = workbook.active
    for row in (
        ["Mã", "Tên", "Lĩnh vực"],
        ["1.000001", "A", "Văn hóa"],
        ["1.000002", "B"],
        ["1.000003", "C"],
    ):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    workbook.save(path)
    assert [row.record.field for row in read(path)] == ["Văn hóa", "Văn hóa", ""]


def test_columns_and_sheets_that_are_not_known_are_told(tmp_path):
    rows = [["Mã", "Tên", "Người lập"], ["1.003838", "Thủ tục", "Văn phòng"]]
    (row,) = read(book(tmp_path / "a.xlsx", {"TTHC": rows, "Biểu đồ": [["x"]]}))
    with translation.override("vi"):
        words = " ".join(WORDING.describe(notice) for notice in row.notices)
    assert "Người lập" in words
    assert "Biểu đồ" in words


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "kind"),
    [
        ("Thủ tục", "D2", "31/02/2026", "date"),
        ("Thủ tục", "H2", "hiện hành", "choice"),
        ("Thủ tục", "A2", "1.00383", "bad_code"),
        ("Thủ tục", "B2", " ", "no_name"),
        ("Cách thức", "C2", "chim bồ câu", "choice"),
        ("Cách thức", "E2", "vài ngày", "number"),
        ("Cách thức", "B2", "đầu tiên", "order"),
        ("Phí, lệ phí", "E2", "năm nghìn", "whole_number"),
        ("Phí, lệ phí", "B2", 9, "no_such_parent"),
        ("Phí, lệ phí", "F2", "có thể", "yes_no"),
        ("Thành phần hồ sơ", "E2", -1, "whole_number"),
        ("Biểu mẫu", "C2", 3, "no_such_parent"),
        ("Căn cứ pháp lý", "E2", "hôm qua", "date"),
    ],
)
def test_a_wrong_cell_refuses_its_procedure_and_is_named(ours, sheet, cell, value, kind):
    row = change(ours, sheet, cell, value)[0]
    assert row.record is None
    assert (sheet, cell[0], 2, kind) in blamed(row)
    assert any(f"“{sheet}”, ô {cell} (" in text for text in told(row))


def test_all_wrong_cells_of_a_procedure_are_told_at_once(ours):
    change(ours, "Thủ tục", "D2", "không rõ")
    (row,) = change(ours, "Căn cứ pháp lý", "E2", "không rõ")
    assert [cell.kind for cell in row.cells] == ["date", "date"]


def test_rows_of_an_unknown_procedure_are_told(ours):
    *_, other = change(ours, "Trình tự", "A2", "9.999999")
    assert blamed(other) == [("Trình tự", "A", 2, "no_such_code")]


def test_other_procedures_go_in(tmp_path):
    rows = [["Mã", "Tên", "Ngày hiệu lực"], ["1.000001", "A", "x"], ["1.000002", "B", "1/1/2026"]]
    assert [row.record is None for row in read(book(tmp_path / "a.xlsx", {"TTHC": rows}))] == [True, False]


def test_a_cell_with_an_error_is_told(tmp_path):
    path = book(tmp_path / "a.xlsx", {"TTHC": [["Mã", "Tên"], ["1.003838", "#REF!"]]})
    (row,) = read(path)
    assert ("TTHC", "B", 2, "formula_error") in blamed(row)


def test_line_and_column_of_a_text_table_are_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Mã,Tên,Ngày hiệu lực\n1.000001,"A\nB",1/1/2026\n1.000002,C,mai\n', encoding="utf-8")
    good, bad = read(path)
    assert good.record.name == "A B"
    assert (bad.cells[0].row, bad.cells[0].column) == (4, "C")
    assert told(bad) == [
        "Dòng 4, cột C (Ngày hiệu lực): “mai” không phải là ngày; hãy ghi theo mẫu 31/12/2026."
    ]


def test_rows_of_tables_need_little(tmp_path):
    """Order numbers, cases and the code of the row above may be left out where nothing can be mistaken."""
    path = book(
        tmp_path / "a.xlsx",
        {
            "Thủ tục": [["Mã", "Tên"], ["1.003838", "Thủ tục"]],
            "Trình tự": [["Mã", "Nội dung"], ["1003838", "Nộp"], [None, "Nhận"]],
            "Thành phần hồ sơ": [["Mã", "Tên giấy tờ"], ["1.003838", "Đơn"], ["1.003838", "Ảnh"]],
            "Cách thức": [["Mã", "Hình thức", "Thời hạn"], ["1.003838", "trực tuyến", "10 ngày làm việc"]],
            "Phí, lệ phí": [["Mã", "Số tiền (đồng)"], ["1.003838", "1.000.000"]],
        },
    )
    record = read(path)[0].record
    assert [step.text for step in record.steps] == ["Nộp", "Nhận"]
    assert [item.name for item in record.dossier[0].items] == ["Đơn", "Ảnh"]
    (channel,) = record.channels
    assert (channel.method, channel.time_limit.number, channel.time_limit.unit) == (
        "online",
        10,
        "working_day",
    )
    assert channel.fees[0].amount == 1_000_000


def test_a_sheet_that_is_missing_says_nothing_of_its_field(ours):
    workbook = load_workbook(ours)
    del workbook["Trình tự"]
    workbook["Thủ tục"].delete_cols(3)
    workbook.save(ours)
    (row,) = read(ours)
    assert {"steps", "decision_number"}.isdisjoint(row.given)
    assert {"channels", "dossier", "name"} <= row.given


def test_the_template_holds_no_procedure(tmp_path):
    path = tmp_path / "mau.xlsx"
    with path.open("wb") as file:
        write_template(file, ["Thư viện"], ["Cấp tỉnh"], ["Công dân"])
    with pytest.raises(FileError) as problem:
        read(path)
    assert problem.value.kind == "empty"
    workbook = load_workbook(path)
    assert workbook.sheetnames[0] == "Hướng dẫn"
    assert {sheet.title for sheet in SHEETS} <= set(workbook.sheetnames)
    rules = [rule for sheet in workbook for rule in sheet.data_validations.dataValidation]
    assert len(rules) == 9
    workbook["Thủ tục"].append(["1.003838", "Thủ tục thật"])
    workbook.save(path)
    assert [row.code for row in read(path)] == ["1.003838"]


def test_the_words_of_choices_cover_the_schema():
    assert set(CHOICES["state"]) == set(STATES)
    assert set(CHOICES["method"]) == set(METHODS)
    assert set(CHOICES["unit"]) == set(UNITS)
    assert set(CHOICES["online_level"]) == set(ONLINE_LEVELS)
    for name, words in CHOICES.items():
        assert all(read_choice(name, text.upper()) == value for value, text in words.items())
        assert all(read_choice(name, text) == value for text, value in ALIASES[name].items())


# Files that are none


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refusal(path, data):
    path.write_bytes(data)
    with pytest.raises(FileError) as problem:
        read(path)
    with translation.override("vi"):
        assert file_problem(problem.value.kind, problem.value.detail)
    return problem.value.kind


def test_bombs_macros_and_damage_are_refused(tmp_path, ours):
    path, parts = tmp_path / "bad.xlsx", parts_of(ours)
    whole = ours.read_bytes()
    assert refusal(path, packed(parts | {"xl/worksheets/sheet1.xml": b"0" * 300_000_000})) == "harmful"
    assert refusal(path, packed(parts | {"xl/vbaProject.bin": b"x"})) == "harmful"
    assert refusal(path, whole[: len(whole) // 2]) == "harmful"
    assert refusal(path, packed({"a.txt": b"x"})) == "harmful"
    assert refusal(path, gzip.compress(whole)[:-9]) == "broken_gzip"
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    assert refusal(path, packed(parts | {"xl/worksheets/sheet1.xml": laughs})) == "broken_sheet"
    assert refusal(path, packed(parts | {"xl/workbook.xml": b"<x"})) == "broken_sheet"
    assert refusal(path, b"") == "empty"
    assert refusal(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "old_excel"
    assert refusal(path, b"\x89PNG\r\n\x1a\n" + bytes(600)) == "binary"
    assert refusal(tmp_path / "a.csv", "Họ tên,Tuổi\nA,3\n".encode()) == "no_table"


def test_a_workbook_without_procedures_says_what_is_missing(tmp_path):
    path = book(tmp_path / "a.xlsx", {"Trang": [["Họ tên", "Tuổi"], ["A", 3]]})
    with pytest.raises(FileError) as problem:
        read(path)
    with translation.override("vi"):
        assert "Mã thủ tục, Tên thủ tục" in file_problem(problem.value.kind, problem.value.detail)


cells = st.one_of(
    st.none(),
    st.text(max_size=8).filter(str.isprintable),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(cells, max_size=9), max_size=6), st.integers(0, 8))
def test_any_sheet_is_read_or_told(tmp_path, rows, which):
    sheet = SHEETS[which]
    workbook = Workbook()
    for title, columns in (("Thủ tục", SHEETS[0].columns), (sheet.title, sheet.columns)):
        if title not in workbook.sheetnames:
            workbook.create_sheet(title).append([column.heading for column in columns])
    workbook["Thủ tục"].append(["1.003838", "Thủ tục"])
    for row in rows:
        workbook[sheet.title].append(["1.003838" if which else None, *row])
    workbook.save(tmp_path / "a.xlsx")
    for row in read(tmp_path / "a.xlsx"):
        assert (row.record is None) == bool(row.cells)
        assert all(told(row))


def test_a_stray_cell_far_away_does_no_harm(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook = Workbook()
    workbook.active.append(["Mã", "Tên"])
    workbook.active.append(["1.003838", "Thủ tục"])
    workbook.active["XFD1048576"] = "x"
    workbook.save(path)
    assert [row.code for row in read(path)] == ["1.003838"]


def test_what_excel_saved_again_is_the_same(ours):
    record = to_dict(full_record()) | {"conditions": "=1+1", "description": "x" * 70_000, "kind": "_x0041_"}
    with ours.open("wb") as file:
        write_xlsx([record], file)
    load_workbook(ours).save(ours)  # texts lie in a table of their own then
    assert [to_dict(row.record) for row in read(ours)] == [record]
