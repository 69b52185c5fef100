"""On real records a search server and the database put the same result first."""

import random

import pytest

from bench.search_corpus import real_records
from portal.search import understanding
from portal.search.documents import Document
from portal.search.engines import database_engine, server_index
from portal.search.indexing import write
from portal.search.plan import plan
from portal.search.ranking import rank
from portal.text import fold
from procedures.models import ProcedurePage

from .servers import GROUP

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group(GROUP)]

#: of the queries, how many must have the same first result
SHARE = 0.97
ASKED = ("{} cần giấy tờ gì?", "thành phần hồ sơ {}", "thời hạn giải quyết {} là bao lâu", "{}")


def queries(names):
    rng = random.Random(3)
    chosen = rng.sample(names, 150)
    starts = [fold(" ".join(name.split()[:8])) for name in chosen[:75]]
    return starts + [rng.choice(ASKED).format(name) for name in chosen[75:]]


def test_the_engines_agree_on_the_first_result(server, shared_data):
    records = real_records()
    for number, (code, name, text) in enumerate(records):
        document = Document(
            name, text[:3000], name, type="procedure", live=True, code=code, keys=[code] if code else []
        )
        write(ProcedurePage, str(number), document)
    server_index.build(server.client)
    database, differing = database_engine(), []
    asked = queries([name for _, name, _ in records])
    for query in asked:
        question = understanding.read(query)
        known = database.frequencies(question.tokens)
        terms = plan(question, known.total, known.body, known.title)
        first = [
            [one.candidate.pk for one in rank(terms, engine.candidates(terms, 40))][:1]
            for engine in (database, server)
        ]
        if first[0] != first[1]:
            differing.append(query)
    assert len(differing) <= len(asked) * (1 - SHARE), differing
