"""The smaller cells: values, steps, results, related procedures, legal bases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.importing.legal_bases import parse_legal_bases
from procedures.importing.lists import (
    parse_basis_row,
    parse_related,
    parse_results,
    parse_steps,
    split_page_end,
    split_values,
)

HEAD = "Tên văn bản pháp lýMã văn bản"


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("Cấp bộ, Cấp tỉnh, Cơ quan khác", ["Cấp bộ", "Cấp tỉnh", "Cơ quan khác"]),
        (
            "Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức, Hợp tác xã",
            ["Tổ chức (không bao gồm doanh nghiệp, HTX)", "Cán bộ, công chức, viên chức", "Hợp tác xã"],
        ),
        ("Không có thông tin", []),
        ("", []),
    ],
)
def test_commas_inside_a_value_part_nothing(cell, values):
    assert split_values(cell) == values


def test_steps_begin_at_lines():
    steps = parse_steps("Mở đầu\na) Bước 1: Nộp\n- xem Bước 2 dưới đây\nb) Bước 2. Nhận")
    assert [(step.label, step.text) for step in steps] == [
        ("", "Mở đầu"),
        ("a) Bước 1:", "Nộp\n- xem Bước 2 dưới đây"),
        ("b) Bước 2.", "Nhận"),
    ]


def test_steps_in_one_line_count_from_one():
    steps = parse_steps("Bước 1: Nộp đơn. Bước 2: Chờ. Bước 3: Nhận")
    assert [step.label for step in steps] == ["Bước 1:", "Bước 2:", "Bước 3:"]


def test_results_carry_their_codes():
    results, rest, notices = parse_results(
        "Giấy phépMã: KQ.G10.000098Văn bản từ chốiMã: KQ.G10.0000991) Thẻ đuôi"
    )
    assert [(result.text, result.code) for result in results] == [
        ("Giấy phép", "KQ.G10.000098"),
        ("Văn bản từ chối", "KQ.G10.000099"),
    ]
    assert rest == "1) Thẻ đuôi"
    assert [notice.kind for notice in notices] == ["results_left"]


def test_the_end_of_the_page_is_cut_off():
    cell = (
        "Giấy phépMã: KQ.G10.000098Từ khóarối, sạpMô tảNgắn gọnChọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành"
        "-- Chọn Bộ ngành --Đơn vị-- Chọn Cơ sở --Nộp hồ sơ"
    )
    assert split_page_end(cell) == ("Giấy phépMã: KQ.G10.000098", "rối, sạp", "Ngắn gọn")


def test_related_procedures_are_printed_twice():
    assert parse_related("#Tên thủ tục1Múa2Hát#1Tên thủ tụcMúa#2Tên thủ tụcHát")[0] == ["Múa", "Hát"]
    names, text, notices = parse_related("#Tên thủ tục1Múa#1Tên thủ tụcHát")
    assert (names, text) == ([], "#Tên thủ tục1Múa#1Tên thủ tụcHát")
    assert [notice.kind for notice in notices] == ["related_not_split"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Nghị định 118/2014/NĐ-CP118/2014/NĐ-CP", [("Nghị định 118/2014/NĐ-CP", "118/2014/NĐ-CP")]),
        (
            "Luật 61/2014/QH1361/2014/QH13Nghị định 05/2021/NĐ-CP05/2021/NĐ-CP",
            [("Luật 61/2014/QH13", "61/2014/QH13"), ("Nghị định 05/2021/NĐ-CP", "05/2021/NĐ-CP")],
        ),
        (
            "Luật Các tổ chức tín dụngLuật số 32/2024/QH15Thông tư sửa đổiThông tư số 69/2025/TT-NHNN",
            [
                ("Luật Các tổ chức tín dụng", "Luật số 32/2024/QH15"),
                ("Thông tư sửa đổi", "Thông tư số 69/2025/TT-NHNN"),
            ],
        ),
        (
            "Luật Doanh nghiệp 202076/2025/QH15sửa đổi bổ sung13/2020/TT-BNNPTNTSửa lại5/QĐ-BXD",
            [
                ("Luật Doanh nghiệp 2020", "76/2025/QH15"),
                ("sửa đổi bổ sung", "13/2020/TT-BNNPTNT"),
                ("Sửa lại", "5/QĐ-BXD"),
            ],
        ),
        ("Luật ngày 03/06/200813/2008/QH12", [("Luật ngày 03/06/2008", "13/2008/QH12")]),
        (
            "cắt giảm thủ tục66.7/2025/NQ-CPNghị quyết số 66.7/2025/NQ-CP của Chính phủ66.7/2025/NQ-CP",
            [
                ("cắt giảm thủ tục", "66.7/2025/NQ-CP"),
                ("Nghị quyết số 66.7/2025/NQ-CP của Chính phủ", "66.7/2025/NQ-CP"),
            ],
        ),
        ("Luật Thú y 79/2015/QH13", [("Luật Thú y", "79/2015/QH13")]),
    ],
)
def test_titles_and_numbers_are_told_apart(text, rows):
    bases, rest, notices = parse_legal_bases(HEAD + text)
    assert [(basis.title, basis.number) for basis in bases] == rows
    assert (rest, notices) == ("", [])


def test_a_row_without_a_number_keeps_all_words():
    bases, rest, notices = parse_legal_bases(HEAD + "Quy chế một5/2020/QĐ-UBNDLuật Thú y 2015")
    assert [(basis.title, basis.number) for basis in bases] == [("Quy chế một", "5/2020/QĐ-UBND")]
    assert rest == "Luật Thú y 2015"
    assert [notice.kind for notice in notices] == ["basis_not_split"]


def test_a_date_that_does_not_exist_is_kept_as_words():
    basis, notices = parse_basis_row({"so_ky_hieu": "1", "trich_yeu": "Luật", "ngay_ban_hanh": "31-02-2020"})
    assert (basis.issued_on, basis.note) == (None, "31-02-2020")
    assert [notice.kind for notice in notices] == ["date_not_read"]


TITLE = st.text(st.sampled_from("abcdeghiklmnopđêôơư ,"), min_size=1, max_size=40).map(
    lambda text: f"Quy định {text}x"
)
NUMBER = st.builds(
    "{}/{}/{}".format,
    st.integers(1, 999),
    st.integers(1990, 2030),
    st.sampled_from(["NĐ-CP", "TT-BTC", "QH15", "QĐ-TTg", "TT-BNNPTNT", "QĐ-UBND"]),
)


@given(st.lists(st.tuples(TITLE, NUMBER), min_size=1, max_size=6))
def test_glued_legal_bases_come_apart_where_they_were_joined(rows):
    bases, rest, notices = parse_legal_bases(HEAD + "".join(title + number for title, number in rows))
    assert [(basis.title, basis.number) for basis in bases] == rows
    assert (rest, notices) == ("", [])
