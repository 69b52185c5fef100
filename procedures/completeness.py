"""What a record must hold and what it should hold, and how whole that makes it. Plain Python over the schema.

Mandatory are the parts of a procedure that Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2 (as amended) asks for in any case:
name, order of work, ways to submit, papers and number of dossiers, time limit, who may apply, who decides. What could
not be split and stands verbatim counts as given. The other requirements are what a citizen misses, or what the
portal's own rules ask for; one that can't apply to a record (the reason of "một phần" for a service that is wholly
online) counts as met.
"""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as part  # a requirement has a field named `field`

from .schema import DossierGroup, DossierItem, Procedure, SubmissionChannel


@dataclass(frozen=True)
class Requirement:
    """A part of a record: its `field` in the schema, what it weighs of 100, whether the law asks for it always."""

    key: str
    field: str
    weight: int
    is_met: Callable[[Procedure], bool] = part(compare=False, repr=False)
    mandatory: bool = False


@dataclass(frozen=True)
class Completeness:
    """How whole a record is: 0 to 100, and what it lacks, the mandatory parts first."""

    score: int
    missing: tuple[Requirement, ...]

    @property
    def mandatory(self) -> tuple[Requirement, ...]:
        """What it lacks of the parts without which the law lets nobody announce a procedure."""
        return tuple(one for one in self.missing if one.mandatory)


def completeness(record: Procedure, review_is_due: bool = False) -> Completeness:
    """Return how whole `record` is; `review_is_due` tells that its day of review has passed."""
    missing = tuple(
        one
        for one in REQUIREMENTS
        if (review_is_due if one.key == REVIEW else False) or not one.is_met(record)
    )
    return Completeness(100 - sum(one.weight for one in missing), missing)


def _items(record: Procedure) -> list[DossierItem]:
    return [item for group in record.dossier for item in group.items]


def _has_papers(group: DossierGroup) -> bool:
    return bool(group.text or any(item.name for item in group.items))


def _dossier(record: Procedure) -> bool:
    return bool(record.dossier_text) or any(_has_papers(group) for group in record.dossier)


def _dossier_sets(record: Procedure) -> bool:
    """The number of sets, or how many originals and copies of a paper; text that wasn't split may hold either."""
    counted = any(item.originals is not None or item.copies is not None for item in _items(record))
    verbatim = record.dossier_text or any(group.text for group in record.dossier)
    return bool(record.dossier_sets or counted or verbatim)


def _channels(record: Procedure) -> bool:
    return bool(record.channels_text) or any(one.method or one.method_text for one in record.channels)


def _times(record: Procedure) -> bool:
    limits = [channel.time_limit for channel in record.channels]
    return bool(record.channels_text) or any(limit.number is not None or limit.text for limit in limits)


def _tells_fee(channel: SubmissionChannel) -> bool:
    return any(fee.free or fee.amount is not None or fee.text for fee in channel.fees)


def _forms(record: Procedure) -> bool:
    """Every form that the dossier names is a file of this portal."""
    return all(form.document for item in _items(record) for form in item.forms)


#: the requirement that the passing of time can take away
REVIEW = "reviewed_on"

REQUIREMENTS = (
    Requirement("name", "name", 10, lambda record: bool(record.name.strip()), True),
    Requirement("steps", "steps", 10, lambda record: any(step.text for step in record.steps), True),
    Requirement("channels", "channels", 10, _channels, True),
    Requirement("dossier", "dossier", 10, _dossier, True),
    Requirement("dossier_sets", "dossier_sets", 5, _dossier_sets, True),
    Requirement("time_limits", "channels", 10, _times, True),
    Requirement("audiences", "audiences", 7, lambda record: bool(record.audiences), True),
    Requirement(
        "agency",
        "implementing_agency",
        8,
        lambda record: bool(record.implementing_agency or record.competent_agency),
        True,
    ),
    Requirement(
        "fees",
        "channels",
        4,
        lambda record: bool(record.channels_text) or any(map(_tells_fee, record.channels)),
    ),
    Requirement(
        "results",
        "results",
        4,
        lambda record: bool(record.results_text) or any(result.text for result in record.results),
    ),
    Requirement(
        "legal_bases",
        "legal_bases",
        5,
        lambda record: (
            bool(record.legal_bases_text) or any(basis.number or basis.title for basis in record.legal_bases)
        ),
    ),
    Requirement("forms", "dossier", 4, _forms),
    Requirement("conditions", "conditions", 2, lambda record: bool(record.conditions)),
    Requirement("online_level", "online_level", 4, lambda record: bool(record.online_level)),
    Requirement(
        "partial_reason",
        "partial_reason",
        2,
        lambda record: record.online_level != "partial" or bool(record.partial_reason),
    ),
    Requirement(
        "submission_url",
        "submission_url",
        2,
        lambda record: record.online_level not in ("full", "partial") or bool(record.submission_url),
    ),
    Requirement(REVIEW, "reviewed_on", 2, lambda record: record.reviewed_on is not None),
    Requirement("responsible", "responsible", 1, lambda record: bool(record.responsible)),
)
