"""Whether what waits for publication has all that it needs."""

from typing import Any

from portal.core.models import BasePage


def missing_in_draft(page: Any) -> str:
    """Return what the newest version of a page lacks for publication, in sentences; "" for nothing."""
    draft = page.get_latest_revision_as_object()
    return " ".join(draft.missing_for_publication().values()) if isinstance(draft, BasePage) else ""
