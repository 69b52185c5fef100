from .index import ProceduresIndexPage
from .page import ProcedurePage
from .taxonomy import ProcedureField

__all__ = ["ProcedureField", "ProcedurePage", "ProceduresIndexPage"]
