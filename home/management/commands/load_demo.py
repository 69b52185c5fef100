"""`manage.py load_demo`: sample news, pages and procedures, pictures, forms, communes and demo accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.demo.files import ensure_forms, ensure_pictures, shared_collection
from home.demo.pages import PageLoader, Stock
from home.demo.records import ensure_accounts, ensure_communes, ensure_topics
from home.models import HomePage
from home.organisations import ensure_organisations


class Command(BaseCommand):
    help = "Loads the demo content and makes the demo accounts. Idempotent: what is there is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        home = HomePage.objects.first()
        if home is None:
            raise CommandError(_("There is no site yet: run “manage.py setup” first."))
        collection = shared_collection()
        pictures, drawn = ensure_pictures(collection)
        forms, written = ensure_forms(collection)
        with transaction.atomic():
            stock = Stock(ensure_organisations(), ensure_topics(), ensure_communes(), pictures, forms)
            made = PageLoader(home, stock).run()
            accounts = ensure_accounts(settings.DATA_DIR)
        if not any([drawn, written, accounts, *made.values()]):
            self.stdout.write(_("The demo content is there already; nothing was changed."))
            return
        for line in (
            ngettext("%(n)d news item", "%(n)d news items", made["news"]) % {"n": made["news"]},
            ngettext("%(n)d standing page", "%(n)d standing pages", made["standing"])
            % {"n": made["standing"]},
            ngettext("%(n)d procedure", "%(n)d procedures", made["procedures"]) % {"n": made["procedures"]},
            ngettext("%(n)d picture", "%(n)d pictures", drawn) % {"n": drawn},
            ngettext("%(n)d form", "%(n)d forms", written) % {"n": written},
            ngettext("%(n)d demo account", "%(n)d demo accounts", accounts) % {"n": accounts},
        ):
            self.stdout.write(f"+ {line}")
