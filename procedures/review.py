"""When a record is to be reviewed again."""

from datetime import date

from django.conf import settings

from .deadlines import months_later


def next_review(reviewed_on: date | None) -> date | None:
    """Return the day on which a record last reviewed on `reviewed_on` is to be reviewed again; None when never was."""
    return months_later(reviewed_on, settings.PORTAL_PROCEDURE_REVIEW_MONTHS) if reviewed_on else None
