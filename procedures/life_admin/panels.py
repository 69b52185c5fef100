"""What the form of a procedure says of its versions."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from ..past import history_of


class VersionsPanel(Panel):
    """Says what is in force and what waits; hidden while a procedure has at most one version."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procedures/admin/versions_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.history = history_of(self.instance, timezone.localdate())

        def is_shown(self) -> bool:
            history = self.history
            return len(history.versions) > 1 or bool(history.next)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            waiting = [version for version in self.history.versions if version.waiting]
            newest = self.instance.latest_revision_id
            return super().get_context_data(parent_context) | {
                "page": self.instance,
                "history": self.history,
                "waiting": waiting[::-1],
                "draft_waits": next((row for row in waiting if row.revision_id == newest), None),
            }
