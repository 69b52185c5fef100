"""A portal with thousands of pages to search, made in seconds: real records first, then mixtures of them.

Pages are plain rows of the page tree and their documents go to the index as publishing would write them;
that is all that a search touches. Without `../shared` the texts of the demo content are mixed instead.
"""

import gzip
import json
import os
import random
from datetime import date
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from home.site_tree import ensure_site
from portal.organisations.models import Organisation
from portal.search.documents import Document
from portal.search.indexing import write
from procedures.models import ProcedurePage, ProceduresIndexPage

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "data"
NOT_TEXT = {"raw_text", "_bo", "formality_id", "source_file", "ten_thu_tuc", "ma_thu_tuc", "detail_url"}

Record = tuple[str, str, str]  # code, name, text


def real_records() -> list[Record]:
    """Return the records of the national portal, or the texts of the demo content where there are none."""
    source = SHARED / "procedures" / "national-portal-pages.jsonl.gz"
    if not source.exists():
        texts = [path.read_text() for path in sorted((ROOT / "home" / "demo" / "content").rglob("*.md"))]
        return [("", text.strip().splitlines()[0][:200], text) for text in texts if text.strip()]
    records = []
    with gzip.open(source, "rt") as lines:
        for line in lines:
            record = json.loads(line)
            text = "\n".join(str(value) for key, value in record.items() if key not in NOT_TEXT and value)
            records.append((record["ma_thu_tuc"], record["ten_thu_tuc"], text))
    return records


def corpus(size: int) -> list[Record]:
    """Return `size` records: the real ones, then mixtures with their own codes, always the same."""
    real = real_records()[:size]
    rng = random.Random(2026)
    mixed = []
    for number in range(size - len(real)):
        (_, one, body), (_, other, more) = rng.sample(real, 2)
        left, right = one.split(), other.split()
        name = " ".join(left[: len(left) // 2 + 1] + right[len(right) // 2 :])
        mixed.append((f"9.{number:06}", name, body[: len(body) // 2] + more[len(more) // 2 :]))
    return real + mixed


def build(size: int) -> list[Record]:
    """Fill the empty, migrated database with `size` pages below `/thu-tuc/`; return their records."""
    owner = Organisation.objects.get_or_create(
        slug="so-vhttdl", defaults={"name": "Sở Văn hóa, Thể thao và Du lịch", "kind": "department"}
    )[0]
    ensure_site("localhost", 8000, owner)
    parent = ProceduresIndexPage.objects.get()
    kind = ContentType.objects.get_for_model(ProcedurePage)
    locale = Locale.objects.get(language_code="vi")
    now = timezone.now()
    records = corpus(size)
    pages = [
        Page(
            title=name[:255],
            draft_title=name[:255],
            slug=f"p{number}",
            path=f"{parent.path}{Page._int2str(number).rjust(4, '0')}",
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}p{number}/",
            content_type=kind,
            locale=locale,
            live=True,
            first_published_at=now,
        )
        for number, (_, name, _) in enumerate(records, start=1)
    ]
    Page.objects.bulk_create(pages, batch_size=500)
    keys = dict(Page.objects.filter(depth=parent.depth + 1, slug__startswith="p").values_list("slug", "pk"))
    for start in range(0, len(records), 200):
        with transaction.atomic():
            for number, (code, name, text) in enumerate(records[start : start + 200], start=start + 1):
                kinds = ("procedure",) * 8 + ("news", "page")
                document = Document(
                    title=name,
                    body=text,
                    start=name,
                    type=kinds[number % 10],
                    live=True,
                    date=date(2026, 1, 1),
                    code=code,
                )
                write(ProcedurePage, str(keys[f"p{number}"]), document)
    return records
