"""Events of a life or a business that lead to procedures: opening a library, holding a festival."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from modelsearch import index
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.snippets.models import register_snippet

from portal.core.slugs import free_slug
from portal.text import normalise


@register_snippet
class LifeEvent(index.Indexed, ClusterableModel):
    """What happens to somebody, and the procedures that it asks for, chosen and ordered by editors."""

    name = models.CharField(
        _("what happens"),
        max_length=120,
        unique=True,
        help_text=_("As people say it, for example: Tổ chức lễ hội ở xã."),
    )
    slug = models.SlugField(
        _("address"), max_length=120, unique=True, blank=True, help_text=_("Empty: made from the name.")
    )
    description = models.TextField(
        _("what it is about"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences for whoever it happens to."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The catalogue shows events with lower numbers first.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        InlinePanel(
            "procedures", heading=_("Procedures in the order to do them"), label=_("procedure"), min_num=1
        ),
        FieldPanel("sort_order"),
        FieldPanel("slug"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("life event")
        verbose_name_plural = _("life events")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(normalise(self.name).split())
        self.description = normalise(self.description).strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(self, self.name, "su-kien")
        super().save(*args, **kwargs)


class LifeEventProcedure(Orderable):
    """A procedure of an event, at its place."""

    event = ParentalKey(LifeEvent, on_delete=models.CASCADE, related_name="procedures")
    procedure = models.ForeignKey(
        "procedures.ProcedurePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("procedure")
    )

    panels = [PageChooserPanel("procedure", "procedures.ProcedurePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("procedure of a life event")
        verbose_name_plural = _("procedures of life events")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "procedure"],
                name="one_place_in_an_event",
                violation_error_message=_("This procedure is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} – {self.procedure}"
