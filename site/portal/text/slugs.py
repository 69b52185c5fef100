"""Addresses out of Vietnamese names."""

import re

from anyascii import anyascii

from .folding import fold

_GAP = re.compile(r"[^a-z0-9]+")


def slugify_vi(text: str, max_length: int | None = None) -> str:
    """Return `text` as the part of an address: "Đăng ký" → "dang-ky".

    It holds a–z, 0–9 and single hyphens; longer than `max_length` it ends after a whole word where
    one fits. Text without any letter or digit gives an empty string.
    """
    slug = _GAP.sub("-", anyascii(fold(text)).lower()).strip("-")
    if max_length is None or len(slug) <= max_length:
        return slug
    cut = slug[: max_length + 1]
    return (cut.rsplit("-", 1)[0] if "-" in cut else cut[:max_length]).strip("-")
