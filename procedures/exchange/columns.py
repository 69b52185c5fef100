"""Sheets and columns of the files: their headings are the file format, in Vietnamese whatever the site speaks.

A heading is recognised without regard to accents, case and marks, by any of its spellings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .words import key

#: kinds of a cell; "table" holds rows of a table in one cell, as JSON or in the words of people
TEXT, LIST, DAY, NUMBER, WHOLE, YES, CHOICE, CODE, ORDER, PARENT, TABLE = (
    *("text", "list", "day", "number", "whole", "yes", "choice", "code", "order", "parent", "table"),
)


@dataclass(frozen=True)
class Column:
    """A column: `name` is the key of the schema, `choice` a key of `words.CHOICES`, `width` in characters."""

    name: str
    heading: str
    kind: str = TEXT
    choice: str = ""
    width: int = 24
    also: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All spellings, as they are compared."""
        return tuple(key(text) for text in (self.heading, self.name.replace(".", " "), *self.also))


@dataclass(frozen=True)
class Sheet:
    """A sheet: `name` is the path of its table in the record, "" for the record itself."""

    name: str
    title: str
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All titles by which it is known, as they are compared."""
        return tuple(key(text) for text in (self.title, *self.also))

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by each spelling of their heading."""
        return {text: column for column in reversed(self.columns) for text in column.keys}

    def column(self, name: str) -> Column:
        """Return the column with the key `name`."""
        return next(column for column in self.columns if column.name == name)

    def find(self, heading: str) -> Column | None:
        """Return the column that `heading` names; words in brackets behind it don't count."""
        return self.by_key.get(key(heading)) or self.by_key.get(key(heading.partition("(")[0]))


_CODE = Column(
    "code", "Mã thủ tục", CODE, width=14, also=("Mã", "Mã TTHC", "Mã số", "Mã số TTHC", "Mã số thủ tục")
)
_ORDER = Column("order", "STT", ORDER, width=6, also=("Số thứ tự", "TT", "Thứ tự"))

_FIELDS = (
    Column(
        *("name", "Tên thủ tục"),
        width=60,
        also=("Tên", "Tên TTHC", "Tên thủ tục hành chính", "Thủ tục hành chính", "Thủ tục"),
    ),
    Column(
        *("decision_number", "Số quyết định công bố"),
        also=("Quyết định công bố", "Số quyết định", "QĐ công bố", "Số QĐ công bố"),
    ),
    Column(
        "announced_on", "Ngày công bố", DAY, width=14, also=("Ngày quyết định", "Ngày QĐ", "Ngày ban hành QĐ")
    ),
    Column(
        *("effective_from", "Hiệu lực từ ngày", DAY),
        width=14,
        also=("Ngày hiệu lực", "Hiệu lực từ", "Ngày có hiệu lực", "Có hiệu lực từ", "Hiệu lực"),
    ),
    Column(
        "effective_to", "Hiệu lực đến hết ngày", DAY, width=14, also=("Hết hiệu lực", "Ngày hết hiệu lực")
    ),
    Column("reviewed_on", "Ngày rà soát", DAY, width=14, also=("Ngày rà soát gần nhất",)),
    Column("state", "Tình trạng", CHOICE, "state", 18, ("Trạng thái", "Tình trạng hiệu lực", "Loại công bố")),
    Column("kind", "Loại thủ tục", also=("Loại", "Loại TTHC")),
    Column("field", "Lĩnh vực", also=("Lĩnh vực quản lý", "Tên lĩnh vực")),
    Column("levels", "Cấp thực hiện", LIST, also=("Cấp", "Cấp giải quyết")),
    Column("audiences", "Đối tượng thực hiện", LIST, also=("Đối tượng",)),
    Column(
        "implementing_agency", "Cơ quan thực hiện", width=36, also=("Đơn vị thực hiện", "Cơ quan giải quyết")
    ),
    Column("competent_agency", "Cơ quan có thẩm quyền", width=36, also=("Cơ quan có thẩm quyền quyết định",)),
    Column(
        *("receiving_address", "Địa chỉ tiếp nhận hồ sơ"),
        width=36,
        also=("Địa chỉ tiếp nhận", "Địa điểm thực hiện", "Nơi tiếp nhận", "Địa chỉ tiếp nhận HS"),
    ),
    Column("delegated_agency", "Cơ quan được ủy quyền", also=("Cơ quan được phân cấp", "Cơ quan ủy quyền")),
    Column("coordinating_agency", "Cơ quan phối hợp"),
    Column(
        *("steps", "Trình tự thực hiện", TABLE),
        width=60,
        also=("Trình tự", "Các bước", "Các bước thực hiện"),
    ),
    Column(
        "channels",
        "Cách thức thực hiện",
        TABLE,
        width=40,
        also=("Cách thức", "Hình thức nộp", "Cách thức nộp"),
    ),
    Column("channels_text", "Cách thức thực hiện (chưa tách)"),
    Column(
        "dossier",
        "Thành phần hồ sơ",
        TABLE,
        width=60,
        also=("Hồ sơ", "Giấy tờ", "Thành phần, số lượng hồ sơ"),
    ),
    Column("dossier_text", "Thành phần hồ sơ (chưa tách)"),
    Column("dossier_sets", "Số bộ hồ sơ", width=12, also=("Số lượng hồ sơ", "Số bộ")),
    Column("results", "Kết quả thực hiện", TABLE, also=("Kết quả", "Kết quả giải quyết")),
    Column("results_text", "Kết quả thực hiện (chưa tách)"),
    Column("legal_bases", "Căn cứ pháp lý", TABLE, width=40, also=("Căn cứ", "Cơ sở pháp lý")),
    Column("legal_bases_text", "Căn cứ pháp lý (chưa tách)"),
    Column("conditions", "Yêu cầu, điều kiện", width=40, also=("Yêu cầu, điều kiện thực hiện", "Điều kiện")),
    Column("related", "Thủ tục liên quan", LIST, width=36, also=("TTHC liên quan",)),
    Column("related_text", "Thủ tục liên quan (chưa tách)"),
    Column("keywords", "Từ khóa", LIST, also=("Từ khoá",)),
    Column("description", "Mô tả", width=40, also=("Mô tả ngắn", "Mô tả thủ tục")),
    Column(
        *("online_level", "Mức độ trực tuyến", CHOICE, "online_level", 18),
        also=("Mức độ dịch vụ công", "Mức độ DVC", "Mức độ cung cấp dịch vụ công trực tuyến", "Mức độ"),
    ),
    Column("partial_reason", "Lý do chỉ một phần", also=("Lý do chưa toàn trình",)),
    Column(
        *("submission_url", "Đường dẫn nộp hồ sơ"),
        also=("Link nộp hồ sơ", "Địa chỉ nộp trực tuyến", "Đường dẫn nộp trực tuyến", "Link DVC"),
    ),
    Column("source_url", "Nguồn", also=("Đường dẫn nguồn", "Link nguồn")),
    Column("responsible", "Đầu mối phụ trách", also=("Phụ trách", "Đơn vị phụ trách", "Đơn vị chủ trì")),
)

#: one column a field: the .csv, and any flat list that people make
FLAT = Sheet("", "Thủ tục", (_CODE, *_FIELDS), ("Danh mục thủ tục", "TTHC", "Danh mục TTHC"))
#: what a flat list of people may have besides, for all ways to submit together
LOOSE = Sheet(
    "",
    "",
    (
        Column(
            *("time_limit", "Thời hạn giải quyết"),
            also=("Thời hạn", "Thời gian giải quyết", "Thời gian", "Thời gian thực hiện"),
        ),
        Column("fees", "Phí, lệ phí", also=("Phí", "Lệ phí", "Phí/Lệ phí", "Mức phí", "Mức thu phí, lệ phí")),
        _ORDER,
    ),
)

_GROUP = Column("group", "Trường hợp số", PARENT, width=12, also=("Trường hợp",))
_METHOD = Column("method", "Hình thức nộp", CHOICE, "method", 20, ("Hình thức", "Cách thức"))

#: the first sheet holds a procedure a row, the others the rows of its tables
MAIN = Sheet("", FLAT.title, tuple(c for c in FLAT.columns if c.kind != TABLE), FLAT.also)
STEPS = Sheet(
    "steps",
    "Trình tự",
    (
        _CODE,
        _ORDER,
        Column("label", "Bước", width=14, also=("Tên bước",)),
        Column("text", "Nội dung", width=100, also=("Nội dung bước", "Mô tả")),
    ),
    ("Trình tự thực hiện",),
)
CHANNELS = Sheet(
    "channels",
    "Cách thức",
    (
        _CODE,
        _ORDER,
        _METHOD,
        Column("method_text", "Tên hình thức khác"),
        Column("number", "Thời hạn", NUMBER, width=10, also=("Số thời hạn",)),
        Column("unit", "Đơn vị thời hạn", CHOICE, "unit", 16, ("Đơn vị", "Đơn vị tính")),
        Column("text", "Thời hạn bằng lời", width=30, also=("Thời hạn ghi trong văn bản",)),
        Column("description", "Mô tả", width=60),
    ),
    ("Cách thức thực hiện",),
)
FEES = Sheet(
    "channels.fees",
    "Phí, lệ phí",
    (
        _CODE,
        Column("channel", "Cách thức số", PARENT, width=12, also=("Cách thức", "STT cách thức")),
        _ORDER,
        Column("kind", "Loại khoản thu", CHOICE, "fee_kind", 14, ("Loại", "Phí hay lệ phí")),
        Column("amount", "Số tiền (đồng)", WHOLE, width=16, also=("Mức thu", "Mức phí")),
        Column("free", "Miễn phí", YES, width=10),
        Column("text", "Mức thu bằng lời", width=30, also=("Mức thu ghi trong văn bản",)),
        Column("note", "Ghi chú", width=40),
    ),
    ("Phí lệ phí", "Phí", "Lệ phí"),
)
GROUPS = Sheet(
    "dossier",
    "Trường hợp hồ sơ",
    (
        _CODE,
        Column("order", "Trường hợp số", ORDER, width=12, also=("STT", "Trường hợp")),
        Column("name", "Tên trường hợp", width=60),
        Column("text", "Hồ sơ chưa tách", width=60, also=("Nội dung", "Nội dung chưa tách")),
    ),
    ("Trường hợp",),
)
PAPERS = Sheet(
    "dossier.items",
    "Thành phần hồ sơ",
    (
        _CODE,
        _GROUP,
        _ORDER,
        Column("name", "Tên giấy tờ", width=80, also=("Giấy tờ", "Thành phần hồ sơ")),
        Column("originals", "Số bản chính", WHOLE, width=10, also=("Bản chính",)),
        Column("copies", "Số bản sao", WHOLE, width=10, also=("Bản sao",)),
        Column("note", "Ghi chú", width=40),
    ),
    ("Hồ sơ", "Giấy tờ"),
)
FORMS = Sheet(
    "dossier.items.forms",
    "Biểu mẫu",
    (
        _CODE,
        _GROUP,
        Column("item", "Giấy tờ số", PARENT, width=12, also=("STT giấy tờ", "Giấy tờ")),
        _ORDER,
        Column("file_name", "Tên tệp", width=60, also=("Tên tệp biểu mẫu", "Tên biểu mẫu", "Biểu mẫu")),
    ),
    ("Mẫu đơn, tờ khai", "Mẫu đơn"),
)
RESULTS = Sheet(
    "results",
    "Kết quả",
    (
        _CODE,
        _ORDER,
        Column("text", "Kết quả", width=60, also=("Tên kết quả", "Kết quả thực hiện")),
        Column("result_code", "Mã kết quả", width=20),
    ),
    ("Kết quả thực hiện",),
)
BASES = Sheet(
    "legal_bases",
    "Căn cứ pháp lý",
    (
        _CODE,
        _ORDER,
        Column("number", "Số, ký hiệu", width=22, also=("Số hiệu", "Ký hiệu", "Số ký hiệu")),
        Column("title", "Trích yếu", width=80, also=("Tên văn bản", "Nội dung")),
        Column("issued_on", "Ngày ban hành", DAY, width=14),
        Column("issuer", "Cơ quan ban hành", width=30),
        Column("note", "Ghi chú", width=30),
    ),
    ("Căn cứ",),
)
#: sheet that lists why procedures were refused
REASONS = "Lý do từ chối"
#: text that is longer than a cell goes on here
MORE = Sheet(
    "more",
    "Phần tiếp",
    (
        Column("id", "Số", WHOLE, width=8),
        Column("part", "Phần", WHOLE, width=8),
        Column("text", "Nội dung", width=120),
    ),
)

CHILDREN = (STEPS, CHANNELS, FEES, GROUPS, PAPERS, FORMS, RESULTS, BASES)
SHEETS = (MAIN, *CHILDREN)
#: table of the record → its sheets
TABLE_SHEETS: dict[str, tuple[Sheet, ...]] = {
    "steps": (STEPS,),
    "channels": (CHANNELS, FEES),
    "dossier": (GROUPS, PAPERS, FORMS),
    "results": (RESULTS,),
    "legal_bases": (BASES,),
}


def child_named(title: str) -> Sheet | None:
    """Return the sheet of a table that `title` names, in any spelling."""
    return next((sheet for sheet in CHILDREN if key(title) in sheet.keys), None)


def heads(cells: Iterable[str], sheet: Sheet) -> dict[int, Column]:
    """Return place → column of the headings of `sheet` among `cells`; of two with one meaning, the first."""
    found: dict[int, Column] = {}
    for place, text in enumerate(cells):
        column = sheet.find(text) if text.strip() else None
        if column and column not in found.values():
            found[place] = column
    return found
