"""`manage.py learn_vocabulary`: what words the corpus knows, for repairing slips in queries."""

from typing import Any

from django.core.management.base import BaseCommand

from ...understanding.learning import learn_now


class Command(BaseCommand):
    help = "Learns the words of everything public, so that search can repair what is mistyped."

    def handle(self, *args: Any, **options: Any) -> None:
        size = learn_now()
        if options["verbosity"]:
            self.stdout.write(f"Đã học từ vựng của mục tìm kiếm: {size // 1024} KB.")
