"""`manage.py update_index`: brings the search index up to date with every object; goes on where it was stopped."""

import time
from collections.abc import Callable
from datetime import timedelta
from itertools import takewhile
from typing import Any

from django.core.management.base import CommandParser
from django.db import models, router, transaction
from django.utils import timezone
from django.utils.translation import gettext
from modelsearch.backends import get_search_backend
from modelsearch.index import get_indexed_models
from modelsearch.management.commands.rebuild_modelsearch_index import Command as RebuildCommand

from portal.text.tokens import ANALYSIS_VERSION

from ...engines.settling import settling
from ...indexing import index_objects
from ...locking import lock
from ...models import IndexedItem, IndexRun
from ...understanding.learning import learn_now

#: objects in memory at once
PORTION = 100
#: a run that was stopped longer ago starts anew: too much may have changed behind its back
GOES_ON_FOR = timedelta(days=1)
#: seconds between two lines about one model
TELLS_EVERY = 5.0


class Command(RebuildCommand):
    """Works in place, portion by portion.

    Each portion is one transaction, with the note of how far the run has come: readers find every object at every
    moment, an object is wholly as before or wholly new, and whoever stops the command, at any moment, loses at most
    the portion that was being written. Objects that are indexed already as they are cost their reading only.
    """

    help = "Brings the search index up to date; goes on where an earlier run was stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(chunk_size=PORTION)
        parser.add_argument(
            "--rewrite", action="store_true", help="writes the tokens of unchanged texts anew as well"
        )
        parser.add_argument("--restart", action="store_true", help="begins anew even if a run was stopped")

    def handle(self, **options: Any) -> None:
        self.rewrites, self.restarts = options.pop("rewrite", False), options.pop("restart", False)
        super().handle(**options)
        if not options.get("schema_only"):
            learn_now()

    def update_backend(self, backend_name: str, schema_only: bool = False, chunk_size: int = PORTION) -> None:
        """Update one backend of the settings."""
        backend = get_search_backend(backend_name)
        rebuilder = backend.rebuilder_class(backend.index)
        rebuilder.start()
        run = self._run(backend_name)
        began, objects, changed = time.monotonic(), 0, 0
        with settling():
            for model in [] if schema_only else self._models(run):
                read, written = self._update(model, run, chunk_size)
                objects, changed = objects + read, changed + written
        rebuilder.finish(self._now_and_then(gettext("search server")))
        if run.pk:
            run.delete()
        seconds = max(time.monotonic() - began, 0.001)
        self.write(
            gettext("%(backend)s: %(objects)d objects read, %(changed)d written, %(speed)d a second")
            % {"backend": backend_name, "objects": objects, "changed": changed, "speed": objects / seconds}
        )

    def _update(self, model: type[models.Model], run: IndexRun, chunk_size: int) -> tuple[int, int]:
        """Update the objects of one model that are still to be read; return how many were, and were written."""
        label = model._meta.label_lower
        key: Any = model._meta.pk.to_python(run.last_key) if run.model == label and run.last_key else None
        every: Any = model
        rows = every.get_indexed_objects().order_by("pk")
        total = (rows if key is None else rows.filter(pk__gt=key)).count()
        tell = self._now_and_then(label)
        read = written = 0
        size = chunk_size
        while True:
            with transaction.atomic(using=router.db_for_write(IndexedItem)):
                asked = list(
                    (rows if key is None else rows.filter(pk__gt=key)).values_list("pk", flat=True)[:size]
                )
                if not asked:
                    break
                locked = lock(model, asked, waits=size == 1)
                # Up to the first that an editor is writing: the next turn waits for that one, holding no other.
                portion = asked if size == 1 else list(takewhile(locked.__contains__, asked))
                if portion:
                    written += index_objects(list(rows.filter(pk__in=portion)), rewrite=run.rewrites)
                    key = portion[-1]
                    run.model, run.last_key = label, str(key)
                    run.save()
            read += len(portion)
            size = chunk_size if portion == asked else 1
            # What is added meanwhile is read as well.
            tell(read, max(read, total))
        return read, written

    def _now_and_then(self, label: str) -> Callable[[int, int], None]:
        """Return what tells how many of how many are done: not each time, and when all are."""
        told = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal told
            if done == total or time.monotonic() - told > TELLS_EVERY:
                told = time.monotonic()
                self.write(f"{label}: {done}/{total}")

        return tell

    def _run(self, backend_name: str) -> IndexRun:
        """Return the run that was stopped, or a new one."""
        runs = IndexRun.objects.filter(backend=backend_name)
        run = runs.first()
        if run and not self.restarts and run.rewrites >= self.rewrites and _goes_on(run):
            self.write(
                gettext("Going on after %(model)s %(key)s.") % {"model": run.model, "key": run.last_key}
            )
            return run
        runs.delete()
        return IndexRun(backend=backend_name, analysis_version=ANALYSIS_VERSION, rewrites=self.rewrites)

    def _models(self, run: IndexRun) -> list[type[models.Model]]:
        """Return the models that are still to be read, in an order that doesn't change."""
        found = sorted(get_indexed_models(), key=lambda model: model._meta.label_lower)
        return [model for model in found if model._meta.label_lower >= run.model]


def _goes_on(run: IndexRun) -> bool:
    return run.analysis_version == ANALYSIS_VERSION and run.started_at > timezone.now() - GOES_ON_FOR
