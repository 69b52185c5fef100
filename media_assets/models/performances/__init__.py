from .index import PerformanceIndexPage
from .page import PerformancePage
from .parts import PerformancePhoto, PerformanceStaging, Performer
from .programme import ProgrammeItem, ProgrammePage, ProgrammeStaging

__all__ = [
    "PerformanceIndexPage",
    "PerformancePage",
    "PerformancePhoto",
    "PerformanceStaging",
    "Performer",
    "ProgrammeItem",
    "ProgrammePage",
    "ProgrammeStaging",
]
