from .document import LegalDocumentPage
from .drafts import DraftFile, DraftIndexPage, DraftRegulationPage
from .index import LegalIndexPage
from .relations import LegalFile, LegalRelation
from .taxonomy import Subject

__all__ = [
    "DraftFile",
    "DraftIndexPage",
    "DraftRegulationPage",
    "LegalDocumentPage",
    "LegalFile",
    "LegalIndexPage",
    "LegalRelation",
    "Subject",
]
