"""Which files an editor may put into a page: those that he may choose, and those that stand in it already.

Wagtail's choosers show each editor his own collections, but a form takes the number of any file. Whoever may edit a
page that uses a file may have the file (`access`), so the form asks too.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.rich_text import RichText

from .access import EDITORS_ACTIONS
from .models import FileUse
from .uses import MODELS, Use, files_of

KINDS = {model: str(kind) for kind, model in MODELS.items()}

NOT_YOURS = _(
    "You may not use this file, or it is gone; what was here before stands again. Choose a file from your own "
    "collections, or ask those who keep it to share it."
)
NOT_YOURS_INSIDE = _(
    "A file was taken out of this text because you may not use it, or it is gone. Choose a file from your own "
    "collections, or ask those who keep it to share it."
)

#: elements of stored rich text that show or link to a file by its key
_FILE_TAG = re.compile(r"<(?:a|embed)\b[^>]*\b(?:linktype|embedtype)=[^>]*>")
_FILE_KIND = re.compile(r'\b(?:linktype|embedtype)="(\w+)"')
_FILE_KEY = re.compile(r'\bid="(\d+)"')


def may_choose(user: Any, use: Use) -> bool:
    """Whether there is such a file and `user` may put it into a page of his."""
    kind, key = use
    model = MODELS[kind]
    file = model._default_manager.filter(pk=key).first()
    if file is None or user is None:
        return False
    policy = policy_registry.get_by_type(model)
    return bool(policy.user_has_any_permission_for_instance(user, EDITORS_ACTIONS, file))


class OwnFilesForm:
    """Mixin for the editors' forms: refuses files that are new on the page or record and not open to the user."""

    def _clean_fields(self) -> None:
        """Refuse them before the page is made of what was sent: what it says of itself may name its files."""
        super()._clean_fields()  # type: ignore[misc]
        refuse_foreign_files(self)


def refuse_foreign_files(form: Any) -> None:
    """Say at each field of a page's `form` what may not stand there, and take it out.

    What was sent is asked, not what is valid: a form that comes back for another fault shows the titles of
    the files in it.
    """
    sent = [
        (part, name, field, used) for part in _parts(form) for name, field, used in _files_in(part) if used
    ]
    new = {use for *_rest, used in sent for use in used} - _used_by(form.instance)
    refused = {use for use in new if not may_choose(form.for_user, use)}
    for part, name, field, used in sent:
        if used & refused:
            _take_out(part, name, field, refused)


def _parts(form: Any) -> Iterator[Any]:
    """Yield a form and those of its inline rows, at any depth."""
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for row in formset.forms:
            yield from _parts(row)


def _used_by(instance: Any) -> set[Use]:
    """Return the files that a page uses in its row or its newest draft, or that another record refers to."""
    if instance.pk is None:
        return set()
    if isinstance(instance, Page):
        return set(FileUse.objects.filter(page_id=instance.pk).values_list("kind", "file_id"))
    stored = type(instance)._default_manager.filter(pk=instance.pk).first()
    return files_of(stored) if stored else set()


def _files_in(form: Any) -> Iterator[tuple[str, Any, set[Use]]]:
    """Yield each field that holds files or text with files, and what was sent in it."""
    for name in form.fields:
        try:
            field = form._meta.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if field.related_model in KINDS:
            key = str(form[name].value() or "")
            if key.isdecimal() and len(key) < 18:
                yield name, field, {(KINDS[field.related_model], int(key))}
        elif hasattr(field, "extract_references") and (value := form[name].value()):
            found = field.extract_references(value)
            yield name, field, {(KINDS[model], int(key)) for model, key, *_rest in found if model in KINDS}


def _take_out(form: Any, name: str, field: models.Field[Any, Any], refused: set[Use]) -> None:
    """Add the error, and show the field again without what was refused."""
    if field.related_model in KINDS:
        shown, message = form[name].initial, NOT_YOURS
    else:
        block = getattr(field, "stream_block", None)
        value = form[name].value()
        shown = without(block, value, refused) if block else without_in_text(value, refused)
        message = NOT_YOURS_INSIDE
    # Each form has fields of its own.
    form.fields[name].bound_data = lambda data, initial: shown
    form.add_error(name, ValidationError(message, code="not_yours"))


def without(block: Any, value: Any, refused: set[Use]) -> Any:
    """Return the value of a block without the files in `refused`; all else stays."""
    if isinstance(value, models.Model):
        return None if (KINDS.get(type(value)), value.pk) in refused else value
    if isinstance(value, RichText):
        return RichText(without_in_text(value.source, refused))
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            child.value = without(child.block, child.value, refused)
    elif isinstance(block, blocks.ListBlock):
        for child in value.bound_blocks:
            child.value = without(child.block, child.value, refused)
    elif isinstance(block, blocks.StructBlock) and not isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            value[name] = without(child, value.get(name), refused)
    return value


def without_in_text(source: str, refused: set[Use]) -> str:
    """Return stored rich text without links to the files in `refused`; the words of a link stay."""

    def keep(tag: re.Match[str]) -> str:
        kind, key = _FILE_KIND.search(tag[0]), _FILE_KEY.search(tag[0])
        if kind and key and (kind[1], int(key[1])) in refused:
            return "<a>" if tag[0].startswith("<a") else ""
        return tag[0]

    return _FILE_TAG.sub(keep, source)
