"""How well questions are answered: success at 1 and 5, mean reciprocal rank, and what each ingredient pays.

`python -m bench.search.quality --data FOLDER --build` fills a portal in FOLDER once with the real records (some
minutes); without `--build` it asks the one that is there. `--seed` takes other queries of the same kinds: tune on one,
report another. `--without typos` switches an ingredient off, `--each` all in turn, `--misses` prints what went wrong.
Exits 1 when a bar is missed.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

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


@contextmanager
def replaced(module: Any, name: str, other: Any) -> Iterator[None]:
    """Put another function or value in a module's place for a while."""
    before = getattr(module, name)
    setattr(module, name, other)
    try:
        yield
    finally:
        setattr(module, name, before)


@contextmanager
def without(ingredient: str) -> Iterator[None]:
    """Switch one ingredient off."""
    change = ingredients()[ingredient]
    with replaced(*change):
        yield


def ingredients() -> dict[str, tuple[Any, str, Any]]:
    """Return what can be switched off: module, name there, what stands in for it."""
    from portal.search import plan, ranking
    from portal.search.understanding import reading

    return {
        "telex": (reading, "decoded", lambda words, vocabulary: list(words)),
        "typos": (reading, "repaired", lambda words, vocabulary: {}),
        "synonyms": (reading, "meanings", lambda words, known, today, vocabulary: []),
        "initials": (reading, "initials", lambda words, vocabulary, taken: []),
        "question words": (plan, "QUESTION_WEIGHT", 1.0),
        "bigrams": (plan, "_subject_bigrams", lambda question: []),
        "near": (ranking, "NEAR", 0.0),
        "tight": (ranking, "TIGHT", 0.0),
        "exact": (ranking, "EXACT", 0.0),
        "body": (ranking, "BODY", 0.0),
    }


def judged(one: Any) -> tuple[float, list[str], float]:
    """Ask one query; return its rank as 1/rank (0: not among ten), what stood first, the milliseconds."""
    from portal.search.service import search
    from portal.text.tokens import analyse

    started = time.perf_counter()
    results = search(one.query, page_size=10).results
    took = (time.perf_counter() - started) * 1000
    first = [result.code or result.number for result in results]
    if one.word:
        right = [one.word in analyse(result.title).exact for result in results]
        return sum(right) / max(len(right), 1), first, took
    for place, (result, name) in enumerate(zip(results, first, strict=True), 1):
        if name in one.right or result.number in one.right:
            return 1 / place, first, took
    return 0.0, first, took


def measure(sets: dict[str, list[Any]], *, misses: bool = False) -> dict[str, dict[str, float]]:
    """Return success at 1, at 5, mean reciprocal rank and median milliseconds by set."""
    measured = {}
    for name, asked in sets.items():
        answers = [(one, *judged(one)) for one in asked]
        shares = [share for _, share, _, _ in answers]
        by_word = name == "homographs"
        mean = statistics.mean(shares)
        measured[name] = {
            "n": len(asked),
            "at1": mean if by_word else statistics.mean(share == 1 for share in shares),
            "at5": mean if by_word else statistics.mean(share >= 0.2 for share in shares),
            "mrr": mean,
            "ms": statistics.median(took for *_, took in answers),
            "p95": sorted(took for *_, took in answers)[int(len(answers) * 0.95) - 1],
        }
        if misses:
            for one, share, first, _ in answers:
                if share < 1:
                    print(
                        f"  {share:.2f} {one.query} | {','.join(sorted(one.right)) or one.word} | {first[:5]}"
                    )
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
    parser.add_argument("--without", default="")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--keep", type=Path, help="append the figures to this file, one JSON a line")
    options = parser.parse_args()
    os.environ["DATA_DIR"] = str(options.data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    os.environ.setdefault("SITE_URL", "http://localhost:8000")
    django.setup()
    if options.build:
        build()

    from . import sets as made

    sets = {
        name: asked
        for name, asked in made.make(options.seed).items()
        if not options.only or name in options.only
    }
    measured_by: dict[str, dict[str, dict[str, float]]] = {}
    if options.without:
        with without(options.without):
            measured_by[f"without {options.without}"] = measure(sets, misses=options.misses)
    else:
        measured_by["all"] = measure(sets, misses=options.misses)
    for name in ingredients() if options.each else ():
        with without(name):
            measured_by[f"without {name}"] = measure(sets)
    fine = True
    for name, measured in measured_by.items():
        print(f"— {name}, seed {options.seed}")
        met = show(measured)
        fine = fine and (met or name != "all")
    if options.keep:
        with options.keep.open("a") as lines:
            lines.write(json.dumps({"seed": options.seed, **measured_by}, ensure_ascii=False) + "\n")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
