"""The rows of search: the database's own index, what waits for a search server, what editors rule."""

from .editors import HiddenPage, PromotedPage, SilentQuery, Synonym
from .index import FacetSet, IndexedItem, IndexedText, IndexRun
from .server import OutboxEntry, ServerIndex
from .vocabulary import SynonymStamp, Vocabulary

__all__ = [
    "FacetSet",
    "HiddenPage",
    "IndexRun",
    "IndexedItem",
    "IndexedText",
    "OutboxEntry",
    "PromotedPage",
    "ServerIndex",
    "SilentQuery",
    "Synonym",
    "SynonymStamp",
    "Vocabulary",
]
