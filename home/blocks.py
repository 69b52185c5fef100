"""Blocks of the home page; each asks the room that owns its content."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from news.models import NewsPage
from procedures.models import ProcedurePage


class SearchHeroBlock(blocks.StructBlock):
    """The search box that opens the page, with the commonest procedures below."""

    title = blocks.CharBlock(label=_("Question"), max_length=120)
    hint = blocks.CharBlock(label=_("Hint"), required=False, max_length=200)

    class Meta:
        icon = "search"
        label = _("Search box")
        template = "home/blocks/search_hero.html"


class CommonProceduresBlock(blocks.StructBlock):
    """Up to six procedures as big links."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    procedures = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="procedures.ProcedurePage"), label=_("Procedures"), max_num=6
    )

    class Meta:
        icon = "list-ul"
        label = _("Common procedures")
        template = "home/blocks/common_procedures.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        chosen = [child.value.pk for child in value["procedures"].bound_blocks if child.value]
        found = ProcedurePage.objects.live().public().in_bulk(chosen)
        return context | {"procedures": [found[pk] for pk in chosen if pk in found]}


class LatestNewsBlock(blocks.StructBlock):
    """The newest item with its picture, then four more."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    count = blocks.IntegerBlock(label=_("How many"), default=5, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("Latest news")
        template = "home/blocks/latest_news.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        news = NewsPage.objects.live().public().select_related("picture")
        items = list(news.order_by("-first_published_at", "-pk")[: value["count"]])
        return super().get_context(value, parent_context) | {"lead": items[:1], "items": items[1:]}


class StatisticsBlock(blocks.StructBlock):
    """How many procedures the catalogue holds, by field."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)

    class Meta:
        icon = "order"
        label = _("Statistics of the catalogue")
        template = "home/blocks/statistics.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {
            "statistics": ProcedurePage.objects.live().public().statistics()
        }


class HomeBlock(blocks.StreamBlock):
    """The sections of the home page."""

    search = SearchHeroBlock()
    procedures = CommonProceduresBlock()
    news = LatestNewsBlock()
    statistics = StatisticsBlock()

    class Meta:
        # Each section once: a page of four sections stays within its bound of queries.
        block_counts = {name: {"max_num": 1} for name in ("search", "procedures", "news", "statistics")}
