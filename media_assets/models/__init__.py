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
