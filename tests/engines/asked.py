"""Real records and what is asked of them, to compare which result an engine puts first."""

import random

from bench.search_corpus import real_records
from portal.search import understanding
from portal.search.documents import Document
from portal.search.engines import database_engine
from portal.search.engines.base import Engine
from portal.search.indexing import Entry, write_all
from portal.search.plan import plan
from portal.search.ranking import scored
from portal.text import fold
from procedures.models import ProcedurePage

#: of the queries, how many must have the same first result as on SQLite
SHARE = 0.97
_ASKED = ("{} cần giấy tờ gì?", "thành phần hồ sơ {}", "thời hạn giải quyết {} là bao lâu", "{}")


def write_records() -> list[str]:
    """Write the index rows of the real procedures; return the queries that are asked of them, always the same."""
    records = real_records()
    entries = [
        Entry(
            ProcedurePage,
            str(number),
            Document(
                name, text[:3000], name, type="procedure", live=True, code=code, keys=[code] if code else []
            ),
        )
        for number, (code, name, text) in enumerate(records)
    ]
    for at in range(0, len(entries), 100):
        write_all(entries[at : at + 100])
    rng = random.Random(3)
    chosen = rng.sample([name for _, name, _ in records], 150)
    starts = [fold(" ".join(name.split()[:8])) for name in chosen[:75]]
    return starts + [rng.choice(_ASKED).format(name) for name in chosen[75:]]


def first_result(query: str, engine: Engine) -> str:
    """Return the title of what `engine` puts first, nothing where it finds nothing."""
    question = understanding.read(query)
    known = database_engine().frequencies(question.tokens)
    terms = plan(question, known.total, known.body, known.title)
    ranked = scored(terms, engine.candidates(terms, 40))
    return ranked[0].candidate.title_folded if ranked else ""
