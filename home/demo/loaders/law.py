"""Legal documents by what their title pages say, and fictitious drafts for comment."""

from datetime import timedelta
from typing import Any

from legal.choices import Relation
from legal.document_numbers import number_key
from legal.models import (
    DraftIndexPage,
    DraftRegulationPage,
    LegalDocumentPage,
    LegalIndexPage,
    LegalRelation,
    Subject,
)

from .. import campaign_texts as texts
from .workshop import Workshop, identity

#: the office that keeps the list of law
OFFICE = "phap-che"

#: a fictitious draft asks for comments, but not at an address that somebody has
POST_ADDRESS = "Gửi tại trụ sở của Sở (địa chỉ minh họa, dự thảo giả định)"


def load_documents(shop: Workshop) -> None:
    """Make and publish the documents that are missing.

    Real ones: only what is known of them, no text; whether they are in force is not claimed.
    """
    index = shop.section(LegalIndexPage)
    subjects = {slug: Subject.objects.named(name) for slug, name in texts.SUBJECTS.items()}
    pages = []
    for text in texts.legal_documents():
        if LegalDocumentPage.objects.filter(number_key=number_key(text.number)).exists():
            continue
        page = LegalDocumentPage(
            kind=text.kind,
            number=text.number,
            full_title=text.title,
            issuer=text.issuer,
            issued_on=text.issued,
            effective_from=text.effective,
            organisation=shop.stock.organisations[OFFICE],
            translation_key=identity(f"van-ban:{text.number}"),
            first_published_at=shop.day(48),
        )
        page.subjects = [subjects[slug] for slug in text.subjects]
        if text.amends:
            page.relations.add(LegalRelation(kind=Relation.AMENDS, target_number=text.amends))
        pages.append(shop.draft(index, page))
    shop.publish("documents", [page for page in pages if page])


def draft_drafts(shop: Workshop) -> list[tuple[Any, str]]:
    """Make the drafts for comment that are missing; return each with its text."""
    index = shop.section(DraftIndexPage)
    made = []
    for text in texts.drafts():
        office = shop.stock.organisations[text.organisation]
        page = DraftRegulationPage(
            **shop.common(f"du-thao:{text.slug}", text),
            full_title=text.title,
            drafting_unit=office.name,
            organisation=office,
            opened_on=shop.date(text.opened_days_ago),
            deadline=shop.date(0) + timedelta(days=text.deadline_in_days),
            how_to_comment=text.how_to_comment,
            contact_office=office.name,
            contact_address=POST_ADDRESS,
            first_published_at=shop.day(text.opened_days_ago),
        )
        made.append((shop.draft(index, page), text.body))
    return [(page, body) for page, body in made if page]
