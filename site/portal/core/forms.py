"""Forms of the editors' side that pages of any room may use."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from portal.files.choosing import OwnFilesForm

from .reserved import check_slug


class PageForm(OwnFilesForm, WagtailAdminPageForm):
    """The form of every page: takes no address of the portal, and only files that the editor may choose."""

    def defer_required_fields(self) -> None:
        """Let a draft leave rows of a list empty, also the first where one must be filled in for publication.

        Wagtail makes the rows before it lifts their least number, and takes a row's place for something written.
        """
        super().defer_required_fields()
        for formset in self.formsets.values():
            for row in formset.extra_forms:
                if set(row.changed_data) <= {ORDERING_FIELD_NAME, DELETION_FIELD_NAME}:
                    row.changed_data.clear()
                    row.empty_permitted = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        try:
            check_slug(data.get("slug", ""), self.parent_page)
        except ValidationError as error:
            self.add_error(None, error)
        return data


class PageCopyForm(CopyForm):
    """Refuses to copy a page to an address of the portal."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        try:
            check_slug(data.get("new_slug", ""), data.get("new_parent_page") or self.page.get_parent())
        except ValidationError as error:
            self.add_error("new_slug", error.messages)
        return data


class PublicationForm(PageForm):
    """Refuses to submit or publish a page that says what it lacks (`missing_for_publication`); drafts are saved."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            for name, sentence in self.instance.missing_for_publication().items():
                self.add_error(name if name in self.fields else None, sentence)


class RecordForm(OwnFilesForm, WagtailAdminModelForm):
    """The form of records that hold files and are no pages (`base_form_class` of the model)."""
