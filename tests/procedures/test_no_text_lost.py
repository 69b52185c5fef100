"""No word of a source is lost: each column can be put together again from the canonical record alone."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.importing import page_text, structured
from procedures.importing.readers import read_file
from procedures.schema import Procedure
from tests.procedures.reconstruct import PAGE, page_source, page_target, structured_source, structured_target
from tests.procedures.samples import page_row


def lost_columns(row, record):
    found = []
    for key in PAGE:
        source = page_source(row, key)
        if key == "ket_qua_xu_ly" and "Từkhóa" not in source:
            source += "TừkhóaMôtả"
        if source != page_target(record, key):
            found.append(key)
    return found


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_a_made_up_row():
    row = page_row()
    record, _ = page_text.read(row)
    assert lost_columns(row, record.to_dict()) == []


@pytest.mark.slow
def test_every_real_page(shared_data):
    rows = lines(shared_data / "procedures" / "national-portal-pages.jsonl.gz")
    assert len(rows) == 2029
    records = [page_text.read(row)[0].to_dict() for row in rows]
    lost = {
        row["ma_thu_tuc"]: found
        for row, record in zip(rows, records, strict=True)
        if (found := lost_columns(row, record))
    }
    assert lost == {}
    with_papers = sum(any(group["items"] for group in record["dossier"]) for record in records)
    assert with_papers >= 0.95 * len(rows)
    assert all(record["channels"] for record in records)
    assert all(Procedure.from_dict(record).to_dict() == record for record in records)


@pytest.mark.slow
def test_every_real_structured_record(shared_data):
    rows = lines(shared_data / "procedures" / "national-portal-structured.jsonl.gz")
    assert len(rows) == 120
    for row in rows:
        record, _ = structured.read(row)
        assert structured_target(record.to_dict()) == structured_source(row)


@pytest.mark.slow
def test_no_real_record_is_refused(shared_data):
    for name in ("national-portal-pages", "national-portal-structured"):
        found = list(read_file(shared_data / "procedures" / f"{name}.jsonl.gz"))
        assert [row.number for row in found if row.record is None] == []


# Pieces of real cells in any order: what the grammar can't read it must keep.
PIECES = [
    "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính", "15 Ngày làm việc", "2 Giờ", "1", "120,000 VNĐ", "Miễn phí",
    "Không có thông tin", "(ghi chú)", "((", ")", " hoặc ", "Tên giấy tờMẫu đơn, tờ khaiSố lượng", "--",
    "1 bản chính", "0 bản chính,1 bản sao", " 01 bản chính", "Đơn đề nghị", "Mẫu số 01.docx", "năm 2024", "18",
    "Tên văn bản pháp lýMã văn bản", "Luật Đất đai", "31/2024/QH15", "Nghị định số ", "102/2024/NĐ-CP", "ngày ",
    "Mã: ", "KQ.G10.000098", "Từ khóa", "Mô tả", "Bước 1:", "\n", "Bước 2.", ", ", "#Tên thủ tục", "1Tên thủ tục",
    "Chọn cơ quan thực hiện", "Nộp hồ sơ", "Hình thức nộpThời gianPhí, lệ phíMô tả", ".", "a) ", "đ",
]  # fmt: skip
SHUFFLED = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
COLUMNS = {
    "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tả",
    "thanh_phan_ho_so": "--Tên giấy tờMẫu đơn, tờ khaiSố lượng",
    "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bản",
    "trinh_tu_thuc_hien": "",
    "doi_tuong_thuc_hien": "",
}


@pytest.mark.parametrize("column", COLUMNS)
@settings(max_examples=150, deadline=None)
@given(text=SHUFFLED)
def test_shuffled_cells_lose_no_word(column, text):
    row = page_row(**{column: COLUMNS[column] + text})
    record, _ = page_text.read(row)
    assert page_target(record.to_dict(), column) == page_source(row, column)
