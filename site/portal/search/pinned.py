"""What editors put above the results of a query, and what is over."""

from typing import Any

from django.db.models import Value
from wagtail.models import Page

from .engines.base import Candidate, candidates_of
from .expired import expired_rows
from .folded import folded_query
from .indexing import root_type_id
from .models import IndexedItem, PromotedPage
from .models.editors import in_force


def pinned_and_expired(query: str) -> tuple[list[Candidate], dict[int, int]]:
    """Return the rows that stand above all others for `query`, in the editors' order, and what `expired` returns.

    Of the first none that not everybody may see. Both in one query, since a search has few; two more where rows stand
    above.
    """
    over: Any = expired_rows().annotate(rule=Value(0), order=Value(0))
    asked = over.values_list("rule", "order", "pk", "facet_set_id")
    if folded := folded_query(query):
        rows: Any = PromotedPage.objects.filter(
            in_force(), folded_queries__contains=f"\n{folded}\n"
        ).order_by()
        promoted = rows.annotate(rule=Value(1)).values_list("rule", "sort_order", "pk", "page_id")
        asked = promoted.union(asked, all=True)
    found = sorted(asked)
    gone = {pk: number for is_rule, _, pk, number in found if not is_rule}
    keys = [str(page) for is_rule, _, _, page in found if is_rule]
    return [one for one in _candidates(keys) if one.pk not in gone], gone


def _candidates(keys: list[str]) -> list[Candidate]:
    if not keys:
        return []
    items = IndexedItem.objects.filter(root_type_id=root_type_id(Page), object_id__in=keys)
    by_key = dict(items.values_list("object_id", "pk"))
    by_pk = {one.pk: one for one in candidates_of(list(by_key.values()))}
    return [by_pk[by_key[key]] for key in dict.fromkeys(keys) if by_key.get(key) in by_pk]
