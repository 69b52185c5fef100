"""The glued table of papers, and file names glued to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.importing.dossier import parse_dossier, parse_item_row
from procedures.importing.forms import split_forms
from procedures.importing.furniture import DOSSIER_HEAD as HEAD


def papers(text):
    groups, rest, notices = parse_dossier(text)
    assert rest == ""
    found = [(item.name, item.originals, item.copies) for group in groups for item in group.items]
    return found, [notice.kind for notice in notices]


def test_a_row_ends_with_its_counts():
    assert papers(f"--{HEAD}Đơn đề nghị1 bản chínhBản sao căn cước0 bản chính,2 bản sao") == (
        [("Đơn đề nghị", 1, None), ("Bản sao căn cước", 0, 2)],
        [],
    )


def test_counts_in_a_sentence_are_no_cells():
    found, _ = papers(f"--{HEAD}Hồ sơ gồm 01 bản chính và 02 bản sao; (01 bản chính)1 bản chính")
    assert found == [("Hồ sơ gồm 01 bản chính và 02 bản sao; (01 bản chính)", 1, None)]


def test_names_of_cases_stand_before_their_papers():
    groups, _, _ = parse_dossier(
        f"a) Cấp mới{HEAD}Đơn1 bản chínhb) Cấp lại{HEAD}Đơn2 bản chính--{HEAD}Ảnh1 bản chính"
    )
    assert [(group.name, [item.name for item in group.items]) for group in groups] == [
        ("a) Cấp mới", ["Đơn"]),
        ("b) Cấp lại", ["Đơn"]),
        ("", ["Ảnh"]),
    ]


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("ngày 01/01/20261 bản chính", "ngày 01/01/2026", 1),
        ("Luật Đất đai năm 20240 bản chính", "Luật Đất đai năm 2024", 0),
        ("tỷ lệ 1:10.0001 bản chính", "tỷ lệ 1:10.000", 1),
        ("Danh sách học viên;15 bản chính", "Danh sách học viên;", 15),
    ],
)
def test_digits_of_a_name_are_told_from_the_count_where_only_one_reading_is_left(text, name, count):
    assert papers(f"--{HEAD}{text}") == ([(name, count, None)], [])


@pytest.mark.parametrize(
    "text", ["theo Mẫu số 181 bản chính", "theo Mẫu số 031 bản chính", "03-QĐ6131 bản chính"]
)
def test_a_count_that_runs_into_a_number_is_not_guessed(text):
    assert papers(f"--{HEAD}{text}") == ([(text, None, None)], ["count_glued"])


def test_a_count_without_a_paper_belongs_to_the_one_before():
    (group,), _, notices = parse_dossier(f"--{HEAD}Đơn1 bản chính0 bản chính,1 bản sao")
    (item,) = group.items
    assert (item.name, item.note, item.originals, item.copies) == ("Đơn", "1 bản chính", 0, 1)
    assert [notice.kind for notice in notices] == ["count_repeated"]


def test_text_without_a_table_is_kept():
    groups, rest, notices = parse_dossier("nộp hồ sơ cho cơ quan bảo hiểm")
    assert (groups, rest) == ([], "nộp hồ sơ cho cơ quan bảo hiểm")
    assert [notice.kind for notice in notices] == ["dossier_not_split"]


@pytest.mark.parametrize("text", ["", "--", "----", "Không có thông tin"])
def test_an_empty_table_is_empty(text):
    assert parse_dossier(text) == ([], "", [])


@pytest.mark.parametrize(
    ("cell", "name", "forms"),
    [
        (
            "theo Thông tư số 85/2025/TT-BNNMT.Mẫu số 29.docx",
            "theo Thông tư số 85/2025/TT-BNNMT.",
            ["Mẫu số 29.docx"],
        ),
        ("Nghị định số 33/2026/NĐ-CPMẫu số 34.docx", "Nghị định số 33/2026/NĐ-CP", ["Mẫu số 34.docx"]),
        ("Nghị định số 39/2026/NĐ-CPmau so 12 (1).doc", "Nghị định số 39/2026/NĐ-CP", ["mau so 12 (1).doc"]),
        ("giấy phép rời cảngMauBankhaichung.docx", "giấy phép rời cảng", ["MauBankhaichung.docx"]),
        ("Bản khaiMau 1.docxMau 2.pdf", "Bản khai", ["Mau 1.docx", "Mau 2.pdf"]),
        ("Đơn;PHỤ LỤC X.MẪU ĐƠN ĐĂNG KÝ.docx", "Đơn;", ["PHỤ LỤC X.MẪU ĐƠN ĐĂNG KÝ.docx"]),
        ("Đơn đề nghị theo mẫu1.004286.docx", "Đơn đề nghị theo mẫu", ["1.004286.docx"]),
        ("Thông tư 09/2026/QĐ-TTgMẫu I.1.9.docx", "Thông tư 09/2026/QĐ-TTg", ["Mẫu I.1.9.docx"]),
    ],
)
def test_a_file_name_is_told_from_its_paper(cell, name, forms):
    assert split_forms(cell) == (
        name,
        [type_(form) for type_, form in ((_form, form) for form in forms)],
        True,
    )


def _form(name):
    return split_forms(name, alone=True)[1][0]


def test_a_file_name_that_could_begin_anywhere_stays_in_the_name():
    cell = "Văn bản đề nghị theo quy địnhvăn bản đề nghị.docx"
    assert split_forms(cell) == (cell, [], False)


def test_the_structured_shape_holds_forms_and_counts_in_other_columns():
    item, notices = parse_item_row(
        {"ten_giay_to": "Tờ khai", "so_luong": "a.docx\nb.doc", "ghi_chu": "Bản chính: 1\nBản sao: 0"}
    )
    assert (item.name, [form.file_name for form in item.forms]) == ("Tờ khai", ["a.docx", "b.doc"])
    assert (item.originals, item.copies, notices) == (1, 0, [])


NAME = st.text(st.sampled_from("abcdeghiklmnopđêôơư ,;:"), min_size=1, max_size=60).map(
    lambda text: f"Giấy {text}x"
)
PAPER = st.tuples(NAME, st.integers(0, 9), st.none() | st.integers(0, 99))
TABLE = st.tuples(
    st.just("") | NAME.map(lambda text: f"Trường hợp {text}"), st.lists(PAPER, min_size=1, max_size=4)
)


@given(st.lists(TABLE, min_size=1, max_size=4))
def test_glued_papers_come_apart_where_they_were_joined(tables):
    text = ""
    for name, rows in tables:
        text += (name or "--") + HEAD
        for paper, originals, copies in rows:
            text += f"{paper}{originals} bản chính" + ("" if copies is None else f",{copies} bản sao")
    groups, rest, notices = parse_dossier(text)
    assert (rest, notices) == ("", [])
    assert [
        (group.name, [(item.name, item.originals, item.copies) for item in group.items]) for group in groups
    ] == [(name, [(paper, originals, copies) for paper, originals, copies in rows]) for name, rows in tables]
