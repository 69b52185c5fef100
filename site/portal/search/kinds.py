"""The kinds of content that the public search tells apart, in the order of its tabs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: value of `type` in the API and of `loai` on the search page → its name
TYPES: dict[str, Promise | str] = {
    "procedure": _("Procedures"),
    "news": _("News"),
    "legal": _("Legal documents"),
    "magazine": _("Magazine"),
    "poster": _("Posters"),
    "performance": _("Performances"),
    "page": _("Other pages"),
}

#: types whose results show their day
DATED = frozenset({"news", "legal"})

#: type → the facets of `BasePage.search_facets` by which its results are narrowed; `year` is that of its day where
#: a type says none. At most four, of few values each: every combination in use is one row of `FacetSet`
FACETS: dict[str, tuple[str, ...]] = {
    "procedure": ("field", "level", "group", "agency"),
    "news": ("kind", "topic", "year"),
    "legal": ("kind", "issuer", "year"),
    "magazine": ("section", "year"),
    "poster": ("kind", "campaign", "language"),
    "performance": ("kind", "commune", "year"),
    "page": (),
}
