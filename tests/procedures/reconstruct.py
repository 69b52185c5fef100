"""Putting a record back into the columns of its source, from the canonical record alone.

It shares nothing with the readers: what the portal prints around a value is written down here once more, so
that a reader that loses or moves a word is found out.
"""

import re
import unicodedata
from typing import Any

METHODS = {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Dịch vụ bưu chính"}
KINDS = {"fee": "Phí", "charge": "Lệ phí", "": ""}

#: heads of tables, empty cells and buttons of the portal's page
FURNITURE = {
    "cach_thuc_thuc_hien": ["Hình thức nộpThời gianPhí, lệ phíMô tả"],
    "thanh_phan_ho_so": ["Tên giấy tờMẫu đơn, tờ khaiSố lượng"],
    "can_cu_phap_ly": ["Tên văn bản pháp lýMã văn bản"],
    "ket_qua_xu_ly": [
        "Hệ thống chỉ hiển thị những cơ quan đã áp dụng dịch vụ công trực tuyến",
        "Chọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành",
        "-- Chọn Tỉnh/ Thành phố --Phường/ XãSở-- Chọn Phường/ Xã --",
        "-- Chọn Bộ ngành --Đơn vị-- Chọn Cơ sở --",
    ],
}
NOTHING = "Không có thông tin"
LETTERS = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
INVISIBLE = re.compile(
    "[\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]"
)


def bare(text: str) -> str:
    """`text` as NFC without white space and what can't be seen, Đ in one form."""
    return "".join(unicodedata.normalize("NFC", INVISIBLE.sub("", text).translate(LETTERS)).split())


def without(text: str, words: list[str]) -> str:
    text = bare(text)
    for word in [*words, NOTHING]:
        text = text.replace(bare(word), "")
    return text


def page_source(row: dict[str, str], key: str) -> str:
    """The source column `key` of a page-text row without its furniture."""
    text = row[key]
    if key == "ket_qua_xu_ly":
        text = re.sub(r"Nộp hồ sơ\s*$", "", text) if "Chọn cơ quan thực hiện" in text else text
    words = FURNITURE.get(key, [])
    if key == "thanh_phan_ho_so":
        text = re.sub(r"--(?=Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng)", "", text)
        text = re.sub(r"(--)+\s*$", "", text)
    return without(text, words)


def page_target(record: dict[str, Any], key: str) -> str:
    """The same column put together from the record."""
    text = PAGE[key](record)
    if key == "thanh_phan_ho_so":
        text = re.sub(r"(--)+\s*$", "", text)
    return without(text, FURNITURE.get(key, []))


def channels(record: dict[str, Any]) -> str:
    rows = []
    for channel in record["channels"]:
        fees = "".join(fee["text"] + (f"({fee['note']})" if fee["note"] else "") for fee in channel["fees"])
        method = METHODS.get(channel["method"], channel["method_text"])
        rows.append(method + channel["time_limit"]["text"] + fees + channel["description"])
    return record["channels_text"] + "".join(rows)


def count(item: dict[str, Any]) -> str:
    if item["originals"] is None:
        return ""
    copies = "" if item["copies"] is None else f",{item['copies']} bản sao"
    return f"{item['originals']} bản chính{copies}"


def dossier(record: dict[str, Any]) -> str:
    text = ""
    for group in record["dossier"]:
        text += group["name"]
        for item in group["items"]:
            text += (
                item["name"]
                + "".join(form["file_name"] for form in item["forms"])
                + item["note"]
                + count(item)
            )
        text += group["text"]
    return text + record["dossier_text"]


def bases(record: dict[str, Any]) -> str:
    rows = "".join(row["title"] + row["number"] + row["note"] for row in record["legal_bases"])
    return rows + record["legal_bases_text"]


def results(record: dict[str, Any]) -> str:
    rows = "".join(row["text"] + (f"Mã:{row['code']}" if row["code"] else "") for row in record["results"])
    text = rows + record["results_text"]
    return f"{text}Từ khóa{','.join(record['keywords'])}Mô tả{record['description']}"


def related(record: dict[str, Any]) -> str:
    names = record["related"]
    if not names:
        return record["related_text"]
    wide = "".join(f"{place}{name}" for place, name in enumerate(names, 1))
    narrow = "".join(f"#{place}Tên thủ tục{name}" for place, name in enumerate(names, 1))
    return f"#Tên thủ tục{wide}{narrow}{record['related_text']}"


def steps(record: dict[str, Any]) -> str:
    return "".join(step["label"] + step["text"] for step in record["steps"])


def plain(name: str) -> Any:
    return lambda record: record[name]


PAGE = {
    "ma_thu_tuc": plain("code"),
    "detail_url": plain("source_url"),
    "ten_thu_tuc": plain("name"),
    "so_quyet_dinh": plain("decision_number"),
    "cap_thuc_hien": lambda record: ", ".join(record["levels"]),
    "loai_thu_tuc": plain("kind"),
    "linh_vuc": plain("field"),
    "doi_tuong_thuc_hien": lambda record: ", ".join(record["audiences"]),
    "co_quan_co_tham_quyen": plain("competent_agency"),
    "dia_chi_tiep_nhan": plain("receiving_address"),
    "co_quan_duoc_uy_quyen": plain("delegated_agency"),
    "co_quan_phoi_hop": plain("coordinating_agency"),
    "thu_tuc_lien_quan": related,
    "trinh_tu_thuc_hien": steps,
    "cach_thuc_thuc_hien": channels,
    "thanh_phan_ho_so": dossier,
    "can_cu_phap_ly": bases,
    "co_quan_thuc_hien": plain("implementing_agency"),
    "yeu_cau_dieu_kien": plain("conditions"),
    "ket_qua_xu_ly": results,
}


def structured_source(row: dict[str, Any]) -> dict[str, str]:
    """The columns of a structured row, tables row by row in the order of their cells."""
    columns = {f"metadata.{key}": value for key, value in row["metadata"].items()}
    columns |= {f"content.{key}": value for key, value in row["content"].items()}
    for name, rows in row["tables"].items():
        columns[f"tables.{name}"] = "".join(without(value, []) for cells in rows for value in cells.values())
    return {key: without(value, []) for key, value in columns.items()}


def structured_target(record: dict[str, Any]) -> dict[str, str]:
    columns = {
        "metadata.mã_thủ_tục": record["code"],
        "metadata.tên_thủ_tục": record["name"],
        "metadata.số_quyết_định": record["decision_number"],
        "metadata.cấp_thực_hiện": ", ".join(record["levels"]),
        "metadata.loại_thủ_tục": record["kind"],
        "metadata.lĩnh_vực": record["field"],
        "content.trình_tự_thực_hiện": steps(record),
        "content.cách_thức_thực_hiện": record["channels_text"],
        "content.đối_tượng_thực_hiện": ", ".join(record["audiences"]),
        "content.cơ_quan_thực_hiện": record["implementing_agency"],
        "content.cơ_quan_có_thẩm_quyền": record["competent_agency"],
        "content.cơ_quan_được_ủy_quyền": record["delegated_agency"],
        "content.cơ_quan_phối_hợp": record["coordinating_agency"],
        "content.địa_chỉ_tiếp_nhận_hs": record["receiving_address"],
        "content.kết_quả_thực_hiện": "".join(row["text"] for row in record["results"]),
        "content.yêu_cầu_điều_kiện_thực_hiện": record["conditions"],
        "content.từ_khóa": ",".join(record["keywords"]),
        "content.mô_tả": record["description"],
        "tables.hinh_thuc_nop": "".join(structured_channel(channel) for channel in record["channels"]),
        "tables.thanh_phan_ho_so": "".join(
            structured_item(item) for group in record["dossier"] for item in group["items"]
        ),
        "tables.can_cu_phap_ly": "".join(structured_basis(basis) for basis in record["legal_bases"]),
    }
    return {key: without(value, []) for key, value in columns.items()}


def structured_channel(channel: dict[str, Any]) -> str:
    text = METHODS.get(channel["method"], channel["method_text"]) + channel["time_limit"]["text"]
    for fee in channel["fees"]:
        kind = f"{KINDS[fee['kind']]} :" if fee["kind"] else ""
        text += kind + fee["text"] + (f"({fee['note']})" if fee["note"] else "")
    return text + channel["description"]


def structured_item(item: dict[str, Any]) -> str:
    text = item["name"] + "".join(form["file_name"] for form in item["forms"]) + item["note"]
    if item["originals"] is not None:
        text += f"Bản chính: {item['originals']}"
    if item["copies"] is not None:
        text += f"Bản sao: {item['copies']}"
    return text


def structured_basis(basis: dict[str, Any]) -> str:
    day = "-".join(reversed(basis["issued_on"].split("-"))) if basis["issued_on"] else ""
    return basis["number"] + basis["title"] + day + basis["note"] + basis["issuer"]
