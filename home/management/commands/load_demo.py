"""`manage.py load_demo`: sample content of every kind, the files that belong to it, and demo accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.demo.files import collection_named, ensure_forms, ensure_pictures, shared_collection
from home.demo.loaders.counters import ensure_counters
from home.demo.loaders.found import ensure_promoted
from home.demo.loaders.workshop import Stock, Workshop
from home.demo.pages import load_pages
from home.demo.prints import ensure_covers, ensure_prints
from home.demo.recordings import ensure_recordings
from home.demo.records import ensure_accounts, ensure_communes, ensure_topics
from home.models import HomePage
from home.organisations import ensure_organisations
from media_assets.roles import POSTER_FILES
from portal.editorial.roles import TROUPE
from portal.search.understanding.learning import learn_now


class Command(BaseCommand):
    help = "Loads the demo content and makes the demo accounts. Idempotent: what is there is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        home = HomePage.objects.first()
        if home is None:
            raise CommandError(_("There is no site yet: run “manage.py setup” first."))
        shared = shared_collection()
        pictures, drawn = ensure_pictures(shared)
        forms, written = ensure_forms(shared)
        prints, printed = ensure_prints(collection_named(POSTER_FILES))
        recordings, recorded = ensure_recordings(collection_named(TROUPE))
        covers = ensure_covers(shared)
        with transaction.atomic():
            stock = Stock(
                ensure_organisations(), ensure_topics(), ensure_communes(), pictures, forms,
                prints=prints, covers=covers, recordings=recordings,
            )  # fmt: skip
            ensure_counters(stock.organisations, stock.communes)
            made = load_pages(Workshop(home, stock))
            ensure_promoted()
            accounts = ensure_accounts(settings.DATA_DIR)
        files = {"pictures": drawn, "forms": written, "prints": printed, "recordings": recorded}
        counts = made | files | {"accounts": accounts}
        if not any(counts.values()):
            self.stdout.write(_("The demo content is there already; nothing was changed."))
            return
        learn_now()
        for line in report(counts):
            self.stdout.write(f"+ {line}")


def report(counts: dict[str, int]) -> list[str]:
    """Return what was made, a line for each kind that there is something of."""
    lines = {
        "news": ngettext("%(n)d news item", "%(n)d news items", counts["news"]),
        "standing": ngettext("%(n)d standing page", "%(n)d standing pages", counts["standing"]),
        "procedures": ngettext("%(n)d procedure", "%(n)d procedures", counts["procedures"]),
        "guides": ngettext("%(n)d guided choice", "%(n)d guided choices", counts["guides"]),
        "events": ngettext("%(n)d life event", "%(n)d life events", counts["events"]),
        "posting_sets": ngettext(
            "%(n)d sample posting set", "%(n)d sample posting sets", counts["posting_sets"]
        ),
        "documents": ngettext("%(n)d legal document", "%(n)d legal documents", counts["documents"]),
        "drafts": ngettext("%(n)d draft for comment", "%(n)d drafts for comment", counts["drafts"]),
        "issues": ngettext("%(n)d issue of the magazine", "%(n)d issues of the magazine", counts["issues"]),
        "articles": ngettext("%(n)d magazine article", "%(n)d magazine articles", counts["articles"]),
        "posters": ngettext("%(n)d poster or pano", "%(n)d posters and panos", counts["posters"]),
        "performances": ngettext(
            "%(n)d performance or programme", "%(n)d performances and programmes", counts["performances"]
        ),
        "organisations": ngettext(
            "%(n)d page of an organisation", "%(n)d pages of organisations", counts["organisations"]
        ),
        "pictures": ngettext("%(n)d picture", "%(n)d pictures", counts["pictures"]),
        "forms": ngettext("%(n)d form", "%(n)d forms", counts["forms"]),
        "prints": ngettext("%(n)d print file", "%(n)d print files", counts["prints"]),
        "recordings": ngettext("%(n)d recording", "%(n)d recordings", counts["recordings"]),
        "questions": ngettext("%(n)d sample question", "%(n)d sample questions", counts["questions"]),
        "accounts": ngettext("%(n)d demo account", "%(n)d demo accounts", counts["accounts"]),
    }
    return [line % {"n": counts[key]} for key, line in lines.items() if counts[key]]
