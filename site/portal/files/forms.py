"""Base classes of the image, document and media forms: every upload door of the editors' side is made of them."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from . import publishing
from .formfields import PortalDocumentField, PortalImageField
from .names import readable
from .storage import Undeleting

AVATAR_SIDE = 400
FOCAL_FIELDS = {"focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


def delete_later(storage: Storage, name: str) -> None:
    """Delete the file `name` once the transaction is committed."""
    transaction.on_commit(partial(storage.delete, name))


class ReadableTitle(forms.ModelForm):
    """Composes the title (NFC) and takes invisible characters out of it."""

    def clean_title(self) -> str:
        title = readable(self.cleaned_data["title"])
        if not title:
            raise ValidationError(_("The title is empty."), code="required")
        return title

    def replace_file_field(self, replacement: type[forms.FileField]) -> None:
        """Put `replacement` where Wagtail's own file field stands, in forms that have one."""
        if field := self.fields.get("file"):
            self.fields["file"] = replacement(label=field.label, required=field.required, widget=field.widget)


class PortalImageForm(ReadableTitle, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replace_file_field(PortalImageField)
        self._old_file = self.instance.file.name if self.instance.pk else ""

    class Meta(BaseImageForm.Meta):
        pass

    def save(self, commit: bool = True) -> Any:
        """Save; a replaced picture and its renditions go once the new row is sure, and new ones are made."""
        self.original_file = None
        image = super().save(commit=commit)
        if commit and self._old_file and set(self.changed_data) & {"file", *FOCAL_FIELDS}:
            if image.file.name != self._old_file:
                image.renditions.all().delete()
                delete_later(image.file.storage, self._old_file)
            publishing.picture_image(image)
        return image


class PortalDocumentForm(ReadableTitle, BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replace_file_field(PortalDocumentField)
        self._old_file = self.instance.file.name if self.instance.pk else ""

    class Meta(BaseDocumentForm.Meta):
        pass

    def save(self, commit: bool = True) -> Any:
        """Save; a replaced file goes once the new row is sure."""
        self.original_file = None
        document = super().save(commit=commit)
        if commit and self._old_file and document.file.name != self._old_file:
            delete_later(document.file.storage, self._old_file)
        return document


class PortalMediaForm(ReadableTitle, BaseMediaForm):
    helps = {
        "duration": _("In seconds. Left at 0, it is read from the file where the file tells."),
        "width": _("In pixels. Left empty, it is read from the file where the file tells."),
        "height": _("In pixels. Left empty, it is read from the file where the file tells."),
    }

    class Meta(BaseMediaForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in self.helps.items():
            if name in self.fields:
                self.fields[name].help_text = text
        files = (getattr(self.instance, name) for name in self.instance.file_fields)
        self._old_files = [(file.field.name, file.name, file.storage) for file in files if file]
        if self.instance.file:
            # wagtailmedia's view deletes the old recording before the new one is stored, which may fail.
            self.instance.file.storage = Undeleting(self.instance.file.storage)

    def save(self, commit: bool = True) -> Any:
        """Save; files that were replaced or cleared leave the disk, and another recording is measured anew."""
        changed = set(self.changed_data)
        if "file" in changed:
            if "duration" not in changed:
                self.instance.duration = 0
            if not changed & {"width", "height"}:
                self.instance.width = self.instance.height = None
        media = super().save(commit=commit)
        for field, name, storage in self._old_files if commit else ():
            if getattr(media, field).name != name:
                delete_later(storage, name)
        return media


class PortalAvatarForm(AvatarPreferencesForm):
    """An account's picture comes in by the same checks as every other."""

    avatar = PortalImageField(label=_("Upload a profile picture"), required=False, max_side=AVATAR_SIDE)

    class Meta(AvatarPreferencesForm.Meta):
        pass

    def clean_avatar(self) -> Any:
        return self.cleaned_data.get("avatar") or self._original_avatar
