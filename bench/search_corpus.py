"""A portal with thousands of pages to search, made in seconds: real records first, then mixtures of them.

Pages are plain rows of the page tree and their documents go to the index as publishing would write them;
that is all that a search touches. Without `../shared` the texts of the demo content are mixed instead.
"""

import gzip
import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from home.site_tree import ensure_site
from portal.organisations.models import Organisation
from portal.search.documents import Document
from portal.search.engines.settling import settling
from portal.search.indexing import Entry, write_all
from procedures.models import ProcedurePage, ProceduresIndexPage

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "data"
NOT_TEXT = {"raw_text", "_bo", "formality_id", "source_file", "ten_thu_tuc", "ma_thu_tuc", "detail_url"}
#: characters of a document's text: about what a page of the portal has in the median
LENGTH = 1_000
PORTION = 100

Record = tuple[str, str, str]  # code, name, text


@dataclass(frozen=True)
class Built:
    """What a build made, and the seconds that its documents took to be analysed and indexed."""

    records: list[Record]
    indexing: float


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


def corpus(size: int, length: int = LENGTH) -> list[Record]:
    """Return `size` records with texts of at most `length` characters, always the same.

    The real ones first, then mixtures of two with codes of their own.
    """
    real = real_records()
    rng = random.Random(2026)
    records = [(code, name, text[:length]) for code, name, text in real[:size]]
    for number in range(size - len(records)):
        (_, one, body), (_, other, more) = rng.sample(real, 2)
        left, right = one.split(), other.split()
        name = " ".join(left[: len(left) // 2 + 1] + right[len(right) // 2 :])
        at, then = rng.randrange(len(body) // 2 + 1), rng.randrange(len(more) // 2 + 1)
        text = f"{body[at : at + length // 2]} {more[then : then + length // 2]}"
        records.append((f"9.{number:06}", name, text))
    return records


def documents(records: list[Record]) -> Iterator[Document]:
    """Yield a document for each record, with types and facets as a portal of that size would have them."""
    rng = random.Random(7)

    def one_of(count: int) -> str:
        """Some values are common and most are rare."""
        return f"v{int(count * rng.random() ** 3)}"

    for code, name, text in records:
        kind = rng.choices(("procedure", "legal", "news", "page"), (40, 25, 30, 5))[0]
        facets = {
            "procedure": lambda: {
                "field": [one_of(40)],
                "level": [f"v{rng.randrange(3)}"],
                "group": ["v0", "v1"] if rng.random() < 0.6 else ["v0"],
                "agency": [one_of(12)],
            },
            "legal": lambda: {"kind": [one_of(8)], "issuer": [one_of(15)]},
            "news": lambda: {"kind": [f"v{rng.randrange(3)}"], "topic": [one_of(25)]},
            "page": dict,
        }[kind]()
        yield Document(
            title=name,
            body=text,
            start=name,
            type=kind,
            live=True,
            date=date(2008 + int(18 * rng.random() ** 0.3), 1 + rng.randrange(12), 1),
            facets=facets,
            code=code if kind == "procedure" else "",
            keys=[code] if kind == "procedure" and code else [],
        )


def build(size: int) -> Built:
    """Fill the empty, migrated database with `size` pages below `/thu-tuc/`."""
    owner = Organisation.objects.get_or_create(
        slug="so-vhttdl", defaults={"name": "Sở Văn hóa, Thể thao và Du lịch", "kind": "department"}
    )[0]
    ensure_site("localhost", 8000, owner)
    parent = ProceduresIndexPage.objects.get()
    kind = ContentType.objects.get_for_model(ProcedurePage)
    locale = Locale.objects.get(language_code="vi")
    now = timezone.now()
    records = corpus(size)
    spent = 0.0
    entries = zip(range(1, size + 1), documents(records), strict=True)
    with ExitStack() as stack:
        stack.enter_context(settling())
        for start in range(0, size, PORTION):
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
                for number, (_, name, _) in enumerate(records[start : start + PORTION], start=start + 1)
            ]
            pages = Page.objects.bulk_create(pages)
            portion = [Entry(ProcedurePage, str(page.pk), next(entries)[1]) for page in pages]
            began = time.perf_counter()
            with transaction.atomic():
                write_all(portion)
            spent += time.perf_counter() - began
        began = time.perf_counter()
        stack.close()
        spent += time.perf_counter() - began
    return Built(records, spent)
