"""Reports of the catalogue for the Office and those who watch over it: completeness, review dates."""

from portal.editorial.reports import register_report

from .completeness import CompletenessReport
from .reviews import ReviewReport


def register() -> None:
    """Register both; called once, from `wagtail_hooks`."""
    register_report(CompletenessReport)
    register_report(ReviewReport)
