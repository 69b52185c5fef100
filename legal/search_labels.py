"""What the search calls the facets of legal documents."""

from collections.abc import Mapping

from django.utils.translation import gettext

from portal.search import labels

from .kinds import KNOWN, kind_slug
from .listing import ISSUER, KIND, LABELS
from .models import LegalDocumentPage
from .names import issuers_of


def register() -> None:
    """Name them."""
    labels.register("legal", "kind", LABELS[KIND][0], kinds)
    labels.register("legal", "issuer", LABELS[ISSUER][0], issuers)


def kinds() -> Mapping[str, str]:
    """Return the kinds in use and the known ones; drafts for comment are one more."""
    used = LegalDocumentPage.objects.live().order_by().values_list("kind", flat=True).distinct()
    named = {kind_slug(kind): kind for kind in (*used, *KNOWN) if kind}
    return named | {"du-thao": gettext("Draft put up for comment")}


def issuers() -> Mapping[str, str]:
    """Return who issued the documents of the portal."""
    texts = LegalDocumentPage.objects.live().order_by().values_list("issuer", flat=True).distinct()
    return {slug: name for text in texts for slug, name in issuers_of(text).items()}
