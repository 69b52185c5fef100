"""Pages of the organisations; posts without names, and duties, for the records that say nothing yet."""

from typing import Any

from home.models import OrganisationIndexPage, OrganisationPage
from home.organisations import PLAN_DATE
from portal.organisations.models import Organisation, Post

from .. import campaign_texts as texts
from .workshop import Workshop, identity


def load_organisations(shop: Workshop) -> None:
    """Make and publish the pages that are missing.

    Duties and posts come with the page: an editor who emptied them later finds them empty.
    """
    index = shop.section(OrganisationIndexPage)
    content = texts.organisations()
    pages = []
    for slug, summary in content["summary"].items():
        record = shop.stock.organisations[slug]
        if OrganisationPage.objects.filter(record=record).exists():
            continue
        page = OrganisationPage(
            title=record.name,
            slug=slug,
            summary=summary,
            record=record,
            organisation=record,
            is_sample=True,
            translation_key=identity(f"co-quan:{slug}"),
            first_published_at=shop.day(58),
        )
        if made := shop.draft(index, page):
            _fill(record, content)
            pages.append(made)
    shop.publish("organisations", pages)


def _fill(record: Organisation, content: dict[str, Any]) -> None:
    if not record.duties:
        record.duties = content["duties"][record.slug]
        record.save(update_fields=["duties", "updated_at"])
    posts = [post for post in content["post"] if post["organisation"] == record.slug]
    for place, post in enumerate(posts):
        Post.objects.get_or_create(
            organisation=record,
            title=post["title"],
            defaults={"duties": post["duties"], "valid_from": PLAN_DATE, "sort_order": place},
        )
