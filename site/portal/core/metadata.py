"""Metadata of a page: Dublin Core (mandatory on State portals) and JSON-LD."""

import json
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# What would end the script element or start another one inside it.
_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld_script(data: dict[str, Any]) -> SafeString:
    """Return `data` as a JSON-LD script element that no text in it can leave."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).translate(_SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 — escaped above


def dublin_core_meta(elements: dict[str, str]) -> SafeString:
    """Return meta elements `DC.title`, `DC.creator` … for the given `elements`."""
    rows = [f'<meta name="DC.{name}" content="{escape(value)}">' for name, value in elements.items()]
    return mark_safe("\n".join(rows))  # noqa: S308 — each value is escaped above


def first_words(text: str, limit: int) -> str:
    """Return `text` in one line, cut after a whole word so that it has at most `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(",;:. ") + "…"
