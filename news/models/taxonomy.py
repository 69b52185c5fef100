"""By what news is sorted: topics that the Department sets, tags that editors add."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from portal.text import slugify_vi


@register_snippet
class Topic(index.Indexed, models.Model):
    """A topic of news, in the Department's own words and order."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("web address"), max_length=100, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("sort_order")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name


class NewsTag(TagBase):
    """A free word on a news item; its address has no accents."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return the address of `tag`; `i` counts tags whose words fold to the same."""
        slug = slugify_vi(tag) or "the"
        return slug if i is None else f"{slug}-{i}"


class TaggedNews(ItemBase):
    """Says that a news item carries a tag."""

    tag = models.ForeignKey(NewsTag, on_delete=models.CASCADE, related_name="tagged")
    content_object = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")
