from .index import NewsIndexPage
from .magazine import (
    ApprovedArticle,
    ArticleAuthor,
    Author,
    BoardPost,
    Footnote,
    MagazineArticlePage,
    MagazineIndexPage,
    MagazineIssuePage,
    MagazineSection,
)
from .page import NewsPage
from .taxonomy import NewsTag, Topic

__all__ = [
    "ApprovedArticle",
    "ArticleAuthor",
    "Author",
    "BoardPost",
    "Footnote",
    "MagazineArticlePage",
    "MagazineIndexPage",
    "MagazineIssuePage",
    "MagazineSection",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
    "Topic",
]
