"""Blocks of the home page; each asks the room that owns its content."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from media_assets.models import PerformancePage, PosterPage
from news.models import MagazineIssuePage, NewsPage
from portal.core.menu_blocks import LinkBlock
from portal.files.pictures import prefetch_renditions
from procedures.models import ProcedurePage, ProcedureVisits


class SearchHeroBlock(blocks.StructBlock):
    """The search box that opens the page, with the commonest procedures below."""

    title = blocks.CharBlock(label=_("Question"), max_length=120)
    hint = blocks.CharBlock(label=_("Hint"), required=False, max_length=200)

    class Meta:
        icon = "search"
        label = _("Search box")
        template = "home/blocks/search_hero.html"


class CommonProceduresBlock(blocks.StructBlock):
    """Up to six procedures as big links: chosen by editors, else those that are visited most."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    procedures = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="procedures.ProcedurePage"),
        label=_("Procedures"),
        max_num=6,
        help_text=_("None: the six that were visited most in the last 30 days."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Common procedures")
        template = "home/blocks/common_procedures.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        chosen = [child.value.pk for child in value["procedures"].bound_blocks if child.value]
        if not chosen:
            return context | {"procedures": ProcedureVisits.objects.most_visited()}
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


class AudienceBlock(blocks.StructBlock):
    """One of those whom the portal serves, and where they find what they need."""

    name = blocks.CharBlock(label=_("For whom"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=5)

    class Meta:
        icon = "group"
        label = _("Audience")


class AudiencesBlock(blocks.StructBlock):
    """What there is for citizens, businesses, officials and units."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    audiences = blocks.ListBlock(AudienceBlock(), label=_("Audiences"), min_num=1, max_num=4)

    class Meta:
        icon = "group"
        label = _("By audience")
        template = "home/blocks/audiences.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        chosen = [link["page"].pk for one in value["audiences"] for link in one["links"] if link["page"]]
        public = Page.objects.live().public().in_bulk(chosen)
        audiences = [(one["name"], list(_links(one["links"], public))) for one in value["audiences"]]
        return super().get_context(value, parent_context) | {"audiences": audiences}


def _links(links: Any, public: dict[int, Page]) -> Iterator[tuple[str, str]]:
    """Yield address and words of the links that lead somewhere: to `public` pages, and to other addresses."""
    for link in links:
        if link["address"]:
            yield link["address"], link["label"]
        elif link["page"] and (page := public.get(link["page"].pk)):
            yield page.url, link["label"] or page.title


class MagazineBlock(blocks.StructBlock):
    """The cover of the current issue and its first articles."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    count = blocks.IntegerBlock(label=_("How many articles"), default=3, min_value=1, max_value=6)

    class Meta:
        icon = "openquote"
        label = _("Current issue of the magazine")
        template = "home/blocks/magazine.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        issue = MagazineIssuePage.objects.current()
        articles = issue.leading_articles(value["count"]) if issue else []
        return super().get_context(value, parent_context) | {"issue": issue, "articles": articles}


class PostersBlock(blocks.StructBlock):
    """A quiet strip of the newest posters."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    count = blocks.IntegerBlock(label=_("How many"), default=4, min_value=1, max_value=8)

    class Meta:
        icon = "image"
        label = _("Newest posters")
        template = "home/blocks/posters.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        posters = PosterPage.objects.newest(value["count"])
        return super().get_context(value, parent_context) | {"posters": posters}


class PerformancesBlock(blocks.StructBlock):
    """The newest performances with their poster frames and durations."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    count = blocks.IntegerBlock(label=_("How many"), default=2, min_value=1, max_value=6)

    class Meta:
        icon = "media"
        label = _("Newest performances")
        template = "home/blocks/performances.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        performances = list(PerformancePage.objects.newest(value["count"]))
        prefetch_renditions(item.poster_frame for item in performances)
        return super().get_context(value, parent_context) | {"performances": performances}


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


SECTIONS = ("search", "procedures", "news", "audiences", "magazine", "posters", "performances", "statistics")


class HomeBlock(blocks.StreamBlock):
    """The sections of the home page."""

    search = SearchHeroBlock()
    procedures = CommonProceduresBlock()
    news = LatestNewsBlock()
    audiences = AudiencesBlock()
    magazine = MagazineBlock()
    posters = PostersBlock()
    performances = PerformancesBlock()
    statistics = StatisticsBlock()

    class Meta:
        # Each section once: their headings are what links inside the page lead to.
        block_counts = {name: {"max_num": 1} for name in SECTIONS}
