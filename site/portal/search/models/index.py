"""The rows of the database's own index.

The full-text tables beside them (`engines/fts.py`) hold tokens only and share their row numbers.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class FacetSet(models.Model):
    """One combination of a type and of the facet values by which results are counted and filtered.

    There are some thousands of them however many pages there are, so that one count by set gives every tab and
    every facet, under any filter.
    """

    #: made of type and facets (`facet_sets.number_of`): one combination has the same number for ever, everywhere
    id = models.BigIntegerField(primary_key=True)
    type = models.CharField(max_length=20)
    #: {facet: [values]}, only those of `kinds.FACETS`
    facets = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.type} {self.facets}"


class IndexedItem(models.Model):
    """What is found: the values that filter, rank and show a result, without reading the object.

    One row for an object of any indexed model (page, image, document …); `type` is empty for what
    the public search doesn't list.
    """

    root_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=50)

    type = models.CharField(max_length=20, blank=True)
    live = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    #: set when it is live, unrestricted and of a type: what the public search lists and counts
    facet_set = models.ForeignKey(FacetSet, on_delete=models.PROTECT, null=True, related_name="+")
    #: when it stops being live: nobody may have come by to say so
    expires_at = models.DateTimeField(null=True)
    date = models.DateField(null=True)
    facets = models.JSONField(default=dict)

    title = models.TextField()
    code = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=100, blank=True)
    #: keys of its own code and number, with a space around each: what a question names stands first
    keys = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)

    #: folded and exact syllables of the title, for ranking
    title_folded = models.TextField(blank=True)
    title_exact = models.TextField(blank=True)
    #: of everything that the tokens are made from, and the version of the analysis
    digest = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_type", "object_id"], name="one_row_for_an_object")
        ]
        indexes = [
            models.Index(fields=["code"], condition=~models.Q(code=""), name="search_code"),
            # Counting and scoring matches reads this, not the wide rows.
            models.Index(fields=["id", "facet_set", "type"], name="search_facet_set"),
            models.Index(
                fields=["expires_at"],
                condition=models.Q(facet_set__isnull=False, expires_at__isnull=False),
                name="search_expires_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IndexedText(models.Model):
    """The text of an item, for snippets; apart, so that filtering reads short rows."""

    item = models.OneToOneField(IndexedItem, on_delete=models.CASCADE, primary_key=True, related_name="text")
    body = models.TextField(blank=True)
    #: [offset in the body, kind, name] of each part that is not the page's own text: a file, a question, an answer
    parts = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.body[:80]


class IndexRun(models.Model):
    """How far an `update_index` has come: one that was stopped goes on there.

    Written in the transaction of the rows it tells of; gone when the run is complete.
    """

    backend = models.CharField(max_length=50, unique=True)
    #: the label of the model that is being read, and the key of the last object that was written
    model = models.CharField(max_length=100)
    last_key = models.CharField(max_length=50)
    analysis_version = models.PositiveIntegerField()
    #: every token is written anew, also those of unchanged texts
    rewrites = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.backend}: {self.model} {self.last_key}"
