"""Legal documents and drafts for comment."""

from datetime import date

import factory

from home.models import HomePage
from legal.models import (
    DraftIndexPage,
    DraftRegulationPage,
    LegalDocumentPage,
    LegalIndexPage,
    LegalRelation,
    Subject,
)
from tests.factories.pages import LivePageFactory, build_site


class SubjectFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Lĩnh vực {n}")

    class Meta:
        model = Subject


class LegalIndexPageFactory(LivePageFactory):
    title = "Văn bản"
    slug = "van-ban"
    show_in_menus = True

    class Meta:
        model = LegalIndexPage


class LegalDocumentPageFactory(LivePageFactory):
    title = ""
    slug = ""
    kind = "Nghị định"
    number = factory.Sequence(lambda n: f"{n + 1}/2020/NĐ-CP")
    full_title = "Quy định chi tiết một số điều"
    issuer = "Chính phủ"
    issued_on = date(2020, 5, 8)
    effective_from = date(2020, 7, 1)

    class Meta:
        model = LegalDocumentPage


class DraftIndexPageFactory(LivePageFactory):
    title = "Dự thảo lấy ý kiến"
    slug = "du-thao"

    class Meta:
        model = DraftIndexPage


class DraftRegulationPageFactory(LivePageFactory):
    title = ""
    slug = factory.Sequence(lambda n: f"du-thao-so-{n}")
    full_title = factory.Sequence(lambda n: f"Dự thảo Nghị quyết số {n}")
    drafting_unit = "Phòng Tổ chức – Pháp chế"
    deadline = date(2026, 12, 31)
    contact_email = "gop-y@example.org"

    class Meta:
        model = DraftRegulationPage


def build_law_list() -> LegalIndexPage:
    """Return the list of legal documents of the default site, made with the site where there is none."""
    home = HomePage.objects.first() or build_site()
    found = LegalIndexPage.objects.first() or LegalIndexPageFactory(parent=home)
    return LegalIndexPage.objects.get(pk=found.pk)


def build_draft_list() -> DraftIndexPage:
    """Return the list of drafts for comment below the list of documents."""
    laws = build_law_list()
    found = DraftIndexPage.objects.first() or DraftIndexPageFactory(parent=laws)
    return DraftIndexPage.objects.get(pk=found.pk)


def relate(newer: LegalDocumentPage, kind: str, older: LegalDocumentPage | str) -> LegalRelation:
    """Note on `newer` how it stands to `older`, a document or a number."""
    end = {"target_number": older} if isinstance(older, str) else {"target": older}
    return LegalRelation.objects.create(page=newer, kind=kind, **end)
