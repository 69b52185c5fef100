from .index import NewsIndexPage
from .page import NewsPage
from .taxonomy import NewsTag, Topic

__all__ = ["NewsIndexPage", "NewsPage", "NewsTag", "Topic"]
