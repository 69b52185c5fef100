"""The fields (lĩnh vực) that procedures belong to."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from portal.core.slugs import free_slug
from portal.text import normalise


class ProcedureFieldManager(models.Manager["ProcedureField"]):
    def named(self, name: str) -> "ProcedureField":
        """Return the field called `name`, made when there is none yet."""
        name = " ".join(normalise(name).split())
        found = self.filter(name=name).first()
        return found or self.create(name=name)


@register_snippet
class ProcedureField(index.Indexed, models.Model):
    """A field of procedures, by the name in the announcement decisions."""

    name = models.CharField(_("name"), max_length=255, unique=True)
    slug = models.SlugField(
        _("address"), max_length=120, unique=True, blank=True, help_text=_("Empty: made from the name.")
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    objects = ProcedureFieldManager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("field of procedures")
        verbose_name_plural = _("fields of procedures")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(self, self.name, "linh-vuc")
        super().save(*args, **kwargs)
