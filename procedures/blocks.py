"""The tables of a procedure as blocks, each with the same names as its class in `procedures.schema`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .choices import FeeKind, Method, Unit


def _text(label: Any, help_text: Any = "", rows: int = 2) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, help_text=help_text, required=False, rows=rows)


def _line(label: Any, help_text: Any = "", max_length: int | None = 500) -> blocks.CharBlock:
    return blocks.CharBlock(label=label, help_text=help_text, required=False, max_length=max_length)


def _choice(label: Any, choices: Any, **kwargs: Any) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=label, choices=choices, required=False, **kwargs)


class StepBlock(blocks.StructBlock):
    """A step of the order of work."""

    label = _line(_("Label"), _("For example “Bước 1:”; may be empty."), 100)
    text = _text(_("Text"), rows=4)

    class Meta:
        icon = "order"
        label = _("Step")
        label_format = "{label} {text}"


class TimeLimitBlock(blocks.StructBlock):
    """A time limit: number and unit where they are certain, and the words."""

    number = blocks.FloatBlock(label=_("Number"), required=False, min_value=0)
    unit = _choice(_("Unit"), Unit.choices)
    text = _line(_("In words"), _("As the announcement puts it; shown when number or unit is empty."))

    class Meta:
        icon = "time"
        label = _("Time limit")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if result["number"] is not None and not result["unit"]:
            raise blocks.StructBlockValidationError(
                {
                    "unit": ValidationError(
                        gettext("Choose the unit of this number, or leave the number empty.")
                    )
                }
            )
        return result


class FeeBlock(blocks.StructBlock):
    """A fee (phí) or a charge (lệ phí)."""

    kind = _choice(_("Kind"), FeeKind.choices)
    amount = blocks.IntegerBlock(label=_("Amount in đồng"), required=False, min_value=0)
    free = blocks.BooleanBlock(label=_("Free of charge"), required=False)
    text = _line(
        _("Amount in words"), _("As the announcement puts it; shown when the amount is empty."), None
    )
    note = _text(_("Note"))

    class Meta:
        icon = "tag"
        label = _("Fee")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if result["free"] and result["amount"]:
            raise blocks.StructBlockValidationError(
                {"free": ValidationError(gettext("What is free of charge has no amount."))}
            )
        return result


class ChannelBlock(blocks.StructBlock):
    """A way to submit, with its time limit and fees."""

    method = _choice(_("Way to submit"), Method.choices)
    method_text = _line(_("Which other way"), _("Only for “Another way”."), 200)
    time_limit = TimeLimitBlock()
    fees = blocks.ListBlock(FeeBlock(), label=_("Fees"), default=[])
    description = _text(_("Description"), rows=4)

    class Meta:
        icon = "mail"
        label = _("Way to submit")
        label_format = "{method} {time_limit}"


class FormFileBlock(blocks.StructBlock):
    """A form to fill in."""

    file_name = _line(_("Name of the file"), max_length=300)
    document = DocumentChooserBlock(label=_("Document"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Form to fill in")


class DossierItemBlock(blocks.StructBlock):
    """A paper of the dossier."""

    name = _text(_("Paper"))
    forms = blocks.ListBlock(FormFileBlock(), label=_("Forms to fill in"), default=[])
    originals = blocks.IntegerBlock(label=_("Originals"), required=False, min_value=0)
    copies = blocks.IntegerBlock(label=_("Copies"), required=False, min_value=0)
    note = _text(_("Note"))

    class Meta:
        icon = "doc-empty"
        label = _("Paper")
        label_format = "{name}"


class DossierGroupBlock(blocks.StructBlock):
    """The papers of one case."""

    name = _text(_("Case"), _("Empty when the dossier has one case only."))
    items = blocks.ListBlock(DossierItemBlock(), label=_("Papers"), default=[])
    text = _text(
        _("Text not split"),
        _("What the import could not split for certain. Move it into papers, then empty it."),
    )

    class Meta:
        icon = "folder-open-1"
        label = _("Case")
        label_format = "{name}"


class ResultBlock(blocks.StructBlock):
    """What the applicant receives."""

    text = _text(_("Result"))
    code = _line(_("Code"), _("In the national register, for example KQ.G10.000098."), 100)

    class Meta:
        icon = "success"
        label = _("Result")


class LegalBasisBlock(blocks.StructBlock):
    """A legal document that the procedure stands on."""

    number = _line(_("Number"), _("For example 63/2010/NĐ-CP."), 300)
    title = _text(_("Subject of the document"))
    issued_on = blocks.DateBlock(label=_("Issued on"), required=False, format="%d/%m/%Y")
    issuer = _line(_("Issued by"))
    note = _text(_("Note"))

    class Meta:
        icon = "openquote"
        label = _("Legal basis")
        label_format = "{number} {title}"
