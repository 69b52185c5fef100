from .counters import Counter, OpeningHours
from .records import AdministrativeUnit, DatedQuerySet, DatedRecord, Organisation, Post, Reachable

__all__ = [
    "AdministrativeUnit",
    "Counter",
    "DatedQuerySet",
    "DatedRecord",
    "OpeningHours",
    "Organisation",
    "Post",
    "Reachable",
]
