from .citation import LegalCitation
from .decision import AnnouncementDecision, DecisionEntry
from .guide import GuidePage
from .import_run import FormsEntry, FormsUpload, ImportRow, ImportRun
from .index import ProceduresIndexPage
from .life_event import LifeEvent, LifeEventProcedure
from .page import ProcedurePage
from .posting import PostingEntry, PostingPaper, PostingSet
from .taxonomy import ProcedureField
from .version import ProcedureVersion
from .visits import ProcedureVisits

__all__ = [
    "AnnouncementDecision",
    "DecisionEntry",
    "FormsEntry",
    "FormsUpload",
    "GuidePage",
    "ImportRow",
    "ImportRun",
    "LegalCitation",
    "LifeEvent",
    "LifeEventProcedure",
    "PostingEntry",
    "PostingPaper",
    "PostingSet",
    "ProcedureField",
    "ProcedurePage",
    "ProcedureVersion",
    "ProcedureVisits",
    "ProceduresIndexPage",
]
