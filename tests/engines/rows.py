"""A few rows of the index, without pages: enough for engines, which read nothing else."""

from datetime import date

from portal.search.documents import Document
from portal.search.indexing import write
from portal.search.models import IndexedItem
from portal.text.tokens import own_keys
from procedures.models import ProcedurePage

TITLES = {
    "procedure": (
        "Cấp giấy phép kinh doanh dịch vụ lữ hành nội địa",
        "Cấp lại giấy phép kinh doanh dịch vụ lữ hành nội địa",
        "Cấp thẻ hướng dẫn viên du lịch quốc tế",
        "Cấp thẻ hướng dẫn viên du lịch nội địa",
        "Cấp lại thẻ hướng dẫn viên du lịch",
        "Đăng ký tổ chức lễ hội cấp tỉnh",
        "Cấp giấy chứng nhận đủ điều kiện kinh doanh hoạt động thể thao",
    ),
    "news": (
        "Lễ hội Pháo hoa Quảng Uyên mở hội",
        "Hội nghị về du lịch cộng đồng",
        "Giải thể thao học sinh phổ thông",
    ),
    "legal": ("Luật Du lịch", "Nghị định về quản lý và tổ chức lễ hội"),
}
NUMBERS = {"Luật Du lịch": "09/2017/QH14", "Nghị định về quản lý và tổ chức lễ hội": "110/2018/NĐ-CP"}
BODY = "Hồ sơ gồm đơn đề nghị và giấy tờ theo {}. {}"


def write_rows(**changes: object) -> dict[str, int]:
    """Write the rows; return their numbers by title. `changes` are made to every document."""
    for kind, titles in TITLES.items():
        for place, title in enumerate(titles):
            write_row(title, kind, key=f"{kind}-{place}", **changes)
    return dict(IndexedItem.objects.values_list("title", "pk"))


def write_row(title: str, kind: str = "procedure", *, key: str, **changes: object) -> int:
    """Write one row, new or again under its key; return its number."""
    document = Document(title=title, body=BODY.format("Luật Du lịch số 09/2017/QH14", title), start=title)
    document.type, document.live, document.date = kind, True, date(2026, 11, 23)
    document.facets = {"field": ["du-lich" if "du lịch" in title else "van-hoa"]}
    document.number = NUMBERS.get(title, "")
    document.keys = own_keys([document.number])
    for name, value in changes.items():
        setattr(document, name, value)
    write(ProcedurePage, key, document)
    return IndexedItem.objects.get(object_id=key).pk
