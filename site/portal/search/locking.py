"""Locks on what is indexed: whoever reads an object to index it must not overwrite what an editor stores meanwhile.

On SQLite every transaction of the portal is IMMEDIATE and so the only writer; what it reads stays as it is. PostgreSQL
locks rows: those of the objects' root table, which every save and deletion of them touches first.
"""

from collections.abc import Collection
from typing import Any

from django.db import connections, models, router
from modelsearch.backends.base import get_model_root


def lock(model: type[models.Model], pks: Collection[Any], *, waits: bool = True) -> set[Any]:
    """Lock objects until the transaction ends; read them after that. Return the keys that are locked.

    Without `waits` those that another transaction holds are left out: who never waits while holding locks of others
    can't be part of a deadlock.
    """
    root: Any = get_model_root(model)
    using = router.db_for_write(root)
    if not pks or not connections[using].features.has_select_for_update:
        return set(pks)
    rows = root._base_manager.using(using).filter(pk__in=pks).order_by("pk")
    return set(rows.select_for_update(no_key=True, skip_locked=not waits).values_list("pk", flat=True))
