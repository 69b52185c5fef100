"""How long the worker takes for the booklet of a posting set of 100 procedures, in both sizes.

With the longest hundred of real records among a thousand of `../shared/data` (SHARED_DIR) where they are; without
them, with made-up rows of the same shape.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .import_bench import PROCEDURES, made_up_file, real_file
from .servers import ROOT, manage, portal_environment

BAR = 20
COUNT = 100
#: rows among which the longest are taken
AMONG = 1000

MAKE = f"""
import json, time
from django.utils import timezone
from procedures.models import PostingEntry, PostingPaper, PostingSet, ProcedurePage
from procedures.posting.making import fill
one = PostingSet(name="Bộ đo", is_public=True)
one.save()
pages = ProcedurePage.objects.live().order_by("pk")[:{COUNT}]
PostingEntry.objects.bulk_create(
    PostingEntry(posting_set=one, procedure=page, sort_order=place) for place, page in enumerate(pages)
)
found = {{}}
for size in ("a4", "a3"):
    paper = PostingPaper.objects.create(posting_set=one, size=size)
    started = time.monotonic()
    fill(paper, timezone.now())
    found[size] = [time.monotonic() - started, len(paper.printed), paper.sheets]
print(json.dumps(found))
"""


def run() -> list[dict[str, Any]]:
    """Make a booklet of each size from a portal that holds the procedures."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        data_dir = Path(folder)
        manage(data_dir, "setup")
        manage(data_dir, "import_procedures", str(rows(data_dir)), "--publish")
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", MAKE],
            env=portal_environment(data_dir),
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        found = json.loads(done.stdout.splitlines()[-1])
        return [
            {
                "name": f"posting set of {count} procedures, {size.upper()}, {sheets} pages",
                "value": round(seconds, 1),
                "unit": "s",
                "bar": f"≤ {BAR}",
                "ok": seconds <= BAR and count == COUNT,
            }
            for size, (seconds, count, sheets) in found.items()
        ]


def rows(folder: Path) -> Path:
    """Write the longest real records, or made-up ones."""
    real = real_file(PROCEDURES)
    path = folder / "longest.jsonl"
    if real is None:
        lines = made_up_file(folder).read_text(encoding="utf-8").splitlines()
    else:
        with gzip.open(real, "rt", encoding="utf-8") as file:
            lines = sorted((line for _number, line in zip(range(AMONG), file, strict=False)), key=len)
    path.write_text("\n".join(line.strip() for line in lines[-COUNT:]) + "\n", encoding="utf-8")
    return path
