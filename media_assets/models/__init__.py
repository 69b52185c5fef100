from .campaign import Campaign
from .index import MediaIndexPage
from .performances import (
    PerformanceIndexPage,
    PerformancePage,
    PerformancePhoto,
    PerformanceStaging,
    Performer,
    ProgrammeItem,
    ProgrammePage,
    ProgrammeStaging,
)
from .poster_index import PosterIndexPage
from .poster_parts import Placement, PrintFile, Wording
from .posters import PosterPage

__all__ = [
    "Campaign",
    "MediaIndexPage",
    "PerformanceIndexPage",
    "PerformancePage",
    "PerformancePhoto",
    "PerformanceStaging",
    "Performer",
    "Placement",
    "PosterIndexPage",
    "PosterPage",
    "PrintFile",
    "ProgrammeItem",
    "ProgrammePage",
    "ProgrammeStaging",
    "Wording",
]
