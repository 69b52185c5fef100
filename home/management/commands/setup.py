"""`manage.py setup`: everything that an empty installation needs, nothing of the demo; does no harm twice."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Page

from home.organisations import ensure_organisations
from home.site_tree import ensure_site
from portal.core.models import SiteSettings
from portal.files.models import FileUse
from portal.files.uses import record_all
from portal.search import outbox
from portal.search.understanding.seeds import ensure_synonyms

#: what the editors' side calls the page above all sites; Wagtail makes it as "Root"
ROOT_TITLE = "Toàn bộ cổng thông tin"


class Command(BaseCommand):
    help = "Makes the database, the roles, the site and its root pages. Idempotent."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = {"verbosity": 0}
        call_command("migrate", interactive=False, **quiet)
        organisations = ensure_organisations()
        address = urlsplit(settings.SITE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        Page.objects.filter(depth=1, title="Root").update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
        ensure_site(address.hostname or "localhost", port, organisations["so-vhttdl"])
        identity = SiteSettings.load()
        if not identity.unit_name:
            identity.unit_name = organisations["so-vhttdl"].name
            identity.superior = "Ủy ban nhân dân tỉnh Cao Bằng"
            identity.responsible = "Giám đốc Sở"
            identity.save()
        call_command("sync_roles", **quiet)
        ensure_synonyms()
        if not FileUse.objects.exists():
            record_all()  # pages from before files were private
        if not settings.SEARCH_URL:
            outbox.forget_server()
        self.stdout.write(self.style.SUCCESS("Đã sẵn sàng."))
