from .citation import LegalCitation
from .decision import AnnouncementDecision, DecisionEntry
from .guide import GuidePage
from .index import ProceduresIndexPage
from .life_event import LifeEvent, LifeEventProcedure
from .page import ProcedurePage
from .taxonomy import ProcedureField
from .version import ProcedureVersion
from .visits import ProcedureVisits

__all__ = [
    "AnnouncementDecision",
    "DecisionEntry",
    "GuidePage",
    "LegalCitation",
    "LifeEvent",
    "LifeEventProcedure",
    "ProcedureField",
    "ProcedurePage",
    "ProcedureVersion",
    "ProcedureVisits",
    "ProceduresIndexPage",
]
