"""Rich text as plain words."""

import re
from html import unescape

from django.utils.html import strip_tags

_LINE_END = re.compile(r"</(?:p|li)>|<br\s*/?>")


def plain_words(text: str | None) -> str:
    """Return the words of rich text, a line for each paragraph; "" for empty paragraphs."""
    lines = unescape(strip_tags(_LINE_END.sub("\n", text or ""))).splitlines()
    return "\n".join(words for line in lines if (words := " ".join(line.split())))
