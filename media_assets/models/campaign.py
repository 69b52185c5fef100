"""What posters are made for: a campaign or a standing topic."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from portal.core.slugs import free_slug
from portal.text import normalise


@register_snippet
class Campaign(index.Indexed, models.Model):
    """A campaign or topic, in the Department's own words: "Cải cách hành chính", "Chuyển đổi số"."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    slug = models.SlugField(
        _("web address"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Leave it empty to have it made from the name."),
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("campaign or topic")
        verbose_name_plural = _("campaigns and topics")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the name as Unicode NFC and make a free address from it where there is none."""
        self.name = normalise(self.name)
        if not self.slug:
            self.slug = free_slug(self, self.name, "chu-de")
        super().save(*args, **kwargs)
