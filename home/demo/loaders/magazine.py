"""Issues of the magazine with their articles."""

from typing import Any

from news.models import (
    ArticleAuthor,
    Author,
    BoardPost,
    Footnote,
    MagazineArticlePage,
    MagazineIndexPage,
    MagazineIssuePage,
    MagazineSection,
)

from .. import campaign_texts as texts
from ..pictures.covers import COVERS
from .workshop import Workshop

LICENCE = "Giấy phép xuất bản mẫu (dữ liệu mẫu, không phải giấy phép có thật)"
LINE = (
    "Tạp chí thông tin về cải cách hành chính và đời sống văn hóa, thể thao, du lịch của tỉnh; viết cho người đọc "
    "phổ thông, không thay cho văn bản chính thức. Số này là số mẫu của cổng thông tin."
)
#: posts of the sample issues' editorial board, held by posts and offices, never by persons
BOARD = {
    "Chịu trách nhiệm xuất bản": "Giám đốc Sở",
    "Biên tập": "Phòng Quản lý văn hóa và gia đình",
    "Thư ký tòa soạn": "Trung tâm Văn hóa và Thông tin du lịch",
    "Trình bày": "Trung tâm Văn hóa và Thông tin du lịch",
}

#: an article with its issue's page and its text
Made = tuple[Any, str]


def magazine_drafts(shop: Workshop) -> tuple[list[Any], list[Made]]:
    """Make the issues and articles that are missing; return the issues, and each article with its text."""
    index = shop.section(MagazineIndexPage)
    issues, articles = [], []
    sections = _sections()
    for text in texts.issues():
        issue = shop.draft(index, _issue(shop, text))
        if issue:
            issues.append(issue)
        else:
            issue = MagazineIssuePage.objects.child_of(index).filter(slug=text.slug).first()
        for place, article in enumerate(text.articles, 1) if issue else ():
            page = _article(shop, article, sections[article.section], place, text.days_ago)
            articles.append((shop.draft(issue, page), article.body))
    return issues, [(page, body) for page, body in articles if page]


def _sections() -> dict[str, MagazineSection]:
    return {
        name: MagazineSection.objects.get_or_create(name=name, defaults={"sort_order": place})[0]
        for place, name in enumerate(texts.SECTIONS, 1)
    }


def _issue(shop: Workshop, text: texts.IssueText) -> MagazineIssuePage:
    day = shop.date(text.days_ago)
    issue = MagazineIssuePage(
        **shop.common(f"so:{text.slug}", text),
        number=text.number,
        year=2026,
        issued_on=day,
        licence=LICENCE,
        editorial_line=LINE,
        cover=shop.stock.covers[text.cover],
        cover_alt=COVERS[text.cover].alt,
        organisation=shop.stock.organisations["trung-tam"],
        first_published_at=shop.day(text.days_ago),
    )
    issue.board = [BoardPost(post=post, holder=holder) for post, holder in BOARD.items()]
    return issue


def _article(
    shop: Workshop, text: texts.ArticleText, section: MagazineSection, place: int, days_ago: int
) -> MagazineArticlePage:
    article = MagazineArticlePage(
        **shop.common(f"tap-chi:{text.slug}", text),
        section=section,
        position=place,
        picture=shop.stock.pictures[text.picture],
        organisation=shop.stock.organisations["trung-tam"],
        first_published_at=shop.day(days_ago),
    )
    article.article_authors = [ArticleAuthor(author=_author(shop, name)) for name in text.authors]
    article.footnotes = [Footnote(text=f"<p>{note}</p>") for note in text.notes]
    return article


def _author(shop: Workshop, name: str) -> Author:
    office = shop.stock.organisations.get(name)
    if office:
        found = Author.objects.filter(organisation=office).first()
        return found or Author.objects.create(name=office.name, organisation=office)
    note = "Bút danh mẫu, không phải một người có thật."
    return Author.objects.get_or_create(name=name, defaults={"note": note})[0]
