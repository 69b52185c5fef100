"""What people fill in: the file with its options, the .zip of forms, what each of its files is."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ..models import FormsUpload, ImportRun
from .uploads import FORMS, RECORDS, vet_forms, vet_records

#: forms up to which each file offers all of them
OFFERED = 300


def accepted(kinds: tuple[str, ...]) -> str:
    """Return the endings for the browser's file dialogue."""
    return ",".join(f".{kind}" for kind in kinds)


class OptionsForm(forms.ModelForm):
    """How to import."""

    class Meta:
        model = ImportRun
        fields = ("publish", "overwrite")
        help_texts = {
            "publish": _(
                "Each procedure goes live at once, or on the day from which it is in force. Otherwise drafts are made."
            ),
            "overwrite": _(
                "Otherwise what an editor changed since the last import is kept, and the preview names it."
            ),
        }


class UploadForm(OptionsForm):
    """A file of procedures."""

    file = forms.FileField(
        label=_("File of procedures"),
        help_text=_("Excel (.xlsx), .csv, .json or .jsonl, also packed as .gz. At most 50 MB."),
        widget=forms.FileInput(attrs={"accept": accepted(RECORDS)}),
        max_length=1000,
    )
    field_order = ("file", "publish", "overwrite")

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        vet_records(file, file.name or "")
        return file


class FormsUploadForm(forms.Form):
    """A .zip of forms."""

    file = forms.FileField(
        label=_("Forms as a .zip"),
        help_text=_(
            "Files are matched by their names to the forms that the procedures name. Put a form that is only for "
            "one procedure into a folder called by its code. At most 50 MB."
        ),
        widget=forms.FileInput(attrs={"accept": accepted(FORMS)}),
        max_length=1000,
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        vet_forms(file, file.name or "")
        return file


class ChoicesForm(forms.Form):
    """For each doubtful file of a .zip, which form it is; "" for none."""

    def __init__(self, upload: FormsUpload, names: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = {}
        offered = names if len(names) <= OFFERED else []
        for entry in upload.entries.exclude(state="refused"):
            first = [(name, name) for name in entry.candidates]
            rest = [(name, name) for name in offered if name not in entry.candidates]
            groups: list[Any] = [("", _("Leave it out"))]
            groups += [(_("Likely"), first)] if first else []
            groups += [(_("All forms of the procedures"), rest)] if rest else []
            key = f"entry-{entry.number}"
            self.fields[key] = forms.ChoiceField(
                choices=groups, required=False, initial=entry.chosen, label=entry.name
            )
            self.entries[key] = entry
