"""News, standing pages and procedures."""

from typing import Any

from home.models import HomePage, StandingPage
from news.models import NewsIndexPage, NewsPage
from procedures.models import ProcedurePage, ProceduresIndexPage
from procedures.names import page_slug, short_title
from procedures.schema import Procedure

from .. import texts
from .workshop import Workshop, identity

#: procedures on the home page of a new portal: what people come for, and two that are wholly filled
COMMON = ("1.003622", "1.004623", "1.000953", "2.001631", "9.900001", "9.900002")

#: which office answers for the procedures of a field; the others are the culture office's
OFFICE_OF_PROCEDURES = "van-hoa"


def standing_drafts(shop: Workshop) -> list[tuple[Any, str]]:
    """Make the standing pages that are missing; return each with its text."""
    made = []
    for text in texts.standing():
        page = StandingPage(
            **shop.common(f"trang:{text.slug}", text),
            organisation=shop.stock.organisations[text.organisation],
            show_in_menus=text.in_menu,
            first_published_at=shop.day(60),
        )
        made.append((shop.draft(shop.home, page), text.body))
    return [(page, body) for page, body in made if page]


def news_drafts(shop: Workshop) -> list[tuple[Any, str]]:
    """Make the news items that are missing; return each with its text."""
    index = shop.section(NewsIndexPage)
    made = [(shop.draft(index, _news(shop, text)), text.body) for text in texts.news()]
    return [(page, body) for page, body in made if page]


def _news(shop: Workshop, text: texts.NewsText) -> NewsPage:
    office = shop.stock.organisations[text.organisation]
    page = NewsPage(
        **shop.common(f"tin:{text.slug}", text),
        kind=text.kind,
        organisation=office,
        picture=shop.stock.pictures[text.picture],
        first_published_at=shop.day(text.days_ago),
    )
    page.authors = [office]
    page.topics = [shop.stock.topics[slug] for slug in text.topics]
    page.communes = [shop.stock.communes[code] for code in text.places]
    page.tags.add(*text.tags)
    return page


def load_procedures(shop: Workshop) -> None:
    """Make and publish the procedures that are missing: real ones by code and name, fictitious ones whole."""
    index = shop.section(ProceduresIndexPage)
    real = [Procedure(code=row.code, name=row.name, field=row.field) for row in texts.coded_procedures()]
    pages = [_procedure(shop, index, record, is_sample=False) for record in real]
    for data in texts.sample_procedures():
        record = Procedure.from_dict(data)
        for group in record.dossier:
            for form in (form for item in group.items for form in item.forms):
                form.document = shop.stock.forms[form.file_name].pk
        pages.append(_procedure(shop, index, record, is_sample=True))
    shop.publish("procedures", [page for page in pages if page])


def _procedure(shop: Workshop, index: ProceduresIndexPage, record: Procedure, *, is_sample: bool) -> Any:
    if ProcedurePage.objects.by_code(record.code):
        return None
    page = ProcedurePage(
        title=short_title(record.name),
        slug=page_slug(record.name, record.code),
        organisation=shop.stock.organisations[OFFICE_OF_PROCEDURES],
        is_sample=is_sample,
        translation_key=identity(f"thu-tuc:{record.code}"),
        first_published_at=shop.day(50),
    )
    page.apply_record(record)
    return shop.draft(index, page)


def choose_common_procedures(home: HomePage) -> None:
    """Put the commonest procedures on the home page unless an editor chose some."""
    home = HomePage.objects.get(pk=home.pk)
    chosen = [page.pk for code in COMMON if (page := ProcedurePage.objects.by_code(code)) and page.live]
    sections = home.sections.get_prep_value()
    empty = [row for row in sections if row["type"] == "procedures" and not row["value"]["procedures"]]
    if not empty or not chosen:
        return
    for row in empty:
        row["value"]["procedures"] = chosen
    home.sections = sections
    home.save_revision().publish()
