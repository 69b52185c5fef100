"""What words the corpus knows, kept for reading questions."""

from django.db import models


class Vocabulary(models.Model):
    """Syllables and pairs of the corpus with how often they stand, as `understanding.vocabulary` packs them."""

    made_at = models.DateTimeField(auto_now=True)
    analysis_version = models.PositiveIntegerField()
    #: the publication stamp of then: learnt anew when it has grown
    stamp = models.PositiveBigIntegerField(default=0)
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.made_at)
