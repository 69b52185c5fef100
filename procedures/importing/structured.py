"""The shape with tables already parsed: `metadata`, `content` and `tables` of a record."""

from typing import Any

from portal.core.importing.notices import Notice
from portal.text import normalise, parse_code

from ..schema import DossierGroup, Procedure, Result
from .channels import parse_channel_row
from .dossier import parse_item_row
from .furniture import without_nothing
from .lists import parse_basis_row, parse_steps, split_keywords, split_values

IGNORED = {"source_file"}
METADATA = {
    "tên_thủ_tục": "name",
    "số_quyết_định": "decision_number",
    "loại_thủ_tục": "kind",
    "lĩnh_vực": "field",
}
CONTENT = {
    "cách_thức_thực_hiện": "channels_text",
    "cơ_quan_thực_hiện": "implementing_agency",
    "cơ_quan_có_thẩm_quyền": "competent_agency",
    "cơ_quan_được_ủy_quyền": "delegated_agency",
    "cơ_quan_phối_hợp": "coordinating_agency",
    "địa_chỉ_tiếp_nhận_hs": "receiving_address",
    "yêu_cầu_điều_kiện_thực_hiện": "conditions",
    "mô_tả": "description",
}
READ_APART = {
    "mã_thủ_tục",
    "cấp_thực_hiện",
    "trình_tự_thực_hiện",
    "đối_tượng_thực_hiện",
    "kết_quả_thực_hiện",
    "từ_khóa",
}
ROWS = {
    "hinh_thuc_nop": ("hinh_thuc", "thoi_han_giai_quyet", "phi_le_phi", "mo_ta"),
    "thanh_phan_ho_so": ("ten_giay_to", "so_luong", "ghi_chu"),
    "can_cu_phap_ly": ("so_ky_hieu", "trich_yeu", "ngay_ban_hanh", "co_quan_ban_hanh"),
}


def recognises(row: dict[str, Any]) -> bool:
    """Return whether `row` has this shape."""
    return isinstance(row.get("metadata"), dict) and ("content" in row or "tables" in row)


def read(row: dict[str, Any]) -> tuple[Procedure, list[Notice]]:
    """Return the record that `row` holds, and what of it is not certain."""
    notices: list[Notice] = []
    metadata = _cells(row.get("metadata"), {*METADATA, *READ_APART}, notices)
    content = _cells(row.get("content"), {*CONTENT, *READ_APART}, notices)
    notices += [
        Notice("", "unknown_key", str(key))
        for key, value in row.items()
        if value and key not in {"thu_tuc_id", "metadata", "content", "tables", *IGNORED}
    ]
    record = Procedure(code=metadata.get("mã_thủ_tục", ""))
    _other_code(record, row.get("thu_tuc_id"), notices)
    for cells, names in ((metadata, METADATA), (content, CONTENT)):
        for key, name in names.items():
            setattr(record, name, without_nothing(cells.get(key, "")))
    record.levels = split_values(metadata.get("cấp_thực_hiện", ""))
    record.audiences = split_values(content.get("đối_tượng_thực_hiện", ""))
    record.steps = parse_steps(content.get("trình_tự_thực_hiện", ""))
    record.keywords = split_keywords(content.get("từ_khóa", ""))
    if result := without_nothing(content.get("kết_quả_thực_hiện", "")):
        record.results = [Result(result)]
    tables = row.get("tables")
    tables = tables if isinstance(tables, dict) else {}
    for cells in _rows(tables, "hinh_thuc_nop", notices):
        channel, found = parse_channel_row(cells)
        record.channels.append(channel)
        notices += found
    papers = []
    for cells in _rows(tables, "thanh_phan_ho_so", notices):
        item, found = parse_item_row(cells)
        papers.append(item)
        notices += found
    record.dossier = [DossierGroup(items=papers)] if papers else []
    for cells in _rows(tables, "can_cu_phap_ly", notices):
        basis, found = parse_basis_row(cells)
        record.legal_bases.append(basis)
        notices += found
    notices += [Notice("", "unknown_key", str(key)) for key in tables if key not in ROWS and tables[key]]
    return record, notices


def _other_code(record: Procedure, other: Any, notices: list[Notice]) -> None:
    """Take the record's second code where the first is missing; say it where they differ."""
    if not isinstance(other, str) or not other.strip():
        return
    if not parse_code(record.code) and parse_code(other):
        record.code = other.strip()
    elif parse_code(other) != parse_code(record.code):
        notices.append(Notice("code", "code_differs", other))


def _cells(value: Any, known: set[str], notices: list[Notice]) -> dict[str, str]:
    cells = {}
    for key, text in (value if isinstance(value, dict) else {}).items():
        name = normalise(str(key))
        if name in known and isinstance(text, str):
            cells[name] = normalise(text).strip()
        elif text:
            notices.append(Notice("", "unknown_key", name))
    return cells


def _rows(tables: dict[str, Any], name: str, notices: list[Notice]) -> list[dict[str, str]]:
    found = tables.get(name)
    rows = []
    for row in found if isinstance(found, list) else []:
        cells = _cells(row, set(ROWS[name]), notices)
        if any(cells.values()):
            rows.append(cells)
    return rows
