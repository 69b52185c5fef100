"""The shape of a page of the national portal as text: a record a line, tables glued into one text each."""

import re
from typing import Any

from portal.core.importing.notices import Notice
from portal.text import normalise

from ..schema import Procedure
from .channels import parse_channels
from .dossier import parse_dossier
from .furniture import without_nothing
from .legal_bases import parse_legal_bases
from .lists import parse_related, parse_results, parse_steps, split_keywords, split_page_end, split_values

#: columns that say nothing about the procedure: the page once more, and marks of the crawl
IGNORED = {"raw_text", "_bo", "formality_id", "source_file"}
PLAIN = {
    "ten_thu_tuc": "name",
    "so_quyet_dinh": "decision_number",
    "loai_thu_tuc": "kind",
    "linh_vuc": "field",
    "co_quan_thuc_hien": "implementing_agency",
    "co_quan_co_tham_quyen": "competent_agency",
    "dia_chi_tiep_nhan": "receiving_address",
    "co_quan_duoc_uy_quyen": "delegated_agency",
    "co_quan_phoi_hop": "coordinating_agency",
    "yeu_cau_dieu_kien": "conditions",
    "detail_url": "source_url",
}
TABLES = {
    "ma_thu_tuc",
    "cap_thuc_hien",
    "doi_tuong_thuc_hien",
    "thu_tuc_lien_quan",
    "trinh_tu_thuc_hien",
    "cach_thuc_thuc_hien",
    "thanh_phan_ho_so",
    "can_cu_phap_ly",
    "ket_qua_xu_ly",
}
# Labels of the page inside a value: the crawl has cut the page in the wrong place.
_LABELS = re.compile(r"Tên thủ tục.*Mã thủ tục|Số quyết định\S*Cấp thực hiện", re.DOTALL)


def recognises(row: dict[str, Any]) -> bool:
    """Return whether `row` has this shape."""
    return "ma_thu_tuc" in row and "ten_thu_tuc" in row


def read(row: dict[str, Any]) -> tuple[Procedure, list[Notice]]:
    """Return the record that `row` holds, and what of it is not certain."""
    cells = {key: normalise(value).strip() for key, value in row.items() if isinstance(value, str)}
    notices = [
        Notice("", "unknown_key", key)
        for key, value in row.items()
        if key not in IGNORED and key not in PLAIN and key not in TABLES and value
    ]
    notices += [
        Notice(PLAIN.get(key, key), "unknown_key", key)
        for key in row
        if (key in PLAIN or key in TABLES) and not isinstance(row[key], str) and row[key]
    ]
    record = Procedure(code=cells.get("ma_thu_tuc", ""))
    for key, name in PLAIN.items():
        value = without_nothing(cells.get(key, ""))
        setattr(record, name, value)
        if _LABELS.search(value):
            notices.append(Notice(name, "other_field_inside"))
    record.levels = split_values(cells.get("cap_thuc_hien", ""))
    record.audiences = split_values(cells.get("doi_tuong_thuc_hien", ""))
    record.steps = parse_steps(cells.get("trinh_tu_thuc_hien", ""))
    record.channels, record.channels_text, found = parse_channels(cells.get("cach_thuc_thuc_hien", ""))
    notices += found
    record.dossier, record.dossier_text, found = parse_dossier(cells.get("thanh_phan_ho_so", ""))
    notices += found
    record.legal_bases, record.legal_bases_text, found = parse_legal_bases(cells.get("can_cu_phap_ly", ""))
    notices += found
    record.related, record.related_text, found = parse_related(cells.get("thu_tuc_lien_quan", ""))
    notices += found
    results, keywords, record.description = split_page_end(cells.get("ket_qua_xu_ly", ""))
    record.keywords = split_keywords(keywords)
    record.results, record.results_text, found = parse_results(results)
    return record, notices + found
