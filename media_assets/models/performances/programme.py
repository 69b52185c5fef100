"""A programme: performances in their order, staged together."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import render_body
from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.files.pictures import prefetch_renditions

from .queryset import ProgrammeManager
from .staging import Staging

#: the kind under which programmes stand in lists and searches
PROGRAMMES = "chuong-trinh"


class ProgrammePage(BasePage):
    """An evening of the art troupe: what is played, in which order, for which occasion, when and where."""

    occasion = models.CharField(
        _("occasion"),
        max_length=255,
        blank=True,
        help_text=_("For example: a campaign, an anniversary, a tour."),
    )
    poster_frame = models.ForeignKey(
        "files.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the programme"),
    )
    presenter_script = StreamField(BodyBlock(), verbose_name=_("script of the presenter"), blank=True)

    objects = ProgrammeManager()

    search_type = "performance"
    in_site_tree = False
    serve_related = ("organisation", "poster_frame")
    schema_type = "CreativeWork"
    parent_page_types = ["media_assets.PerformanceIndexPage"]
    subpage_types: list[str] = []
    template = "media_assets/programme_page.html"

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("occasion"), FieldPanel("poster_frame")], heading=_("What it is")),
        InlinePanel("items", heading=_("Order of the programme"), label=_("performance"), min_num=1),
        InlinePanel("stagings", heading=_("When and where it was staged"), label=_("staging")),
        FieldPanel("presenter_script"),
    ]

    class Meta:
        verbose_name = _("programme of performances")
        verbose_name_plural = _("programmes of performances")

    @cached_property
    def public_items(self) -> "list[ProgrammeItem]":
        """The numbers that everybody may see, in their order, with recordings and poster frame."""
        items = list(self.items.all())
        performances: Any = ProgrammeItem.performance.field.related_model
        shown = performances.objects.listed().in_bulk([item.performance_id for item in items])
        for item in items:
            if item.performance_id in shown:
                item.performance = shown[item.performance_id]
        return [item for item in items if item.performance_id in shown]

    def search_facets(self) -> dict[str, list[str]]:
        stagings = list(self.stagings.select_related("commune"))
        return {
            "kind": [PROGRAMMES],
            "commune": sorted({staging.commune.slug for staging in stagings if staging.commune}),
            "year": sorted({str(staging.date.year) for staging in stagings}),
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        items = self.public_items
        prefetch_renditions([self.poster_frame, *(item.performance.poster_frame for item in items)])
        return super().get_context(request, *args, **kwargs) | {
            "items": items,
            "duration": sum(item.performance.duration for item in items),
            "stagings": list(self.stagings.select_related("commune")),
            "presenter_script": render_body(self.presenter_script),
        }

    def dublin_core(self) -> dict[str, str]:
        return super().dublin_core() | {"type": "Event"}

    def json_ld(self) -> dict[str, Any]:
        parts = [
            {"@type": "CreativeWork", "name": item.performance.title, "url": item.performance.full_url}
            for item in self.public_items
        ]
        return super().json_ld() | {"genre": gettext("programme of performances"), "hasPart": parts}

    def search_body(self) -> str:
        return "\n".join(text for text in (self.occasion, plain_text(self.presenter_script)) if text)


class ProgrammeItem(Orderable):
    """A performance at its place in a programme."""

    programme = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="items")
    performance = models.ForeignKey(
        "media_assets.PerformancePage",
        on_delete=models.CASCADE,
        related_name="programme_items",
        verbose_name=_("performance"),
    )
    note = models.CharField(
        _("note on the number"),
        max_length=255,
        blank=True,
        help_text=_("For example: opening, encore, who plays it here."),
    )

    panels = [PageChooserPanel("performance", "media_assets.PerformancePage"), FieldPanel("note")]


class ProgrammeStaging(Staging):
    """A staging of a whole programme."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="stagings")
