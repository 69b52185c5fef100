"""What templates need to show a procedure."""

from django import template
from django.utils.safestring import SafeString

from ..text_rendering import text_to_html

register = template.Library()


@register.filter
def plain_text(text: str | None) -> SafeString:
    """Show plain text of a record as paragraphs and lists."""
    return text_to_html(text or "")
