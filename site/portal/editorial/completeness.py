"""Whether what waits for publication has all that it needs."""

from typing import Any

from portal.core.models import BasePage
from portal.core.schedule import faults_of


def missing_in_draft(page: Any) -> str:
    """Return what keeps the newest version of a page from going live, in sentences; "" for nothing."""
    draft = page.get_latest_revision_as_object()
    return " ".join(faults_of(draft)) if isinstance(draft, BasePage) else ""
