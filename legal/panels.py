"""The forms in which editors keep documents and drafts for comment."""

import itertools
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Count
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.models import Page

from portal.core.forms import PageForm
from portal.core.importing.panels import CheckedPanel, ImportWarningsPanel
from portal.core.models import BasePage
from portal.text import slugify_vi

from .document_numbers import number_key, number_slug
from .importing.messages import WORDING
from .kinds import KNOWN


class SuggestingInput(forms.TextInput):
    """A line of text with suggestions; anything else may be written too."""

    def __init__(self, suggestions: Callable[[], Iterable[str]], attrs: Any = None) -> None:
        super().__init__(attrs)
        self.suggestions = suggestions

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        place = f"{name}-suggestions"
        line = super().render(name, value, {**(attrs or {}), "list": place}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((text,) for text in self.suggestions())
        )
        return format_html('{}<datalist id="{}">{}</datalist>', line, place, options)


class _PageForm(PageForm):
    """The address is made from what stands on another tab, so the form doesn't ask for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def fill_slug(self, wanted: str) -> None:
        """Take `wanted` as the address where the editor gave none, with a number behind it when it is taken."""
        if self.cleaned_data.get("slug") or "slug" not in self.cleaned_data or not wanted:
            return
        candidates = itertools.chain([wanted], (f"{wanted}-{number}" for number in itertools.count(2)))
        self.cleaned_data["slug"] = next(
            slug for slug in candidates if Page._slug_is_available(slug, self.parent_page, self.instance)
        )


class LegalDocumentForm(_PageForm):
    """Suggests kinds and issuers; refuses a document that is there already, in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].widget = SuggestingInput(lambda: KNOWN)
        if "issuer" in self.fields:
            self.fields["issuer"].widget = SuggestingInput(self._issuers)

    def _issuers(self) -> list[str]:
        """Return the issuers of most documents."""
        rows = self._meta.model.objects.exclude(issuer="").order_by().values_list("issuer")
        return [name for name, _count in rows.annotate(count=Count("pk")).order_by("-count", "issuer")[:100]]

    def clean(self) -> dict[str, Any]:
        number = self.cleaned_data.get("number", "")
        issued_on = self.cleaned_data.get("issued_on")
        title_slug = slugify_vi(self.cleaned_data.get("full_title", ""), 80)
        self.fill_slug(number_slug(number, issued_on.year if issued_on else None) or title_slug)
        data = super().clean()
        if not number and not data.get("full_title"):
            self.add_error("number", gettext("Write the number or the title first; the rest may wait."))
        start, end = data.get("effective_from"), data.get("effective_to")
        if start and end and end < start:
            self.add_error("effective_to", gettext("This day lies before the first day in force."))
        if number and issued_on and (twin := self._twin(number, issued_on)):
            self.add_error(
                "number",
                gettext("A document with this number and day of issue is here already: %(name)s.")
                % {"name": twin},
            )
        return data

    def _twin(self, number: str, issued_on: Any) -> Any:
        same = self._meta.model.objects.filter(number_key=number_key(number), issued_on=issued_on)
        return same.exclude(pk=self.instance.pk).first()


document_handler = TabbedInterface(
    [
        ObjectList(
            [
                ImportWarningsPanel(WORDING),
                CheckedPanel("import_checked"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
                        FieldPanel("full_title"),
                        FieldRowPanel([FieldPanel("issuer"), FieldPanel("signer")]),
                    ],
                    heading=_("The document"),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_from")]),
                        FieldRowPanel([FieldPanel("effective_to"), FieldPanel("state")]),
                    ],
                    heading=_("Dates and force"),
                ),
                FieldPanel("summary"),
                InlinePanel("files", heading=_("Files of the document"), label=_("file")),
            ],
            heading=_("Main facts"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "relations",
                    heading=_("Relations to older documents"),
                    label=_("related document"),
                    help_text=_(
                        "Note each relation once, on the newer document; the older one shows it by itself."
                    ),
                ),
                FieldPanel("subjects"),
            ],
            heading=_("Relations and subjects"),
        ),
        ObjectList([FieldPanel("body")], heading=_("Text of the document")),
        ObjectList(
            [FieldPanel("source_url"), *BasePage.promote_panels, *BasePage.settings_panels],
            heading=_("Source and publication"),
        ),
    ]
)


CONTACTS = ("address", "email", "phone")


def lacking_in_draft(has_text: bool, has_contact: bool) -> dict[str, str]:
    """Return what the law asks for when people are asked to comment and a draft lacks: field → sentence."""
    lacking = {}
    if not has_text:
        lacking["body"] = gettext("Give the full text of the draft: write it here or attach it as a file.")
    if not has_contact:
        lacking["contact_email"] = gettext(
            "Say where comments go: an e-mail address, a post address or a telephone."
        )
    return lacking


class DraftForm(_PageForm):
    """Asks, before people are asked, for everything they need to comment: text, deadline, where to send it."""

    def clean(self) -> dict[str, Any]:
        title = " ".join(self.cleaned_data.get("full_title", "").split())
        self.fill_slug(slugify_vi(title, 80) or "du-thao")
        data = super().clean()
        start, end = data.get("opened_on"), data.get("deadline")
        if start and end and end < start:
            self.add_error("deadline", gettext("The last day for comments lies before the first."))
        if not self.is_deferred_validation:
            contact = any(data.get(f"contact_{name}") for name in CONTACTS)
            lacking = lacking_in_draft(bool(data.get("body")) or self._has_file(), contact)
            for name, sentence in lacking.items():
                self.add_error(name, sentence)
        return data

    def _has_file(self) -> bool:
        forms_of_files = self.formsets["files"].forms if "files" in self.formsets else []
        rows = [form.cleaned_data for form in forms_of_files if form.is_valid()]
        return any(row.get("document") and not row.get("DELETE") for row in rows)


draft_handler = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("full_title", required_on_save=True),
                FieldPanel("summary"),
                FieldPanel("drafting_unit"),
                FieldRowPanel(
                    [FieldPanel("opened_on"), FieldPanel("deadline")], heading=_("Time for comments")
                ),
                InlinePanel("files", heading=_("Files of the draft"), label=_("file")),
                FieldPanel("body"),
            ],
            heading=_("Main facts"),
        ),
        ObjectList(
            [
                FieldPanel("how_to_comment"),
                MultiFieldPanel(
                    [
                        FieldPanel("contact_office"),
                        FieldPanel("contact_address"),
                        FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
                    ],
                    heading=_("Where comments go"),
                ),
            ],
            heading=_("How to comment"),
        ),
        ObjectList(
            [FieldPanel("comments_summary"), PageChooserPanel("issued_document")],
            heading=_("After the deadline"),
        ),
        ObjectList([*BasePage.promote_panels, *BasePage.settings_panels], heading=_("Publication")),
    ]
)
