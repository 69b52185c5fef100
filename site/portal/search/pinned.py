"""What editors put above the results of a query."""

from wagtail.models import Page

from .engines.base import Candidate, candidates_of
from .folded import folded_query
from .indexing import root_type_id
from .models import IndexedItem, PromotedPage
from .models.editors import in_force


def pinned(query: str) -> list[Candidate]:
    """Return the rows that stand above all others for `query`, in the editors' order; none that not everybody may see.

    One query, and two more where there are any.
    """
    folded = folded_query(query)
    if not folded:
        return []
    rows = PromotedPage.objects.filter(in_force(), folded_queries__contains=f"\n{folded}\n")
    keys = [str(pk) for pk in rows.order_by("sort_order", "pk").values_list("page_id", flat=True)]
    if not keys:
        return []
    items = IndexedItem.objects.filter(root_type_id=root_type_id(Page), object_id__in=keys)
    by_key = dict(items.values_list("object_id", "pk"))
    by_pk = {one.pk: one for one in candidates_of(list(by_key.values()))}
    return [by_pk[by_key[key]] for key in dict.fromkeys(keys) if by_key.get(key) in by_pk]
