"""`manage.py index_organisations`: lets posts and units leave the search when they end, and come when they begin."""

from typing import Any

from django.core.management.base import BaseCommand
from modelsearch.index import insert_or_update_object

from home.models import OrganisationPage


class Command(BaseCommand):
    help = "Indexes the pages of organisations as their records are today. Run every night by the scheduler."

    def handle(self, *args: Any, **options: Any) -> None:
        for page in OrganisationPage.objects.select_related("record"):
            insert_or_update_object(page)
