"""What the form of a procedure shows of its completeness."""

from typing import Any

from wagtail.admin.panels import Panel

from .completeness_words import sentence


class CompletenessPanel(Panel):
    """Shows the score and what is missing, what the law asks for first, of the record as the form was opened."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procedures/admin/completeness_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            whole = self.instance.completeness()
            rest = [one for one in whole.missing if not one.mandatory]
            return context | {
                "score": whole.score,
                "mandatory": [(sentence(one.key), one.weight) for one in whole.mandatory],
                "recommended": [(sentence(one.key), one.weight) for one in rest],
            }
