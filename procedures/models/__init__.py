from .citation import LegalCitation
from .decision import AnnouncementDecision, DecisionEntry
from .index import ProceduresIndexPage
from .page import ProcedurePage
from .taxonomy import ProcedureField
from .version import ProcedureVersion

__all__ = [
    "AnnouncementDecision",
    "DecisionEntry",
    "LegalCitation",
    "ProcedureField",
    "ProcedurePage",
    "ProcedureVersion",
    "ProceduresIndexPage",
]
