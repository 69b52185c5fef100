"""What the search calls the facets of posters and performances: the words of their lists."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.files.languages import Language
from portal.organisations.models import AdministrativeUnit
from portal.search import labels

from .models import Campaign, PerformancePage, PosterPage
from .models.performances.programme import PROGRAMMES


def register() -> None:
    """Name them."""
    labels.register("poster", "kind", _("Kind of design"), lambda: dict(PosterPage.Kind.choices))
    labels.register("poster", "campaign", _("Campaign or topic"), _campaigns)
    labels.register("poster", "language", _("Language"), lambda: dict(Language.choices))
    labels.register("performance", "kind", _("Kind of performance"), _kinds_of_performances)
    labels.register("performance", "commune", _("Staged in"), _communes)


def _campaigns() -> Mapping[str, str]:
    return dict(Campaign.objects.values_list("slug", "name"))


def _kinds_of_performances() -> Mapping[str, Any]:
    return {**dict(PerformancePage.Kind.choices), PROGRAMMES: _("Whole programmes")}


def _communes() -> Mapping[str, str]:
    return dict(AdministrativeUnit.objects.values_list("slug", "name"))
