"""The words that stand in files for the choices of the schema.

They are part of the file format: a file written today is read in years, so they don't follow the translations.
"""

from portal.text import fold

#: name of a choice → value of the schema → the words written; all words read are in `ALIASES` too
CHOICES: dict[str, dict[str, str]] = {
    "state": {
        "new": "Mới ban hành",
        "amended": "Sửa đổi, bổ sung",
        "replaced": "Đã được thay thế",
        "abolished": "Đã bãi bỏ",
    },
    "method": {
        "direct": "Trực tiếp",
        "online": "Trực tuyến",
        "post": "Dịch vụ bưu chính",
        "other": "Cách khác",
    },
    "unit": {
        "minute": "phút",
        "hour": "giờ",
        "working_hour": "giờ làm việc",
        "day": "ngày",
        "working_day": "ngày làm việc",
        "week": "tuần",
        "month": "tháng",
        "year": "năm",
    },
    "fee_kind": {"fee": "Phí", "charge": "Lệ phí"},
    "online_level": {"full": "Toàn trình", "partial": "Một phần", "none": "Chưa có dịch vụ công trực tuyến"},
}

#: what people write for the same
ALIASES: dict[str, dict[str, str]] = {
    "state": {
        "ban hành mới": "new",
        "mới": "new",
        "công bố mới": "new",
        "sửa đổi": "amended",
        "bổ sung": "amended",
        "được sửa đổi, bổ sung": "amended",
        "được thay thế": "replaced",
        "bị thay thế": "replaced",
        "đã thay thế": "replaced",
        "thay thế": "replaced",
        "hủy bỏ": "abolished",
        "bị bãi bỏ": "abolished",
        "bãi bỏ": "abolished",
    },
    "method": {
        "tại quầy": "direct",
        "nộp trực tiếp": "direct",
        "trực tiếp tại quầy": "direct",
        "trên mạng": "online",
        "qua mạng": "online",
        "nộp trực tuyến": "online",
        "bưu chính": "post",
        "bưu điện": "post",
        "qua bưu chính": "post",
        "qua bưu điện": "post",
        "bưu chính công ích": "post",
        "dịch vụ bưu chính công ích": "post",
        "qua dịch vụ bưu chính": "post",
        "qua dịch vụ bưu chính công ích": "post",
        "khác": "other",
        "hình thức khác": "other",
    },
    "unit": {
        "ngày lịch": "day",
        "giờ hành chính": "working_hour",
        "nlv": "working_day",
        "ngày lv": "working_day",
    },
    "fee_kind": {},
    "online_level": {
        "trực tuyến toàn trình": "full",
        "dvc trực tuyến toàn trình": "full",
        "dịch vụ công trực tuyến toàn trình": "full",
        "trực tuyến một phần": "partial",
        "dvc trực tuyến một phần": "partial",
        "dịch vụ công trực tuyến một phần": "partial",
        "chưa có": "none",
        "không": "none",
        "không có": "none",
        "dịch vụ cung cấp thông tin trực tuyến": "none",
        "cung cấp thông tin trực tuyến": "none",
    },
}

YES, NO = "Có", "Không"
_YES = {"co", "x", "yes", "true", "1", "dung", "v", "✓", "✔", "mien phi"}
_NO = {"khong", "no", "false", "0", "sai", "-"}


def key(text: str) -> str:
    """Return `text` as it is compared: without accents, case, marks and doubled spaces."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


_KEYS: dict[str, dict[str, str]] = {
    name: {
        **{key(value): value for value in words},
        **{key(text): value for text, value in ALIASES[name].items()},
        **{key(text): value for value, text in words.items()},
    }
    for name, words in CHOICES.items()
}


def read_choice(name: str, text: str) -> str | None:
    """Return the value of the schema that `text` is in the choice `name`, None when it is none."""
    return _KEYS[name].get(key(text))


def read_yes(text: str) -> bool | None:
    """Return what `text` answers, None when it is no answer."""
    word = fold(text).strip()
    return True if word in _YES else False if word in _NO else None
