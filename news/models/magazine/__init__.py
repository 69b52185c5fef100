from . import signals
from .approval import ApprovedArticle
from .article import ArticleAuthor, Footnote, MagazineArticlePage
from .index import MagazineIndexPage
from .issue import BoardPost, MagazineIssuePage
from .taxonomy import Author, MagazineSection

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
    "signals",
]
