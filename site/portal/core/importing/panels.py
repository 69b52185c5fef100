"""What the form of an imported page shows of its import."""

from typing import Any

from wagtail.admin.panels import FieldPanel, Panel

from .messages import Wording


class ImportWarningsPanel(Panel):
    """Shows what the last import could not read for certain, in the words of the room."""

    def __init__(self, wording: Wording, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.wording = wording

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "wording": self.wording}

    class BoundPanel(Panel.BoundPanel):
        template_name = "components/import_warnings.html"

        def is_shown(self) -> bool:
            return bool(self.instance.import_warnings)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            warnings = [self.panel.wording.describe(row) for row in self.instance.import_warnings]
            return context | {"warnings": warnings}


class CheckedPanel(FieldPanel):
    """Lets an editor say that the warnings were dealt with; hidden where there are none."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.import_warnings)
