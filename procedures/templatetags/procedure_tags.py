"""What templates need to show a procedure."""

import json
from urllib.parse import urlsplit

from django import template
from django.utils.safestring import SafeString

from portal.organisations.models import Counter
from portal.organisations.opening_hours import week_json

from ..text_rendering import text_to_html

register = template.Library()


@register.filter
def plain_text(text: str | None) -> SafeString:
    """Show plain text of a record as paragraphs and lists."""
    return text_to_html(text or "")


@register.filter(name="week_json")
def counter_week(counter: Counter) -> str:
    """Return the opening hours of a counter as JSON, Monday first."""
    return json.dumps(week_json(counter.week), separators=(",", ":"))


@register.filter
def web_host(address: str) -> str:
    """Return the host of a web address: "https://dichvucong.gov.vn/p/1" gives "dichvucong.gov.vn"."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
