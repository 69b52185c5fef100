"""The standing sections of the magazine, and those who write for it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from portal.organisations.models import Organisation
from portal.text import normalise, slugify_vi


class Named(models.Model):
    """A name in NFC, and an address made of it."""

    name: str
    slug: str

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the address also for what no form has cleaned."""
        if not self.slug:
            self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Make the address from the name where nobody gave one; two of one name get a number."""
        super().clean()
        self.name = normalise(self.name).strip()
        if not self.slug:
            begin = slugify_vi(self.name, max_length=90) or "muc"
            manager: Any = type(self)._default_manager
            others = manager.exclude(pk=self.pk).filter(slug__startswith=begin)
            taken = set(others.values_list("slug", flat=True))
            tries = (begin if n == 1 else f"{begin}-{n}" for n in range(1, len(taken) + 2))
            self.slug = next(slug for slug in tries if slug not in taken)


@register_snippet
class MagazineSection(Named, index.Indexed):
    """A standing section of the magazine; the table of contents follows their order."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(
        _("web address"), max_length=100, unique=True, blank=True, help_text=_("Empty: made from the name.")
    )
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Sections of a lower number come first in every issue.")
    )

    panels = [FieldPanel("name"), FieldPanel("sort_order"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("section of the magazine")
        verbose_name_plural = _("sections of the magazine")


@register_snippet
class Author(Named, index.Indexed):
    """Who writes for the magazine: a name or pen name, or an office."""

    name = models.CharField(_("name or pen name"), max_length=150)
    slug = models.SlugField(
        _("web address"), max_length=150, unique=True, blank=True, help_text=_("Empty: made from the name.")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office or unit"),
    )
    note = models.CharField(
        _("about the author"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences, shown on the author's page. No private data."),
    )

    panels = [FieldPanel("name"), FieldPanel("organisation"), FieldPanel("note"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("author of the magazine")
        verbose_name_plural = _("authors of the magazine")

    @property
    def schema_type(self) -> str:
        """What schema.org calls the author."""
        office = self.organisation
        return "Organization" if office and self.name in (office.name, str(office)) else "Person"
