"""Made-up records of the shapes that an import meets; no procedure of the register is among them."""

import json
from pathlib import Path
from typing import Any

from procedures.schema import (
    DossierGroup,
    DossierItem,
    Fee,
    FormFile,
    LegalBasis,
    Procedure,
    Result,
    Step,
    SubmissionChannel,
    TimeLimit,
)


def page_row(code: str = "9.900101", **changes: str) -> dict[str, str]:
    """A row of the page-text shape."""
    row = {
        "ma_thu_tuc": code,
        "detail_url": "https://example.org/thu-tuc/1",
        "formality_id": "x",
        "ten_thu_tuc": "Thủ tục cho mượn đạo cụ múa rối",
        "so_quyet_dinh": "12/QĐ-SVH",
        "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
        "loai_thu_tuc": "Loại khác",
        "linh_vuc": "Nghệ thuật biểu diễn",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "co_quan_co_tham_quyen": "Phòng Đạo cụ",
        "dia_chi_tiep_nhan": "",
        "co_quan_duoc_uy_quyen": "",
        "co_quan_phoi_hop": "",
        "thu_tuc_lien_quan": "Không có thông tin",
        "trinh_tu_thuc_hien": "Bước 1: Nộp đơn.\nBước 2: Nhận đạo cụ.",
        "cach_thuc_thuc_hien": (
            "Hình thức nộpThời gianPhí, lệ phíMô tả"
            "Trực tiếp3 Ngày làm việc20,000 VNĐ(mỗi con rối)Tại quầyTrực tuyến1Miễn phí"
        ),
        "thanh_phan_ho_so": (
            "--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn mượn theo mẫu;Mẫu số 01.docx1 bản chính"
            "Bản cam kết giữ gìn0 bản chính,2 bản sao"
        ),
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnQuy chế mượn đạo cụ12/2020/QĐ-UBND",
        "co_quan_thuc_hien": "Nhà hát tỉnh",
        "yeu_cau_dieu_kien": "Không có thông tin",
        "ket_qua_xu_ly": "Phiếu mượnMã: KQ.G99.000001Từ khóaKhông có thông tinMô tảKhông có thông tin",
        "raw_text": "…",
        "_bo": "thu",
    }
    return row | changes


def full_record(code: str = "9.900102") -> Procedure:
    """A record with a value in every field."""
    return Procedure.from_dict(
        {
            "code": code,
            "name": "Thủ tục đăng ký đội múa sạp của xóm",
            "decision_number": "34/QĐ-SVH",
            "announced_on": "2026-01-05",
            "effective_from": "2026-02-01",
            "effective_to": "2030-01-31",
            "reviewed_on": "2026-06-30",
            "state": "amended",
            "kind": "Loại khác",
            "field": "Văn hóa cơ sở",
            "levels": ["Cấp xã"],
            "audiences": ["Công dân Việt Nam"],
            "implementing_agency": "Ủy ban nhân dân xã",
            "competent_agency": "Chủ tịch Ủy ban nhân dân xã",
            "receiving_address": "Bộ phận Một cửa",
            "delegated_agency": "Trung tâm Văn hóa",
            "coordinating_agency": "Công an xã",
            "steps": [{"label": "Bước 1:", "text": "- Nộp đơn\n+ Chờ tin"}],
            "channels": [
                {
                    "method": "other",
                    "method_text": "Gọi điện",
                    "time_limit": {"number": 1.5, "unit": "day", "text": "1.5 Ngày"},
                    "fees": [{"kind": "charge", "amount": 5000, "text": "5.000 đồng", "note": "mỗi đội"}],
                    "description": "Trong giờ hành chính",
                },
            ],
            "channels_text": "còn lại",
            "dossier": [
                {
                    "name": "Trường hợp mới",
                    "items": [
                        {
                            "name": "Đơn",
                            "forms": [{"file_name": "don.docx"}],
                            "originals": 1,
                            "copies": 2,
                            "note": "ký tên",
                        }
                    ],
                    "text": "chưa tách",
                }
            ],
            "dossier_text": "hồ sơ khác",
            "dossier_sets": "01 bộ",
            "results": [{"text": "Giấy xác nhận", "code": "KQ.G99.000002"}],
            "results_text": "kết quả khác",
            "legal_bases": [
                {
                    "number": "1/2026/QĐ-UBND",
                    "title": "Quy chế múa sạp",
                    "issued_on": "2026-01-02",
                    "issuer": "UBND tỉnh",
                    "note": "hết hiệu lực một phần",
                }
            ],
            "legal_bases_text": "căn cứ khác",
            "conditions": "Có sạp.",
            "related": ["Thủ tục giải thể đội múa sạp"],
            "related_text": "liên quan khác",
            "keywords": ["múa sạp", "đội văn nghệ"],
            "description": "Mô tả ngắn.",
            "online_level": "partial",
            "partial_reason": "Phải xem sạp.",
            "submission_url": "https://example.org/nop",
            "source_url": "https://example.org/nguon",
            "responsible": "Văn phòng Sở",
        }
    )


def simple_record(code: str = "9.900103", **changes: Any) -> Procedure:
    """A record with a few fields only."""
    values = {
        "code": code,
        "name": "Thủ tục mượn trống",
        "field": "Văn hóa cơ sở",
        "conditions": "Biết đánh trống.",
    }
    return Procedure(**(values | changes))


def large_record(items: int, documents: list[int] | None = None) -> Procedure:
    """A record with many papers, each with a form linked to one of `documents`."""
    documents = documents or []
    papers = [
        DossierItem(
            f"Giấy tờ {place}",
            [FormFile(f"mau-{place}.docx", documents[place % len(documents)] if documents else None)],
            1,
        )
        for place in range(items)
    ]
    return simple_record(
        "9.900104",
        steps=[Step("Bước 1:", "Nộp")],
        channels=[SubmissionChannel("direct", "", TimeLimit(5, "day", "5 Ngày"), [Fee(free=True)])] * 3,
        dossier=[DossierGroup("", papers)],
        results=[Result("Giấy phép")],
        legal_bases=[LegalBasis("1/2020/QĐ-UBND", "Quyết định")] * 5,
    )


def write_lines(path: Path, rows: list[Any]) -> Path:
    """Write `rows` as JSON lines; text is written as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
