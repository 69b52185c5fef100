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
