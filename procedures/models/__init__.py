from .citation import LegalCitation
from .index import ProceduresIndexPage
from .page import ProcedurePage
from .taxonomy import ProcedureField

__all__ = ["LegalCitation", "ProcedureField", "ProcedurePage", "ProceduresIndexPage"]
