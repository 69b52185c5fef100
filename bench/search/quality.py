"""How well questions are answered: success at 1 and 5, mean reciprocal rank, and what each ingredient pays.

`python -m bench.search.quality --data FOLDER --build` fills a portal in FOLDER once with the real records (some
minutes); without `--build` it asks the one that is there. `--seed` takes other queries of the same kinds: tune on one,
report another. `--without typos` switches an ingredient off (`ingredients` names them), `--each` all in turn,
`--misses` prints what went wrong, `--most 20` asks no more of each set.
DATABASE_URL and SEARCH_URL choose the engine; `--stock` asks the backend that comes with Wagtail instead of ours.
`bench.quality_bench` does it on every engine. Exits 1 when a bar is missed.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

from bench import search_on_server

from .ingredients import ingredients, without

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "data"
SEED = 2

#: set → least success at 1 and at 5
BARS = {
    "questions": (0.93, 0.97),
    "questions, no accents": (0.93, 0.97),
    "questions, a typo": (0.93, 0.97),
    "questions, Telex residue": (0.93, 0.97),
    "title starts, no accents": (0.95, 0.95),
    "law numbers": (1.0, 1.0),
    "codes": (1.0, 1.0),
    "abbreviations": (0.92, 0.92),
    "hard": (0.68, 0.85),
    "colloquial": (0.0, 0.75),
    "hard, by another hand": (0.68, 0.85),
    "colloquial, by others": (0.0, 0.75),
    "homographs": (0.85, 0.85),
}


def build() -> None:
    """Fill the portal with the real procedures and legal documents, published."""
    from django.core.management import call_command

    call_command("setup", verbosity=0)
    for source in sorted((SHARED / "procedures").glob("*.jsonl.gz")):
        call_command("import_procedures", str(source), "--publish")
    call_command("import_legal_documents", str(SHARED / "legal-documents.tsv.gz"), "--publish")
    call_command("learn_vocabulary")


@dataclass(frozen=True)
class Answer:
    """What is judged of one result: its code or number, its number, its title."""

    name: str
    number: str
    title: str


def ours(query: str) -> list[Answer]:
    """Return the first ten results of the portal's search; raise when another engine than the chosen one answered."""
    from portal.search.service import search

    found = search(query, page_size=10)
    if found.degraded:
        raise RuntimeError("The search server doesn't answer.")
    return [Answer(one.code or one.number or one.title, one.number, one.title) for one in found.results]


def stock() -> Callable[[str], list[Answer]]:
    """Index every page with the stock backend of the database; return what answers a query with its first ten."""
    from modelsearch.backends import get_search_backend
    from wagtail.models import Page

    from legal.models import LegalDocumentPage
    from portal.search.models import IndexedItem
    from procedures.models import ProcedurePage

    backend = get_search_backend("modelsearch.backends.database")
    for model in (ProcedurePage, LegalDocumentPage):
        pks = list(model.objects.live().values_list("pk", flat=True))
        for at in range(0, len(pks), 100):
            backend.add_bulk(model, list(model.objects.filter(pk__in=pks[at : at + 100])))

    def answers(query: str) -> list[Answer]:
        pks = [str(page.pk) for page in backend.search(query, Page.objects.live())[:10]]
        rows = IndexedItem.objects.filter(object_id__in=pks)
        known = {row[0]: row[1:] for row in rows.values_list("object_id", "code", "number", "title")}
        found = [known[pk] for pk in pks if pk in known]
        return [Answer(code or number or title, number, title) for code, number, title in found]

    return answers


def judged(one: Any, answers: list[Answer]) -> float:
    """Return 1/rank of the first right answer, 0 without one; for a word the share of titles that hold it."""
    from portal.text.tokens import analyse

    if one.word:
        right = [one.word in analyse(answer.title).exact for answer in answers]
        return sum(right) / max(len(right), 1)
    ranks = (rank for rank, answer in enumerate(answers, 1) if {answer.name, answer.number} & set(one.right))
    return 1 / next(ranks, float("inf"))


def measure(
    sets: dict[str, list[Any]],
    ask: Callable[[str], list[Answer]] = ours,
    *,
    misses: bool = False,
    firsts: dict[str, list[str]] | None = None,
) -> dict[str, dict[str, float]]:
    """Return success at 1, at 5, mean reciprocal rank and milliseconds by set; put first results into `firsts`."""
    measured = {}
    for name, asked in sets.items():
        shares, took = [], []
        for one in asked:
            started = time.perf_counter()
            answers = ask(one.query)
            took.append((time.perf_counter() - started) * 1000)
            shares.append(judged(one, answers))
            if firsts is not None:
                firsts.setdefault(name, []).append(answers[0].name if answers else "")
            if misses and shares[-1] < 1:
                names = [answer.name for answer in answers[:5]]
                print(f"  {shares[-1]:.2f} {one.query} | {','.join(sorted(one.right)) or one.word} | {names}")
        by_word = name == "homographs"
        mean = statistics.mean(shares)
        measured[name] = {
            "n": len(asked),
            "at1": mean if by_word else statistics.mean(share == 1 for share in shares),
            "at5": mean if by_word else statistics.mean(share >= 0.2 for share in shares),
            "mrr": mean,
            "ms": statistics.median(took),
            "p95": sorted(took)[int(len(took) * 0.95) - 1],
        }
    return measured


def show(measured: dict[str, dict[str, float]]) -> bool:
    """Print a table; return whether every bar is met."""
    fine = True
    for name, row in measured.items():
        bar = BARS.get(name)
        met = not bar or (row["at1"] >= bar[0] - 1e-9 and row["at5"] >= bar[1] - 1e-9)
        fine = fine and met
        print(
            f"{name:<28} {row['n']:>4.0f}  at1 {row['at1']:.2f}  at5 {row['at5']:.2f}  mrr {row['mrr']:.2f}"
            f"  {row['ms']:5.1f} ms  p95 {row['p95']:5.1f}  {'' if not bar else 'ok' if met else f'MISSED {bar}'}",
            flush=True,
        )
    return fine


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--build", action="store_true")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--most", type=int, help="queries of each set")
    parser.add_argument("--without", default="")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--keep", type=Path, help="append the figures to this file, one JSON a line")
    options = parser.parse_args()
    os.environ["DATA_DIR"] = str(options.data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    os.environ.setdefault("SITE_URL", "http://localhost:8000")
    django.setup()
    if options.build:
        build()
    search_on_server.fill()

    from . import sets as made

    sets = {
        name: asked[: options.most]
        for name, asked in made.make(options.seed).items()
        if not options.only or name in options.only
    }
    measured_by: dict[str, dict[str, dict[str, float]]] = {}
    firsts: dict[str, list[str]] = {}
    fine = True

    def told(name: str, measured: dict[str, dict[str, float]]) -> None:
        nonlocal fine
        measured_by[name] = measured
        print(f"— {name}, seed {options.seed}")
        fine = (show(measured) or name != "all") and fine

    if options.stock:
        told("stock", measure(sets, stock(), misses=options.misses))
    elif options.without:
        with without(options.without):
            told(f"without {options.without}", measure(sets, misses=options.misses))
    else:
        told("all", measure(sets, misses=options.misses, firsts=firsts))
    for name in ingredients() if options.each else ():
        with without(name):
            told(f"without {name}", measure(sets))
    if options.keep:
        with options.keep.open("a") as lines:
            lines.write(
                json.dumps({"seed": options.seed, "firsts": firsts, **measured_by}, ensure_ascii=False) + "\n"
            )
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
