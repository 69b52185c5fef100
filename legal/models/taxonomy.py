"""The subjects that legal documents are about."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from portal.text import normalise, slugify_vi


class SubjectManager(models.Manager["Subject"]):
    def named(self, name: str) -> "Subject":
        """Return the subject called `name`, made when there is none yet."""
        name = " ".join(normalise(name).split())
        slug = slugify_vi(name, 100) or "chu-de"
        found = self.filter(models.Q(name=name) | models.Q(slug=slug)).first()
        return found or self.create(name=name, slug=slug)


@register_snippet
class Subject(index.Indexed, models.Model):
    """A subject of legal documents: culture, fees, civil servants …"""

    name = models.CharField(_("name"), max_length=255, unique=True)
    slug = models.SlugField(
        _("web address"), max_length=100, unique=True, blank=True, help_text=_("Empty: made from the name.")
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    objects = SubjectManager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("subject of law")
        verbose_name_plural = _("subjects of law")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = " ".join(normalise(self.name).split())
        if not self.slug:
            wanted = slugify_vi(self.name, 90) or "chu-de"
            taken = set(Subject.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
            numbers = range(2, len(taken) + 3)
            self.slug = next(
                slug for slug in (wanted, *(f"{wanted}-{n}" for n in numbers)) if slug not in taken
            )
        super().save(*args, **kwargs)
