"""forget_visitors: keep no longer than needed who rated, and what of questions the public doesn't see."""

from typing import Any

from django.core.management.base import BaseCommand

from feedback.models import Question, Rating


class Command(BaseCommand):
    help = (
        "Forgets the marks of visitors whose ratings can't be changed any more, and the words of settled questions "
        "that were left out of the public wording. The scheduler runs it every night."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        Rating.objects.forget_visitors()
        Question.objects.forget_words()
