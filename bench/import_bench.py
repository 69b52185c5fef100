"""How many records a second the import takes, published and searchable, as the command itself does it.

With the real records of `../shared/data` (SHARED_DIR) where they are; without them, with made-up rows of the
same shape and a middling size.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .servers import ROOT, manage, portal_environment

BAR = 20
MADE_UP = 400
PROCEDURES = "procedures/national-portal-pages.jsonl.gz"
LAWS = "legal-documents.tsv.gz"


def run() -> list[dict[str, Any]]:
    """Import into an empty portal, once with every record new and once with none changed."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        data_dir = Path(folder)
        manage(data_dir, "setup")
        procedures = real_file(PROCEDURES) or made_up_file(data_dir)
        laws = real_file(LAWS) or made_up_laws(data_dir)
        rows = []
        for command, path, name, outcome, bar in (
            ("import_procedures", procedures, "procedures, new, published, indexed", "created", BAR),
            ("import_procedures", procedures, "procedures, unchanged", "unchanged", BAR),
            ("import_legal_documents", laws, "legal documents, new, published, indexed", "created", BAR),
            ("import_legal_documents", laws, "legal documents, unchanged", "unchanged", BAR),
        ):
            seconds, cpu, report = timed_import(data_dir, command, path)
            rate = report["read"] / seconds
            rows.append(
                {
                    "name": f"import of {report['read']} records, {name}",
                    "value": round(rate, 1),
                    "unit": "records/s",
                    "bar": f"≥ {bar}",
                    "ok": rate >= bar and report[outcome] == report["read"],
                }
            )
            rows.append(
                {
                    "name": "  of that CPU of the process",
                    "value": round(1000 * cpu / report["read"], 1),
                    "unit": "ms/record",
                    "bar": "–",
                    "ok": True,
                }
            )
        return rows


def timed_import(data_dir: Path, name: str, path: Path) -> tuple[float, float, dict[str, Any]]:
    """Return seconds of the clock and of the CPU that one run takes, its start included, and its report."""
    out = data_dir / "report.json"
    command = [name, str(path), "--publish", "--report", str(out)]
    started, before = time.monotonic(), os.times()
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command],
        env=portal_environment(data_dir),
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - started, cpu, json.loads(out.read_text())


def real_file(name: str) -> Path | None:
    """Return a file of real records, if it is there."""
    shared = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
    path = shared / "data" / name
    return path if path.is_file() else None


def made_up_file(folder: Path) -> Path:
    """Write rows of the page-text shape: 3 ways to submit, 6 papers, 4 legal bases each."""
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(MADE_UP):
            file.write(json.dumps(made_up_row(number), ensure_ascii=False) + "\n")
    return path


def made_up_laws(folder: Path) -> Path:
    """Write a list of legal documents of a middling title length."""
    path = folder / "laws.tsv"
    head = "loai so_ky_hieu trich_yeu ngay_ban_hanh co_quan ngay_hieu_luc chu_de"
    title = (
        "Quy định về việc bảo quản, cho mượn và kiểm kê đạo cụ biểu diễn nghệ thuật quần chúng ở xã, phường"
    )
    rows = [
        ("Quyết định", f"{number + 1}/2020/QĐ-DCBD", title, "08/06/2020", "Sở Đạo cụ", "01/08/2020", "dao-cu")
        for number in range(MADE_UP)
    ]
    path.write_text("\n".join("\t".join(row) for row in (head.split(), *rows)) + "\n", encoding="utf-8")
    return path


def made_up_row(number: int) -> dict[str, str]:
    """Return a row with a code outside the register."""
    words = "Tổ chức, cá nhân nộp hồ sơ theo quy định tới nơi tiếp nhận. " * 8
    channels = "".join(f"{way}15 Ngày làm việcMiễn phí(Không){words}" for way in ("Trực tiếp", "Trực tuyến"))
    papers = "".join(f"Giấy tờ thứ {letter} của hồ sơ;1 bản chính,1 bản sao" for letter in "abcdef")
    bases = "".join(
        f"Quy định về đạo cụ {letter}{place}/2020/QĐ-UBND" for place, letter in enumerate("abcd", 10)
    )
    return {
        "ma_thu_tuc": f"9.{900000 + number:06}",
        "ten_thu_tuc": f"Thủ tục cho mượn đạo cụ biểu diễn số {number}",
        "linh_vuc": f"Lĩnh vực {number % 20}",
        "cap_thuc_hien": "Cấp tỉnh",
        "doi_tuong_thuc_hien": "Công dân Việt Nam",
        "trinh_tu_thuc_hien": f"Bước 1: {words}\nBước 2: {words}",
        "cach_thuc_thuc_hien": f"Hình thức nộpThời gianPhí, lệ phíMô tả{channels}",
        "thanh_phan_ho_so": f"--Tên giấy tờMẫu đơn, tờ khaiSố lượng{papers}",
        "can_cu_phap_ly": f"Tên văn bản pháp lýMã văn bản{bases}",
        "yeu_cau_dieu_kien": words,
        "ket_qua_xu_ly": "Phiếu mượnMã: KQ.G99.000001",
    }
