"""What is kept for reading questions: which words the corpus knows, and when the editors' table changed."""

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Subquery

from portal.core.models import PublicationStamp


class Vocabulary(models.Model):
    """Syllables and pairs of the corpus with how often they stand, as `understanding.vocabulary` packs them."""

    made_at = models.DateTimeField(auto_now=True)
    analysis_version = models.PositiveIntegerField()
    #: the publication stamp of then: learnt anew when it has grown
    stamp = models.PositiveBigIntegerField(default=0)
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.made_at)


class SynonymStamp(models.Model):
    """One row whose `value` is another after each change of the synonyms, so that processes read them anew only then.

    A value is never used twice, so that a change that was rolled back leaves nothing behind that looks current.
    """

    value = models.UUIDField(default=uuid4)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def current(cls) -> tuple[int, UUID | None]:
        """Return the publication stamp and the stamp of the synonyms, as of now: one query."""
        own = Subquery(cls.objects.order_by("pk").values("value")[:1])
        return PublicationStamp.objects.values_list("value", own).first() or (0, None)

    @classmethod
    def renew(cls) -> None:
        """Let every process read the synonyms anew; answers that were made with the old ones are old too."""
        if not cls.objects.update(value=uuid4()):
            cls.objects.create()
        PublicationStamp.grow()
